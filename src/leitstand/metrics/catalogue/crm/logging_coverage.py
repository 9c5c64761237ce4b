"""Logging coverage: how many customer contacts does the CRM know?"""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Ratio

METRIC = Metric(
    title=Text(de="Dokumentationsquote", en="Activity logging coverage"),
    question=Text(
        de="Wie viele bekannte Kundenkontakte stehen auch im CRM?",
        en="How many known customer contacts are also in the CRM?",
    ),
    formula=Text(
        de="Kontakte mit einem CRM-Eintrag derselben Kund:in im Abstand von höchstens einem Tag / Kontakte "
        "laut Telefon, E-Mail und Kalender",
        en="Contacts with a CRM entry of the same customer at most one day apart / contacts known from "
        "telephone, mail and calendar",
    ),
    caveat=Text(
        de="Braucht eine zweite Quelle (Anrufe, Antworten, Termine, Besuche); Werbekontakte zählen nicht. "
        "Ohne sie: Anteil gewonnener Verkaufschancen mit Termin.",
        en="Needs a second source (calls, replies, meetings, visits); advertising contacts do not count. "
        "Without it: share of won deals with a meeting.",
    ),
    kind=Ratio("logged_contact_count", "known_contact_count"),
    unit="ratio",
    direction="up",
    dimensions={"contact_channel", "segment"},
    grains=("week", "month", "quarter", "year", "total"),
    min_sample=30,
    examples=[
        Example(
            rows={
                "touchpoint": [{"occurred_at": "2024-03-05", "kind": "call", "customer_key": n} for n in range(1, 31)]
                + [
                    {"occurred_at": "2024-03-05", "kind": "open", "customer_key": 1},
                    {"occurred_at": "2024-03-05", "kind": "call"},
                ],
                "crm_activity": [{"occurred_at": "2024-03-06", "customer_key": n} for n in range(1, 22)]
                + [{"occurred_at": "2024-03-07", "customer_key": 30}, {"occurred_at": "2024-03-05", "customer_key": 1}],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=0.7,
            sum=Text(
                de=(
                    "21 / 30; der Eintrag zu Kund:in 30 liegt zwei Tage daneben; geöffnete E-Mails und ein Anruf ohne "
                    "Namen zählen nicht"
                ),
                en="21 / 30; the entry for customer 30 is two days off; opened mail and a nameless call do not count",
            ),
        ),
    ],
    source="Own definition after DAMA UK, Six Primary Dimensions of Data Quality (2013)",
)
