"""Late share: which part of the invoices is paid late."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Ratio

METRIC = Metric(
    title=Text(de="Anteil verspätet bezahlter Rechnungen", en="Share of invoices paid late"),
    question=Text(
        de="Welcher Anteil der bezahlten Rechnungen kam nach der Fälligkeit?",
        en="Which share of paid invoices came after the due date?",
    ),
    formula=Text(
        de="Nach Fälligkeit bezahlte Rechnungen / im Zeitraum vollständig bezahlte Rechnungen",
        en="Invoices paid after the due date / invoices paid in full in the period",
    ),
    caveat=Text(
        de="Noch offene Rechnungen fehlen; ein Tag zu spät zählt wie ein Vierteljahr.",
        en="Invoices still open are missing; a day late counts like a quarter late.",
    ),
    kind=Ratio("late_invoice_count", "settled_invoice_count"),
    unit="ratio",
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
    min_sample=30,
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
                * 15
            },
            start="2024-03-01",
            end="2024-04-01",
            value=0.5,
            sum=Text(
                de="15 von 30; offene und solche ohne Fälligkeit zählen nicht",
                en="15 of 30; open ones and those without a due date do not count",
            ),
            as_of="2024-03-31",
        ),
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
            value=None,
            sum=Text(de="20 beglichene Rechnungen sind weniger als 30", en="20 settled invoices are fewer than 30"),
            as_of="2024-03-31",
        ),
    ],
    source="Creditreform, Zahlungsindikator Deutschland",
)
