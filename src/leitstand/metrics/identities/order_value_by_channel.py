"""The average order value is the weighted mean over the channels."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Identity

IDENTITY = Identity(
    title=Text(de="Bestellwert nach Vertriebsweg", en="Order value by channel"),
    whole="aov",
    operator="weighted",
    by="channel",
    note=Text(de="Auch die Gruppe ohne Angabe gehört dazu.", en="The group without a value belongs to it too."),
)
