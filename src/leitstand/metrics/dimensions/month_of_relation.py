"""Month since the first order, 1 is the first."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Dimension

DIMENSION = Dimension(
    title=Text(de="Monat der Kundenbeziehung", en="Month of the relation"),
    columns=("customer_margin.month",),
)
