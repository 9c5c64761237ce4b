"""Messages and comments that were answered."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Beantwortete Anfragen", en="Inquiries answered"),
    table="social_inquiry",
    time="occurred_on",
    where=lambda inquiry: ~inquiry.is_open,
    direction="up",
)
