"""All costs booked for customer work."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Kosten der Kundenarbeit", en="Cost of customer work"),
    table="booked_cost",
    time="booked_on",
    aggregate="sum",
    value=lambda cost: cost.amount_base,
    unit="currency",
    direction="down",
)
