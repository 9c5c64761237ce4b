"""Expected value of valuable customers who have probably left."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Latest, Measure

MEASURE = Measure(
    title=Text(de="Gefährdeter Kundenwert", en="Customer value at risk"),
    table="score_standing",
    time=Latest(day="scored_on", per=("customer_key",)),
    aggregate="sum",
    value=lambda score: score.expected_value_base,
    where=lambda score: (score.p_alive < 0.5) & score.upper_half,
    unit="currency",
    direction="down",
)
