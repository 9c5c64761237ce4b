"""Expected future value of customers, as last assessed."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Latest, Measure

MEASURE = Measure(
    title=Text(de="Erwarteter Kundenwert", en="Expected customer value"),
    table="customer_value",
    time=Latest(day="scored_on", per=("customer_key",)),
    aggregate="sum",
    value=lambda score: score.expected_value_base,
    unit="currency",
    direction="up",
)
