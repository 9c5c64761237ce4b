"""Complaints are the sum over their topics."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Identity

IDENTITY = Identity(
    title=Text(de="Beschwerden nach Thema", en="Complaints by topic"),
    whole="complaints",
    operator="sum",
    by="ticket_topic",
    note=Text(de="Auch die Gruppe ohne Angabe gehört dazu.", en="The group without a value belongs to it too."),
)
