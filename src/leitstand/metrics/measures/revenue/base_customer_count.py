"""Customers and prospects known when the period began."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure, Open

MEASURE = Measure(
    title=Text(de="Bekannte Kund:innen und Interessenten zu Beginn", en="Known customers and prospects at the start"),
    table="customer_base",
    time=Open(since="known_on", until=None, at="start"),
    unit="people",
)
