"""Deliveries that arrived on or before the promised day."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Pünktliche Lieferungen", en="Deliveries on time"),
    table="shipment",
    time="promised_on",
    where=lambda shipment: shipment.delivered_on <= shipment.promised_on,
    ever=(
        "shipment.promised_on",
        "shipment.delivered_at",
    ),
    direction="up",
)
