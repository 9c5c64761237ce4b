"""Contacts per customer: how often is there contact with an active customer, over all channels?"""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Ratio

METRIC = Metric(
    title=Text(de="Kontakte je Kund:in", en="Contacts per customer"),
    question=Text(
        de="Wie oft gibt es Kontakt je aktiver Kund:in, über alle Wege?",
        en="How often is there contact per active customer, over all channels?",
    ),
    formula=Text(
        de="Anliegen + Anrufe, E-Mails und Termine im CRM + Antworten, Anrufe, Besuche und Treffen aus Kampagnen / "
        "aktive Kund:innen",
        en="Tickets + calls, e-mails and meetings in the CRM + replies, calls, visits and meetings of campaigns / "
        "active customers",
    ),
    caveat=Text(
        de="Weder gut noch schlecht: Betreuung und Probleme zählen gleich. Aktivitäten zu einem Anliegen zählen "
        "nicht noch einmal, Notizen und Aufgaben gar nicht. Es zählen alle bekannten Kund:innen, auch solche ohne "
        "Bestellung im Zeitraum. Nur Wege, deren Daten geladen sind.",
        en="Neither good nor bad: care and trouble count alike. Activities on a ticket do not count again, notes and "
        "tasks not at all. All known customers count, also those without an order in the period. Only channels whose "
        "data are loaded.",
    ),
    kind=Ratio("customer_contact_count", "active_customer_count", interval="delta", fixed=("contact_channel",)),
    unit="quotient",
    direction="context",
    dimensions={"contact_channel", "country", "region", "segment"},
    grains=("week", "month", "quarter", "year", "fiscal_year", "ttm", "total"),
    min_sample=30,
    examples=[
        Example(
            rows={
                "order": [{"ordered_at": "2024-03-01", "customer_key": k} for k in range(1, 41)],
                "ticket": [{"created_at": "2024-03-02", "customer_key": k} for k in range(1, 6)]
                + [{"created_at": "2024-03-02"}],
                "crm_activity": [
                    {"occurred_at": "2024-03-02", "customer_key": 1, "type": kind}
                    for kind in ("call", "email", "meeting", "note", "task")
                ]
                + [{"occurred_at": "2024-03-02", "customer_key": 1, "ticket_id": 1, "type": "call"}],
                "touchpoint": [
                    {"occurred_at": "2024-03-02", "customer_key": 2, "kind": kind}
                    for kind in ("visit", "reply", "impression", "click", "open")
                ],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=0.25,
            sum=Text(
                de=(
                    "(5 Anliegen + 3 Aktivitäten + 2 Kontaktpunkte) / 40 Kund:innen; Notizen, bloßes Ansehen, ein "
                    "Anruf zu einem Anliegen und ein Anliegen ohne bekannte Kund:in zählen nicht"
                ),
                en=(
                    "(5 tickets + 3 activities + 2 touchpoints) / 40 customers; notes, mere views, a call on a ticket "
                    "and a ticket of nobody known do not count"
                ),
            ),
        ),
        Example(
            rows={
                "order": [{"ordered_at": "2024-03-01", "customer_key": k} for k in range(1, 41)],
                "crm_activity": [{"occurred_at": "2024-03-02", "deal_id": 1, "type": "call"} for _ in range(8)],
                "deal": [{"deal_id": 1, "customer_key": 7}],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=0.2,
            sum=Text(
                de="8 Anrufe / 40; die Kund:in ergibt sich aus der Verkaufschance, Anliegen sind nicht nötig",
                en="8 calls / 40; the customer comes from the deal, and no tickets are needed",
            ),
        ),
    ],
    source="Kaplan and Anderson, Time-Driven Activity-Based Costing, Harvard Business Review (2004)",
)
