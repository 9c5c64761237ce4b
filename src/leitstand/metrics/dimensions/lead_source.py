"""Source of the lead."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Dimension

DIMENSION = Dimension(title=Text(de="Herkunft der Anfrage", en="Source of the lead"), columns=("lead.source",))
