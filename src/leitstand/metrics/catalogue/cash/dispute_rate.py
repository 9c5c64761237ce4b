"""Dispute rate: how many payments end in a dispute."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Ratio

METRIC = Metric(
    title=Text(de="Streitfall- und Rückbuchungsquote", en="Dispute and chargeback rate"),
    question=Text(de="Wie viele Streitfälle kommen auf die Zahlungen?", en="How many disputes come on the payments?"),
    formula=Text(
        de="Im Zeitraum eröffnete Streitfälle / im Zeitraum eingegangene Zahlungen",
        en="Disputes opened in the period / payments received in the period",
    ),
    caveat=Text(
        de=(
            "Kartensysteme zählen anders (Betrugsmeldungen eingeschlossen). Selten: achten Sie auf das "
            "Intervall und sehen Sie drei Monate zusammen an."
        ),
        en=(
            "Card schemes count otherwise (fraud reports included). A rare event: mind the interval and look at"
            " three months together."
        ),
    ),
    kind=Ratio("dispute_count", "payment_count", interval="wilson", fixed=("dispute_type", "dispute_reason")),
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
            value=0.05,
            sum=Text(de="2 von 40; der dritte wurde im April eröffnet", en="2 of 40; the third was opened in April"),
        ),
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
            value=0.025,
            sum=Text(de="1 Rechtsfall auf alle 40 Zahlungen", en="1 legal case on all 40 payments"),
            by=("dispute_type",),
            cell=("legal",),
        ),
    ],
    source="Visa Acquirer Monitoring Program (own numerator: all disputes)",
)
