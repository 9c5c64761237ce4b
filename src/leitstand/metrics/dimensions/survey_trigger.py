"""Survey trigger: the touchpoint after which customers are asked."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Dimension

DIMENSION = Dimension(title=Text(de="Anlass der Befragung", en="Survey trigger"), columns=("survey.trigger",))
