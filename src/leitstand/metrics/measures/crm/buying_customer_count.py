"""Customers who ordered within the year before the end of the period."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure, Open

MEASURE = Measure(
    title=Text(de="Kund:innen mit Bestellung im letzten Jahr", en="Customers who ordered within a year"),
    table="customer_activity",
    time=Open(since="active_since", until="active_until"),
    unit="people",
    direction="up",
)
