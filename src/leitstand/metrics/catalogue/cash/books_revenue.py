"""Revenue by the books: what accounting has as revenue."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Sum

METRIC = Metric(
    title=Text(de="Umsatz laut Buchhaltung", en="Revenue by the books"),
    question=Text(de="Wie viel Umsatz hat die Buchhaltung gebucht?", en="How much revenue did accounting book?"),
    formula=Text(
        de="Summe der Buchungen auf Erlöskonten − Erlösschmälerungen (Retouren, Skonti, Boni), ohne Umsatzsteuer",
        en="Sum of postings on revenue accounts − deductions (returns, discounts, bonuses), without VAT",
    ),
    caveat=Text(
        de="Nach Belegdatum der Rechnung, nicht nach Bestelldatum; Versanderlöse gehören dazu. Was zwischen Shop und "
        "Büchern liegt, zeigt `leitstand reconcile`.",
        en="By date of the invoice, not of the order; shipping charged is part of it. `leitstand reconcile` shows what "
        "lies between shop and books.",
    ),
    kind=Sum("books_revenue_amount"),
    unit="currency",
    direction="up",
    dimensions={"segment", "country"},
    min_sample=1,
    examples=[
        Example(
            rows={
                "ledger_account": [
                    {"account": "8400", "kind": "revenue", "chart": "SKR03"},
                    {"account": "8736", "kind": "revenue_deduction", "chart": "SKR03"},
                    {"account": "1776", "kind": "sales_tax", "chart": "SKR03"},
                ],
                "ledger_entry": [
                    {"booked_on": "2024-03-05", "account": "10001", "amount": 119},
                    {"booked_on": "2024-03-05", "account": "8400", "amount": -100},
                    {"booked_on": "2024-03-05", "account": "1776", "amount": -19},
                    {"booked_on": "2024-03-20", "account": "8736", "amount": 2},
                    {"booked_on": "2024-03-20", "account": "10001", "amount": -2},
                    {"booked_on": "2024-04-01", "account": "8400", "amount": -50},
                ],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=98,
            sum=Text(
                de="100 Erlöse − 2 Skonto; Umsatzsteuer und Forderung sind kein Umsatz",
                en="100 revenue − 2 discount for early payment; VAT and claim are no revenue",
            ),
        ),
    ],
    source="HGB § 277 (1); IFRS 15",
)
