"""The late share is the mean over the segments, weighted with their settled invoices."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Identity

IDENTITY = Identity(
    title=Text(de="Verspätete Rechnungen nach Segment", en="Late invoices by segment"),
    whole="invoice_late_share",
    operator="weighted",
    by="segment",
    note=Text(de="Auch die Gruppe ohne Angabe gehört dazu.", en="The group without a value belongs to it too."),
)
