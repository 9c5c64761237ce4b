"""The on-time rate is the mean over the carriers, weighted with their deliveries."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Identity

IDENTITY = Identity(
    title=Text(de="Pünktlichkeit nach Transportunternehmen", en="On-time rate by carrier"),
    whole="on_time_rate",
    operator="weighted",
    by="carrier",
    note=Text(de="Auch die Gruppe ohne Angabe gehört dazu.", en="The group without a value belongs to it too."),
)
