"""Deliveries promised for a day in the period; those of cancelled orders only if they were delivered."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Zugesagte Lieferungen", en="Deliveries promised"),
    table="shipment",
    time="promised_on",
    joins=("order.status",),
    where=lambda shipment: (
        (shipment["order.status"].fill_null("placed") != "cancelled") | shipment.delivered_on.notnull()
    ),
    ever=(
        "shipment.promised_on",
        "shipment.delivered_at",
    ),
)
