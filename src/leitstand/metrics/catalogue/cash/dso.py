"""Days sales outstanding: how many days of sales customers still owe."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Derived, Example, Input, Metric


def outstanding_days(receivables: float | None, invoiced: float | None, days: int) -> tuple[float, float] | None:
    return None if receivables is None or not invoiced else (receivables * days, invoiced)


METRIC = Metric(
    title=Text(de="Forderungslaufzeit (DSO)", en="Days sales outstanding"),
    question=Text(de="Wie viele Tage Umsatz stehen noch aus?", en="How many days of sales are still to be paid?"),
    formula=Text(
        de="Forderungen am Ende / Rechnungsbetrag im Zeitraum × vergangene Tage (beides brutto)",
        en="Receivables at the end / amount invoiced in the period × elapsed days (both gross)",
    ),
    caveat=Text(
        de=(
            "Sinkt, wenn der Umsatz schnell steigt, ohne dass jemand früher zahlt; bei Saison hilft die "
            "Rückrechnung (dso_countback)."
        ),
        en=(
            "Falls when sales rise fast although nobody pays earlier; with seasons use the count-back form "
            "(dso_countback)."
        ),
    ),
    kind=Derived(
        inputs={"receivables": Input("receivables_amount"), "invoiced": Input("invoice_amount")},
        formula=outstanding_days,
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
            value=28.416666666666668,
            sum=Text(
                de="(200 + 500 + 400) / (500 + 400 + 300) × 31; was im April bezahlt wurde, war am 31. März offen",
                en="(200 + 500 + 400) / (500 + 400 + 300) × 31; what was paid in April was open on 31 March",
            ),
        ),
        Example(
            rows={"invoice": [{"issued_on": "2024-03-01", "gross_amount": 100, "open_amount": 100}]},
            start="2024-03-01",
            end="2024-04-01",
            value=10,
            sum=Text(de="100 / 100 × 10 Tage, die vergangen sind", en="100 / 100 × 10 days that have elapsed"),
            as_of="2024-03-10",
        ),
    ],
    source="Credit Research Foundation; Farris et al., Marketing Metrics (3rd ed. 2015)",
)
