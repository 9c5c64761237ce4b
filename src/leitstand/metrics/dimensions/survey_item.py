"""Survey item."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Dimension

DIMENSION = Dimension(title=Text(de="Gefragter Punkt", en="Survey item"), columns=("survey_answer.item_key",))
