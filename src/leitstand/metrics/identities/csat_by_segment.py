"""The satisfied share is the mean over the segments, weighted with their answers."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Identity

IDENTITY = Identity(
    title=Text(de="Zufriedenheit nach Segment", en="Satisfaction by segment"),
    whole="csat_share",
    operator="weighted",
    by="segment",
    note=Text(de="Auch die Gruppe ohne Angabe gehört dazu.", en="The group without a value belongs to it too."),
)
