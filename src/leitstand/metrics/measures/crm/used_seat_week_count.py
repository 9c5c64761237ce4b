"""CRM seats that were really used in the week."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Genutzte CRM-Zugänge je Woche", en="CRM seats used per week"),
    table="seat_week",
    time="week_on",
    where=lambda week: week.is_used,
    direction="up",
)
