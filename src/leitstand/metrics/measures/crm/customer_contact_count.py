"""Contacts with known customers over all channels."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Kontakte mit Kund:innen", en="Contacts with customers"),
    table="customer_contact",
    time="contacted_on",
    ever=(
        "ticket.customer_key|crm_activity.customer_key|crm_activity.deal_id|touchpoint.customer_key|touchpoint.contact_key",
    ),
)
