"""Retention rate: how many customers under contract stay?"""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Ratio

METRIC = Metric(
    title=Text(de="Bindungsrate (Verträge)", en="Customer retention rate (contracts)"),
    question=Text(
        de="Welcher Anteil der Vertragskund:innen bleibt?", en="What share of customers under contract stays?"
    ),
    formula=Text(de="1 − Abwanderungsrate", en="1 − churn rate"),
    caveat=Text(
        de="Nur für Vertragskund:innen; nicht mit dem Verstummen ohne Vertrag vermischen. Wer mehrere Verträge hat, "
        "geht erst mit dem letzten. Wer im selben Zeitraum zurückkehrt, zählt trotzdem. Nicht mit 12 malnehmen: aufs "
        "Jahr 1 − (1 − Quote)^12.",
        en="For customers under contract only; never mix with customers without a contract who fall silent. Who has "
        "several contracts leaves with the last one. Who returns within the period counts nevertheless. Do not "
        "multiply by 12: per year 1 − (1 − rate)^12.",
    ),
    kind=Ratio("ended_contract_customer_count", "contract_customer_count", interval="wilson", complement=True),
    unit="ratio",
    direction="up",
    dimensions={"country", "region", "segment", "size_band"},
    grains=("month", "quarter", "year", "fiscal_year", "ttm", "total"),
    min_sample=30,
    examples=[
        Example(
            rows={
                "subscription_period": [
                    {"subscription_id": k, "customer_key": k, "period_month": month, "mrr": 10}
                    for k in range(1, 41)
                    for month in ("2024-01-01", "2024-02-01")
                    if month < "2024-02-01" or k > 4
                ]
                + [{"subscription_id": 99, "customer_key": 5, "period_month": "2024-01-01", "mrr": 5}]
            },
            start="2024-02-01",
            end="2024-03-01",
            value=0.9,
            sum="1 − 4 / 40",
        ),
        Example(
            rows={
                "subscription_period": [
                    {"subscription_id": k, "customer_key": k, "period_month": f"2024-{month:02}-01", "mrr": 10}
                    for k in range(1, 41)
                    for month in range(1, 7)
                    if k > 2 or month < 5
                ]
                + [{"subscription_id": 99, "customer_key": 99, "period_month": "2024-04-01", "mrr": 10}]
            },
            start="2024-04-01",
            end="2024-07-01",
            value=0.95,
            sum=Text(
                de="1 − 2 / 40; Kund:in 99 war am Anfang nicht da",
                en="1 − 2 / 40; customer 99 was not there at the start",
            ),
        ),
    ],
    source="Farris et al., Marketing Metrics (3rd ed. 2015)",
)
