"""Best possible DSO: days of sales outstanding if nobody paid late."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Derived, Example, Input, Metric


def current_days(
    receivables: float | None, overdue: float | None, invoiced: float | None, days: int
) -> tuple[float, float] | None:
    return None if receivables is None or not invoiced else ((receivables - (overdue or 0)) * days, invoiced)


METRIC = Metric(
    title=Text(de="Bestmögliche Forderungslaufzeit", en="Best possible DSO"),
    question=Text(
        de="Wie lang wäre die Forderungslaufzeit, wenn niemand überfällig wäre?",
        en="How long would sales be outstanding if nobody were overdue?",
    ),
    formula=Text(
        de="Nicht überfällige Forderungen am Ende / Rechnungsbetrag im Zeitraum × vergangene Tage",
        en="Receivables not overdue at the end / amount invoiced in the period × elapsed days",
    ),
    caveat=Text(
        de=(
            "Sie hängt von den Zahlungszielen ab, die Sie gewähren, nicht vom Mahnwesen. Rechnungen ohne "
            "Fälligkeit gelten als nicht überfällig."
        ),
        en=("It depends on the terms you grant, not on collection. Invoices without a due date count as not overdue."),
    ),
    kind=Derived(
        inputs={
            "receivables": Input("receivables_amount"),
            "overdue": Input("overdue_amount", optional=True),
            "invoiced": Input("invoice_amount"),
        },
        formula=current_days,
    ),
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
            value=12.916666666666666,
            sum=Text(
                de="500 nicht überfällig (fällig am 31. März) / 1.200 × 31",
                en="500 not overdue (due on 31 March) / 1,200 × 31",
            ),
        ),
    ],
    source="Credit Research Foundation; Farris et al., Marketing Metrics (3rd ed. 2015)",
)
