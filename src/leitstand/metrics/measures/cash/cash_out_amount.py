"""Money that went out, as a positive number, without transfers between own accounts."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Auszahlungen", en="Cash outflow"),
    table="cash_line",
    time="booked_on",
    aggregate="sum",
    value=lambda cash: -cash.amount_base,
    where=lambda cash: cash.amount < 0,
    unit="currency",
    direction="down",
)
