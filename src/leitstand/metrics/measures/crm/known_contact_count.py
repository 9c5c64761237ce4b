"""Contacts with customers known from telephone, mail or calendar."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Bekannte Kundenkontakte", en="Known customer contacts"),
    table="contact_logging",
    time="occurred_on",
)
