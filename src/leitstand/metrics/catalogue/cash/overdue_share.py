"""Overdue share: which part of what customers owe is overdue."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Ratio

METRIC = Metric(
    title=Text(de="Überfälligkeitsquote", en="Overdue share"),
    question=Text(
        de="Welcher Anteil der offenen Forderungen ist überfällig?", en="Which share of receivables is overdue?"
    ),
    formula=Text(
        de=(
            "Überfällige Forderungen am Ende / Forderungen mit bekannter Fälligkeit am Ende (brutto); nach "
            "„Tage überfällig“ gegliedert der Anteil je Stufe"
        ),
        en=(
            "Overdue receivables at the end / receivables with a known due date at the end (gross); split by "
            "days overdue, the share of each band"
        ),
    ),
    caveat=Text(
        de=(
            "Bestrittene Rechnungen sind enthalten: gliedern Sie nach „Bestritten“. Am Fälligkeitstag selbst "
            "ist nichts überfällig. Schnell wachsender Umsatz senkt die Quote."
        ),
        en=(
            'Disputed invoices are included: split by "disputed". On the due date itself nothing is overdue. '
            "Fast growing sales lower the share."
        ),
    ),
    kind=Ratio("overdue_amount", "receivables_with_due_date_amount", interval="none", fixed=("overdue_band",)),
    unit="ratio",
    direction="down",
    dimensions={"segment", "country", "dunning_level", "team", "disputed", "payment_terms", "overdue_band"},
    grains=(
        "week",
        "month",
        "quarter",
        "year",
        "fiscal_year",
        "total",
    ),
    min_sample=1,
    examples=[
        Example(
            rows={
                "invoice": [
                    {"invoice_id": 1, "issued_on": "2024-01-10", "due_on": "2024-02-09", "gross_amount": 300},
                    {"invoice_id": 2, "issued_on": "2024-03-01", "due_on": "2024-03-31", "gross_amount": 500},
                    {
                        "invoice_id": 3,
                        "issued_on": "2024-03-05",
                        "due_on": "2024-03-15",
                        "gross_amount": 400,
                        "paid_in_full_on": "2024-04-10",
                    },
                    {
                        "invoice_id": 4,
                        "issued_on": "2024-03-06",
                        "due_on": "2024-04-05",
                        "gross_amount": 300,
                        "paid_in_full_on": "2024-03-20",
                    },
                ],
                "payment": [
                    {"invoice_id": 1, "paid_at": "2024-03-31", "amount": 100},
                    {"invoice_id": 1, "paid_at": "2024-04-02", "amount": 150},
                ],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=0.5454545454545454,
            sum=Text(
                de=(
                    "(200 + 400) / (200 + 500 + 400); die 500 sind am 31. März fällig und an diesem Tag nicht "
                    "überfällig"
                ),
                en="(200 + 400) / (200 + 500 + 400); the 500 are due on 31 March and not overdue that day",
            ),
        ),
        Example(
            rows={
                "invoice": [
                    {"invoice_id": 1, "issued_on": "2024-01-10", "due_on": "2024-02-09", "gross_amount": 300},
                    {"invoice_id": 2, "issued_on": "2024-03-01", "due_on": "2024-03-31", "gross_amount": 500},
                    {
                        "invoice_id": 3,
                        "issued_on": "2024-03-05",
                        "due_on": "2024-03-15",
                        "gross_amount": 400,
                        "paid_in_full_on": "2024-04-10",
                    },
                    {
                        "invoice_id": 4,
                        "issued_on": "2024-03-06",
                        "due_on": "2024-04-05",
                        "gross_amount": 300,
                        "paid_in_full_on": "2024-03-20",
                    },
                ],
                "payment": [
                    {"invoice_id": 1, "paid_at": "2024-03-31", "amount": 100},
                    {"invoice_id": 1, "paid_at": "2024-04-02", "amount": 150},
                ],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=0.18181818181818182,
            sum=Text(de="200 von 1.100 sind 51 Tage überfällig", en="200 of 1,100 are 51 days overdue"),
            by=("overdue_band",),
            cell=("31–60",),
        ),
        Example(
            rows={
                "invoice": [
                    {"issued_on": "2024-03-01", "gross_amount": 100, "open_amount": 100},
                    {"issued_on": "2024-03-01", "payment_terms_days": 10, "gross_amount": 60},
                ]
            },
            start="2024-03-01",
            end="2024-04-01",
            value=1,
            sum=Text(
                de="die 100 haben keine Fälligkeit und bleiben außen vor; die 60 waren am 11. März fällig",
                en="the 100 have no due date and stay out; the 60 were due on 11 March",
            ),
            as_of="2024-03-31",
        ),
    ],
    source="Creditreform, Zahlungsindikator Deutschland; German Civil Code § 286",
)
