"""Orders of known customers that were not cancelled."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Anzahl Aufträge bekannter Kund:innen", en="Number of orders of known customers"),
    table="order",
    time="ordered_on",
    where=lambda order: (
        (order.status.fill_null("placed") != "cancelled")
        & (order.document_kind.fill_null("order") != "adjustment")
        & order.customer_key.notnull()
    ),
    direction="up",
)
