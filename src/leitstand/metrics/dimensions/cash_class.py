"""Activity under IAS 7."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Dimension

DIMENSION = Dimension(
    title=Text(de="Bereich (IAS 7)", en="Activity (IAS 7)"),
    columns=("cash_line.class",),
)
