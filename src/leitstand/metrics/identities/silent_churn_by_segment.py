"""The silent churn rate is the mean over the segments, weighted with their regular buyers."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Identity

IDENTITY = Identity(
    title=Text(de="Verstummen nach Segment", en="Silent churn by segment"),
    whole="churn_rate_silent",
    operator="weighted",
    by="segment",
    note=Text(de="Auch die Gruppe ohne Angabe gehört dazu.", en="The group without a value belongs to it too."),
)
