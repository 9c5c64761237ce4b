"""Customers with a running contract at the start of the period."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure, Open

MEASURE = Measure(
    title=Text(de="Vertragskund:innen am Anfang", en="Customers under contract at the start"),
    table="subscription_spell",
    time=Open(since="since", until="until", at="start"),
    unit="people",
    direction="up",
)
