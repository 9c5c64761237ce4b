"""Contacts with customers that the CRM holds an entry for."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Dokumentierte Kundenkontakte", en="Customer contacts logged"),
    table="contact_logging",
    time="occurred_on",
    where=lambda contact: contact.is_logged,
    direction="up",
)
