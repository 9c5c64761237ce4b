"""The win rate is the weighted mean over the segments."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Identity

IDENTITY = Identity(
    title=Text(de="Abschlussquote nach Segment", en="Win rate by segment"),
    whole="win_rate",
    operator="weighted",
    by="segment",
    note=Text(de="Auch die Gruppe ohne Angabe gehört dazu.", en="The group without a value belongs to it too."),
)
