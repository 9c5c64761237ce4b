"""Required fields that are filled, at the end of the period."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure, Open

MEASURE = Measure(
    title=Text(de="Ausgefüllte Pflichtangaben", en="Required fields filled"),
    table="required_field",
    time=Open(since="known_since", until="known_until"),
    where=lambda field: field.filled,
    direction="up",
)
