"""What serving customers cost: service, fulfilment and disputes."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Kosten der Betreuung", en="Cost of serving customers"),
    table="booked_cost",
    time="booked_on",
    aggregate="sum",
    value=lambda cost: cost.amount_base,
    where=lambda cost: cost.cost_type.isin(["service", "fulfilment", "dispute"]),
    needs={"cost_type": None},
    unit="currency",
    direction="down",
)
