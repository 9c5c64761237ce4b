"""Mean days late: how late an invoice is paid."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Ratio

METRIC = Metric(
    title=Text(de="Verzugstage je Rechnung", en="Mean days late per invoice"),
    question=Text(
        de="Wie viele Tage nach Fälligkeit wird eine Rechnung im Mittel bezahlt?",
        en="How many days after its due date is an invoice paid on average?",
    ),
    formula=Text(
        de="Σ max(bezahlt − fällig, 0) / Anzahl der im Zeitraum vollständig bezahlten Rechnungen",
        en="Σ max(paid − due, 0) / number of invoices paid in full in the period",
    ),
    caveat=Text(
        de=(
            "Jede Rechnung zählt gleich, die kleine wie die große; days_delinquent gewichtet mit dem Betrag und"
            " sagt, wie spät das Geld kommt. Nie bezahlte Rechnungen fehlen."
        ),
        en=(
            "Every invoice counts alike, small or large; days_delinquent weights by amount and says how late "
            "the money comes. Invoices never paid are missing."
        ),
    ),
    kind=Ratio("invoice_late_days", "settled_invoice_count", interval="delta"),
    unit="days",
    direction="down",
    dimensions={"segment", "country", "payment_terms", "team", "dunning_level", "disputed"},
    grains=(
        "month",
        "quarter",
        "year",
        "fiscal_year",
        "ttm",
        "total",
    ),
    min_sample=10,
    examples=[
        Example(
            rows={
                "invoice": [
                    {
                        "issued_on": "2024-01-01",
                        "due_on": "2024-01-31",
                        "paid_in_full_on": "2024-03-11",
                        "gross_amount": 1000,
                    },
                    {
                        "issued_on": "2024-02-01",
                        "due_on": "2024-03-02",
                        "paid_in_full_on": "2024-03-01",
                        "gross_amount": 3000,
                    },
                    {"issued_on": "2024-02-01", "due_on": "2024-02-10", "gross_amount": 700},
                    {"issued_on": "2024-02-01", "paid_in_full_on": "2024-03-05", "gross_amount": 800},
                ]
                * 10
            },
            start="2024-03-01",
            end="2024-04-01",
            value=20,
            sum=Text(
                de="(40 + 0) / 2, zehnmal; nach Betrag gewichtet wären es 10",
                en="(40 + 0) / 2, ten times over; weighted by amount it would be 10",
            ),
            as_of="2024-03-31",
        ),
    ],
    source="Creditreform, Zahlungsindikator Deutschland; Credit Research Foundation (average days delinquent)",
)
