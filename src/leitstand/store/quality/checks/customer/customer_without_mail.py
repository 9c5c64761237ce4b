"""Customers without an e-mail address."""

from leitstand.foundation.text import Text
from leitstand.store.quality.contract import Check

CHECK = Check(
    title=Text(de="Kunden ohne E-Mail-Adresse", en="Customers without an e-mail address"),
    table="customer",
    field="email",
    dimension="completeness",
    severity="incomplete",
    where="t.source_system IN (SELECT source_system FROM customer_vault WHERE email)",
    fails="t.customer_key NOT IN (SELECT customer_key FROM customer_vault WHERE email)",
    reason=Text(
        de="Sie sind für Kampagnen und Umfragen nicht erreichbar.", en="Campaigns and surveys do not reach them."
    ),
    advice=Text(de="Fragen Sie die Adresse beim nächsten Kontakt ab.", en="Ask for the address at the next contact."),
    bad={"customer": [{"customer_key": 2}], "customer_vault": [{"customer_key": 1, "email": True}]},
    good={"customer": [{"customer_key": 1}], "customer_vault": [{"customer_key": 1, "email": True}]},
)
