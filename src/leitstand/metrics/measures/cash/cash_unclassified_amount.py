"""Money of unknown purpose that moved, in or out."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Geld ohne bekannten Zweck", en="Cash of unknown purpose"),
    table="cash_line",
    time="booked_on",
    aggregate="sum",
    value=lambda cash: cash.amount_base.abs(),
    where=lambda cash: cash.category.isnull(),
    unit="currency",
    direction="down",
)
