"""Stage."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Dimension

DIMENSION = Dimension(title=Text(de="Phase", en="Stage"), columns=("pipeline_stage.label",))
