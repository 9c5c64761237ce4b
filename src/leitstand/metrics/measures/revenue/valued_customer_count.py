"""Customers whose future value a model has assessed."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Latest, Measure

MEASURE = Measure(
    title=Text(de="Kund:innen mit geschätztem Wert", en="Customers with an assessed value"),
    table="customer_value",
    time=Latest(day="scored_on", per=("customer_key",)),
    unit="people",
)
