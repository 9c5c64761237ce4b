"""Dispute rate by value: which part of the money received is disputed."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Ratio

METRIC = Metric(
    title=Text(de="Streitfallquote nach Betrag", en="Dispute rate by value"),
    question=Text(
        de="Welcher Anteil des eingegangenen Geldes ist strittig geworden?",
        en="Which share of the money received was disputed?",
    ),
    formula=Text(
        de="Strittiger Betrag der im Zeitraum eröffneten Streitfälle / Zahlungen im Zeitraum",
        en="Amount of the disputes opened in the period / payments in the period",
    ),
    caveat=Text(
        de=("Ein einziger großer Fall bestimmt die Quote; die Streitfälle betreffen oft Zahlungen früherer Zeiträume."),
        en="One large case can make the rate; disputes often concern payments of earlier periods.",
    ),
    kind=Ratio("dispute_amount", "payment_amount", fixed=("dispute_type", "dispute_reason")),
    unit="ratio",
    direction="down",
    dimensions={"dispute_type", "dispute_reason", "payment_method", "segment", "country"},
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
                "payment": [{"paid_at": "2024-03-05", "amount": 50, "customer_key": n} for n in range(40)],
                "dispute": [
                    {"opened_at": "2024-03-20", "amount": 100, "type": "chargeback", "customer_key": 3},
                    {"opened_at": "2024-03-31", "amount": 300, "type": "legal"},
                    {"opened_at": "2024-04-01", "amount": 300},
                ],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=0.2,
            sum="(100 + 300) / (40 × 50)",
        ),
    ],
    source="Visa Acquirer Monitoring Program (by value)",
)
