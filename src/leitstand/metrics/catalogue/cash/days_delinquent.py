"""Average days late: how late each euro comes."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Ratio

METRIC = Metric(
    title=Text(de="Zahlungsverzug (Tage)", en="Average days late"),
    question=Text(
        de="Wie viele Tage nach Fälligkeit kommt ein Euro im Mittel?",
        en="How many days after its due date does a euro come on average?",
    ),
    formula=Text(
        de=(
            "Σ Rechnungsbetrag × max(bezahlt − fällig, 0) / Σ Rechnungsbetrag der im Zeitraum vollständig "
            "bezahlten Rechnungen"
        ),
        en="Σ gross amount × max(paid − due, 0) / Σ gross amount of the invoices paid in full in the period",
    ),
    caveat=Text(
        de=(
            "Nur bezahlte Rechnungen: was nie bezahlt wird, fehlt. Lesen Sie sie mit der Überfälligkeitsquote. "
            "Große Rechnungen zählen mehr; der einfache Durchschnitt ist days_late_mean."
        ),
        en=(
            "Paid invoices only: what is never paid is missing. Read it with the overdue share. Large invoices "
            "count more; the plain mean is days_late_mean."
        ),
    ),
    kind=Ratio("late_amount_days", "settled_invoice_amount"),
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
            value=10,
            sum=Text(
                de=(
                    "(40 Tage × 1.000 + 0 × 3.000, einen Tag zu früh bezahlt) / 4.000; offene und solche ohne "
                    "Fälligkeit zählen nicht"
                ),
                en=(
                    "(40 days × 1,000 + 0 × 3,000, paid a day early) / 4,000; open ones and those without a due "
                    "date do not count"
                ),
            ),
            as_of="2024-03-31",
        ),
    ],
    source="Creditreform, Zahlungsindikator Deutschland (Zahlungsverzug)",
)
