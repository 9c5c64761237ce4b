"""Topic of a post."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Dimension

DIMENSION = Dimension(title=Text(de="Thema", en="Topic"), columns=("social_post.topic",))
