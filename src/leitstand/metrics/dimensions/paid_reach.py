"""Paid or organic distribution of a post."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Dimension

DIMENSION = Dimension(title=Text(de="Bezahlte Verbreitung", en="Paid distribution"), columns=("social_post.is_paid",))
