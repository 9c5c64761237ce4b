"""Fields that records should have filled, at the end of the period."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure, Open

MEASURE = Measure(
    title=Text(de="Pflichtangaben", en="Required fields"),
    table="required_field",
    time=Open(since="known_since", until="known_until"),
)
