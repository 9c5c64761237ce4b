"""What is or was in dispute, by the day the dispute was opened."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Strittiger Betrag", en="Amount in dispute"),
    table="dispute",
    time="opened_on",
    aggregate="sum",
    value=lambda dispute: dispute.amount_base,
    unit="currency",
    direction="down",
)
