"""The backlog is the sum over its topics."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Identity

IDENTITY = Identity(
    title=Text(de="Rückstand nach Thema", en="Backlog by topic"),
    whole="backlog",
    operator="sum",
    by="ticket_topic",
    note=Text(de="Auch die Gruppe ohne Angabe gehört dazu.", en="The group without a value belongs to it too."),
)
