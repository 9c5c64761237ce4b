"""What the handling of disputes cost, by the day the dispute was opened."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Bearbeitungskosten der Streitfälle", en="Handling cost of disputes"),
    table="dispute",
    time="opened_on",
    aggregate="sum",
    value=lambda dispute: dispute.handling_cost_base,
    unit="currency",
    direction="down",
)
