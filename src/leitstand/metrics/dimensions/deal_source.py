"""Source of the deal."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Dimension

DIMENSION = Dimension(title=Text(de="Herkunft der Verkaufschance", en="Source of the deal"), columns=("deal.source",))
