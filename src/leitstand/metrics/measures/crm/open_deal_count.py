"""Deals open at the end of the period."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure, Open

MEASURE = Measure(
    title=Text(de="Offene Verkaufschancen", en="Open deals"),
    table="deal_upkeep",
    time=Open(since="open_since", until="open_until"),
)
