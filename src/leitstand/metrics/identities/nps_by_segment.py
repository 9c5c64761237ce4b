"""The net promoter score is the mean over the segments, weighted with their answers."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Identity

IDENTITY = Identity(
    title=Text(de="Weiterempfehlung nach Segment", en="Net promoter score by segment"),
    whole="nps",
    operator="weighted",
    by="segment",
    scale=100,
    note=Text(de="Auch die Gruppe ohne Angabe gehört dazu.", en="The group without a value belongs to it too."),
)
