"""Survey mode."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Dimension

DIMENSION = Dimension(title=Text(de="Art der Befragung", en="Survey mode"), columns=("survey.mode",))
