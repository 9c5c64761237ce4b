"""Overdue days: the part of the DSO that comes from late payment."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Derived, Example, Input, Metric


def late_days(overdue: float | None, invoiced: float | None, days: int) -> tuple[float, float] | None:
    return None if overdue is None or not invoiced else (overdue * days, invoiced)


METRIC = Metric(
    title=Text(de="Überfällige Tage", en="Overdue days"),
    question=Text(
        de="Welcher Teil der Forderungslaufzeit kommt von überfälligen Rechnungen?",
        en="Which part of days sales outstanding comes from overdue invoices?",
    ),
    formula=Text(
        de=("Überfällige Forderungen am Ende / Rechnungsbetrag im Zeitraum × vergangene Tage = DSO − bestmögliche DSO"),
        en=("Overdue receivables at the end / amount invoiced in the period × elapsed days = DSO − best possible DSO"),
    ),
    caveat=Text(
        de=(
            "Keine Verzugstage einer Rechnung, sondern ein Anteil der Forderungslaufzeit; hängt wie sie vom "
            "Umsatz des Zeitraums ab."
        ),
        en=(
            "Not the delay of an invoice but a part of days sales outstanding; like it, it depends on the sales"
            " of the period."
        ),
    ),
    kind=Derived(inputs={"overdue": Input("overdue_amount"), "invoiced": Input("invoice_amount")}, formula=late_days),
    unit="days",
    direction="down",
    dimensions={"segment", "country", "payment_terms", "team"},
    grains=(
        "month",
        "quarter",
        "year",
        "fiscal_year",
        "ttm",
        "total",
    ),
    min_sample=0,
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
            value=15.5,
            sum=Text(
                de="(200 + 400) überfällig / 1.200 × 31 = 28,42 − 12,92",
                en="(200 + 400) overdue / 1,200 × 31 = 28.42 − 12.92",
            ),
        ),
    ],
    source="Credit Research Foundation; Farris et al., Marketing Metrics (3rd ed. 2015)",
)
