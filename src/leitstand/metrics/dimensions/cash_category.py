"""Purpose of a payment."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Dimension

DIMENSION = Dimension(
    title=Text(de="Zahlungszweck", en="Purpose of payment"),
    columns=("cash_line.category",),
)
