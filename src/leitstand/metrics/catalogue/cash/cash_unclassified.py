"""Unclassified cash: the share of the money moved whose purpose is not known."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Ratio

METRIC = Metric(
    title=Text(de="Anteil des Geldes ohne bekannten Zweck", en="Unclassified cash"),
    question=Text(
        de="Welcher Anteil der Zahlungen ist keinem Zweck zugeordnet?",
        en="Which share of the payments is not assigned to a purpose?",
    ),
    formula=Text(
        de="Beträge ohne Zweck / alle Beträge, Ein- und Auszahlungen ohne Vorzeichen, ohne eigene Umbuchungen",
        en="Amounts without a purpose / all amounts, in and out without sign, without own transfers",
    ),
    caveat=Text(
        de=(
            "Solange der Anteil nicht klein ist, sind alle Gliederungen des Geldflusses nach Zweck und Bereich "
            "unvollständig. `leitstand classify` zeigt die größten Zeilen."
        ),
        en=(
            "While the share is not small, every split of cash flow by purpose and activity is incomplete. "
            "`leitstand classify` shows the largest lines."
        ),
    ),
    kind=Ratio("cash_unclassified_amount", "cash_moved_amount", interval="none"),
    unit="ratio",
    direction="down",
    dimensions={"source_system"},
    examples=[
        Example(
            rows={
                "cash_movement": [
                    {"booked_on": "2024-03-04", "amount": 600, "category": "customer_receipt"},
                    {"booked_on": "2024-03-10", "amount": -300, "category": "supplier"},
                    {"booked_on": "2024-03-11", "amount": -500, "category": "transfer"},
                    {"booked_on": "2024-03-20", "amount": -80},
                    {"booked_on": "2024-03-31", "amount": 20},
                ]
            },
            start="2024-03-01",
            end="2024-04-01",
            value=0.1,
            sum=Text(
                de="(80 + 20) / (600 + 300 + 80 + 20); die Umbuchung von 500 zählt nicht",
                en="(80 + 20) / (600 + 300 + 80 + 20); the transfer of 500 does not count",
            ),
        ),
        Example(
            rows={
                "cash_movement": [
                    {"cash_id": 1, "booked_on": "2024-03-04", "amount": 117},
                    {"cash_id": 2, "booked_on": "2024-03-10", "amount": -83},
                ],
                "cash_assignment": [
                    {"cash_id": 1, "part": 1, "amount": 119, "class": "operating", "category": "customer_receipt"},
                    {"cash_id": 1, "part": 2, "amount": -2, "class": "operating", "category": "payment_fee"},
                ],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=83 / 204,
            sum="83 / (119 + 2 + 83)",
        ),
    ],
    source="ISO 8000-8:2015 (completeness)",
)
