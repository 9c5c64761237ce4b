"""Process."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Dimension

DIMENSION = Dimension(
    title=Text(de="Prozess", en="Process"),
    columns=("case_step.process", "finished_case.process", "case_happening.process"),
)
