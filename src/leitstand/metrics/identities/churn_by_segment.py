"""The churn rate is the mean over the segments, weighted with their customers."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Identity

IDENTITY = Identity(
    title=Text(de="Abwanderung nach Segment", en="Churn by segment"),
    whole="churn_rate",
    operator="weighted",
    by="segment",
    note=Text(de="Auch die Gruppe ohne Angabe gehört dazu.", en="The group without a value belongs to it too."),
)
