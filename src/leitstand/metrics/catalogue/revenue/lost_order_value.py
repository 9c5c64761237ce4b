"""Value of deals lost or ended without a decision."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Sum

METRIC = Metric(
    title=Text(de="Verlorene Aufträge", en="Lost-order value"),
    question=Text(de="Welcher Auftragswert ging verloren, und warum?", en="How much deal value was lost, and why?"),
    formula=Text(
        de="Summe der Beträge verlorener und ohne Entscheidung beendeter Verkaufschancen, nach Abschlussdatum",
        en="Sum of the amounts of deals lost or ended without a decision, by closing date",
    ),
    caveat=Text(
        de="Beträge sind Schätzungen des Vertriebs; Chancen ohne Betrag fehlen. Ist der Grund bei mehr als 20"
        " % unbekannt, taugt die Gliederung nicht. Die Kund:innen sehen den Grund oft anders.",
        en="Amounts are estimates by sales; deals without one are missing. Where the reason is unknown for "
        "more than 20 % the split is of no use. Buyers often see the reason differently.",
    ),
    kind=Sum("lost_amount"),
    unit="currency",
    direction="down",
    dimensions={
        "category",
        "competitor",
        "country",
        "deal_source",
        "lost_reason",
        "product",
        "region",
        "segment",
        "size_band",
        "team",
    },
    min_sample=0,
    examples=[
        Example(
            rows={
                "deal": [
                    {"created_at": "2024-01-10", "closed_at": "2024-03-15", "outcome": "lost", "amount": 100},
                    {"created_at": "2024-01-10", "closed_at": "2024-03-15", "outcome": "no_decision", "amount": 50},
                    {"created_at": "2024-01-10", "closed_at": "2024-03-15", "outcome": "won", "amount": 70},
                ]
            },
            start="2024-03-01",
            end="2024-04-01",
            value=150,
            sum=Text(
                de="100 + 50; die gewonnene Verkaufschance zählt nicht",
                en="100 + 50; the deal won does not count",
            ),
            as_of="2024-03-31",
        ),
        Example(
            rows={
                "lost_reason": [{"group": "price"}, {"group": "timing"}],
                "deal": [
                    {
                        "created_at": "2024-01-10",
                        "closed_at": "2024-03-15",
                        "outcome": "lost",
                        "amount": 100,
                        "lost_reason_id": 1,
                    },
                    {
                        "created_at": "2024-01-10",
                        "closed_at": "2024-03-15",
                        "outcome": "lost",
                        "amount": 30,
                        "lost_reason_id": 2,
                    },
                    {"created_at": "2024-01-10", "closed_at": "2024-03-15", "outcome": "lost", "amount": 20},
                ],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=100,
            sum=Text(
                de="Wegen des Preises verloren: 100 von 150; 20 ohne Grund stehen für sich",
                en="Lost for price: 100 of 150; 20 without a reason stand apart",
            ),
            by=("lost_reason",),
            cell=("price",),
            as_of="2024-03-31",
        ),
    ],
    source="Odoo CRM, lost reasons; own definition of the groups",
)
