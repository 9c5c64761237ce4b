"""Of the customers who ordered within a year, those of whom some contact was verified within a year."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure, Open

MEASURE = Measure(
    title=Text(de="Davon mit geprüften Angaben", en="Of these with verified details"),
    table="customer_freshness",
    time=Open(since="active_since", until="active_until"),
    ever=("contact.last_verified_at",),
    unit="people",
    direction="up",
)
