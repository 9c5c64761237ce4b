"""Messages and comments that need a reply."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Anfragen, die eine Antwort brauchen", en="Inquiries that need a reply"),
    table="social_inquiry",
    time="occurred_on",
    ever=("social_interaction.needs_reply",),
)
