"""Complaints are orders times the complaint rate per thousand."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Identity

IDENTITY = Identity(
    title=Text(de="Aufträge und Beschwerdequote", en="Orders and complaint rate"),
    whole="complaints",
    operator="product",
    parts=("order_count", "complaint_rate"),
    scale=0.001,
    note=Text(de="Die Quote gilt je 1000 Aufträge.", en="The rate is per 1000 orders."),
)
