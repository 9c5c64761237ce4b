"""Minutes until a message or comment was answered."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Minuten bis zur Antwort", en="Minutes until the reply"),
    table="social_inquiry",
    time="occurred_on",
    aggregate="mean",
    value=lambda inquiry: inquiry.waiting_minutes,
    where=lambda inquiry: inquiry.waiting_minutes.notnull(),
    additive=False,
    unit="minutes",
    direction="down",
)
