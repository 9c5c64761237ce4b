"""Contacts whose e-mail address bounces."""

from leitstand.foundation.text import Text
from leitstand.store.quality.contract import Check

CHECK = Check(
    title=Text(de="Ansprechpartner mit unzustellbarer E-Mail-Adresse", en="Contacts whose e-mail address bounces"),
    table="contact",
    field="email_status",
    dimension="validity",
    severity="incomplete",
    where="t.email_status IS NOT NULL",
    fails="t.email_status = 'bounced'",
    reason=Text(
        de="Umfragen und Kampagnen kommen nicht an; der Rücklauf sinkt.",
        en="Surveys and campaigns do not arrive; the response falls.",
    ),
    advice=Text(de="Fragen Sie eine neue Adresse ab.", en="Ask for a new address."),
    bad={"contact": [{"email_status": "bounced"}]},
    good={"contact": [{"email_status": "valid"}]},
)
