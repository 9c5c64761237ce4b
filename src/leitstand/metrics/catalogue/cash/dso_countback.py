"""Days sales outstanding by count-back: how many days back sales are still unpaid."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Derived, Example, Input, Metric

TOO_OLD = Text(
    de="Die Forderungen sind höher als die Rechnungen aller Monate, die die Daten abdecken.",
    en="Receivables exceed the invoices of all months that the data cover.",
)


def count_back(
    receivables: float | None, invoiced: tuple[tuple[float, int], ...] | None, days: int
) -> tuple[float, float] | Text | None:
    if receivables is None or not invoiced:
        return None
    left, counted = receivables, 0.0
    for amount, month_days in invoiced:
        if amount >= left:
            return (counted + (month_days * left / amount if left > 0 else 0), 1)
        left, counted = left - max(amount, 0), counted + month_days
    return TOO_OLD


METRIC = Metric(
    title=Text(de="Forderungslaufzeit (Rückrechnung)", en="DSO (count-back)"),
    question=Text(
        de="Wie viele Tage muss man zurückgehen, bis der Rechnungsbetrag die Forderungen deckt?",
        en="How many days back until the amount invoiced covers the receivables?",
    ),
    formula=Text(
        de=(
            "Von den Forderungen am Ende werden rückwärts die Rechnungsbeträge der Monate abgezogen; Summe der "
            "Tage, der letzte Monat anteilig"
        ),
        en=(
            "The amounts invoiced are taken off the receivables month by month going back; sum of days, the "
            "last month in part"
        ),
    ),
    caveat=Text(
        de=(
            "Saisonfest, aber alte Forderungen verschwinden hinter neuem Umsatz: mit überfälligen Anteilen "
            "lesen. Höchstens 24 Monate zurück."
        ),
        en=(
            "Robust to seasons, but old receivables hide behind new sales: read with the overdue share. At most"
            " 24 months back."
        ),
    ),
    kind=Derived(
        inputs={"receivables": Input("receivables_amount"), "invoiced": Input("invoice_amount", last=24, each=True)},
        formula=count_back,
    ),
    unit="days",
    direction="down",
    dimensions={"segment", "country", "payment_terms", "team"},
    grains=(
        "month",
        "quarter",
        "total",
    ),
    min_sample=0,
    examples=[
        Example(
            rows={
                "invoice": [
                    {"issued_on": "2024-02-01", "gross_amount": 580},
                    {"issued_on": "2024-03-10", "gross_amount": 200},
                    {"issued_on": "2024-03-11", "gross_amount": 120, "paid_in_full_on": "2024-03-20"},
                ]
            },
            start="2024-03-01",
            end="2024-04-01",
            value=54,
            sum=Text(
                de="780 offen: 320 aus dem März (31 Tage), die übrigen 460 aus dem Februar: 460 / 580 × 29 = 23 Tage",
                en="780 open: 320 of March (31 days), the other 460 of February: 460 / 580 × 29 = 23 days",
            ),
            grain="month",
            as_of="2024-03-31",
        ),
        Example(
            rows={"invoice": [{"issued_on": "2024-02-01", "gross_amount": 900, "paid_in_full_on": "2024-02-10"}]},
            start="2024-02-01",
            end="2024-03-01",
            value=0,
            sum=Text(de="nichts ist offen", en="nothing is open"),
            grain="month",
            as_of="2024-02-29",
        ),
    ],
    source="Credit Research Foundation; Farris et al., Marketing Metrics (3rd ed. 2015)",
)
