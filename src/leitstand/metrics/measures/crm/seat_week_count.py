"""CRM seats, per full week."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="CRM-Zugänge je Woche", en="CRM seats per week"),
    table="seat_week",
    time="week_on",
    ever=("employee.crm_seat",),
)
