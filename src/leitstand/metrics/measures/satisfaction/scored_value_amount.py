"""Expected future value of all customers, by the latest score."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Latest, Measure

MEASURE = Measure(
    title=Text(de="Erwarteter Kundenwert", en="Expected customer value"),
    table="score_standing",
    time=Latest(day="scored_on", per=("customer_key",)),
    aggregate="sum",
    value=lambda score: score.expected_value_base,
    unit="currency",
    direction="up",
)
