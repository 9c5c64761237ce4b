"""Money that came in, without transfers between own accounts."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Einzahlungen", en="Cash inflow"),
    table="cash_line",
    time="booked_on",
    aggregate="sum",
    value=lambda cash: cash.amount_base,
    where=lambda cash: cash.amount > 0,
    unit="currency",
    direction="up",
)
