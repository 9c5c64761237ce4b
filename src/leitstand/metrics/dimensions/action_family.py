"""Family of the metric an action is to change."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Dimension

DIMENSION = Dimension(
    title=Text(de="Kennzahlenfamilie der Maßnahme", en="Family of the action"),
    columns=("action_fact.family",),
)
