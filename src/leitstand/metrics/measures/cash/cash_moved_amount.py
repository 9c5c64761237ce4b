"""All money that moved, in or out, without transfers between own accounts."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Bewegtes Geld", en="Cash moved"),
    table="cash_line",
    time="booked_on",
    aggregate="sum",
    value=lambda cash: cash.amount_base.abs(),
    unit="currency",
)
