"""Months since the first order."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Dimension

DIMENSION = Dimension(
    title=Text(de="Monate seit der ersten Bestellung", en="Months since the first order"),
    columns=("customer_month.months_since_first",),
    transform=lambda months: months.cast("string").lpad(2, "0"),
)
