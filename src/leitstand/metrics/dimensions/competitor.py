"""Competitor."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Dimension

DIMENSION = Dimension(title=Text(de="Wettbewerber", en="Competitor"), columns=("competitor.name",))
