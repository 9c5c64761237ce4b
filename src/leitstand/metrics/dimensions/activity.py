"""Step of a process."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Dimension

DIMENSION = Dimension(
    title=Text(de="Prozessschritt", en="Process step"),
    columns=("case_step.activity", "case_happening.activity"),
)
