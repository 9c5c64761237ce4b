"""What was spent to win customers: media, sales staff and tools."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Kosten der Kundengewinnung", en="Cost of acquisition"),
    table="booked_cost",
    time="booked_on",
    aggregate="sum",
    value=lambda cost: cost.amount_base,
    where=lambda cost: cost.cost_type.startswith("acquisition_"),
    needs={"cost_type": None},
    unit="currency",
    direction="down",
)
