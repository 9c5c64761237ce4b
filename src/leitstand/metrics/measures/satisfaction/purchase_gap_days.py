"""Days between two successive order days of a customer."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Tage zwischen zwei Käufen", en="Days between two purchases"),
    table="purchase_gap",
    time="ordered_on",
    aggregate="mean",
    value=lambda gap: gap.gap_days,
    additive=False,
    unit="days",
)
