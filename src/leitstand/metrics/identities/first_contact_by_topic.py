"""First contact resolution is the mean over the topics, weighted with their solved tickets."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Identity

IDENTITY = Identity(
    title=Text(de="Erstlösung nach Thema", en="First contact resolution by topic"),
    whole="fcr",
    operator="weighted",
    by="ticket_topic",
    note=Text(de="Auch die Gruppe ohne Angabe gehört dazu.", en="The group without a value belongs to it too."),
)
