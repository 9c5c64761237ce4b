"""Churn rate: how many customers under contract leave?"""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Ratio

METRIC = Metric(
    title=Text(de="Abwanderungsrate (Verträge)", en="Customer churn rate (contracts)"),
    question=Text(
        de="Welcher Anteil der Vertragskund:innen geht?", en="What share of customers under contract leaves?"
    ),
    formula=Text(
        de="Kund:innen, deren Vertrag im Zeitraum endete / Vertragskund:innen am Anfang",
        en="Customers whose contract ended in the period / customers under contract at its start",
    ),
    caveat=Text(
        de="Nur für Vertragskund:innen; nicht mit dem Verstummen ohne Vertrag vermischen. Wer mehrere Verträge hat, "
        "geht erst mit dem letzten. Wer im selben Zeitraum zurückkehrt, zählt trotzdem. Nicht mit 12 malnehmen: aufs "
        "Jahr 1 − (1 − Quote)^12.",
        en="For customers under contract only; never mix with customers without a contract who fall silent. Who has "
        "several contracts leaves with the last one. Who returns within the period counts nevertheless. Do not "
        "multiply by 12: per year 1 − (1 − rate)^12.",
    ),
    kind=Ratio("ended_contract_customer_count", "contract_customer_count", interval="wilson"),
    unit="ratio",
    direction="down",
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
            value=0.1,
            sum=Text(
                de=(
                    "4 von 40 haben im Februar keinen Vertrag mehr; Kund:in 5 gab nur den zweiten von zwei Verträgen "
                    "auf"
                ),
                en="4 of 40 have no contract in February; customer 5 only gave up the second of two contracts",
            ),
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
            value=0.05,
            sum=Text(
                de=(
                    "2 der 40 Kund:innen vom Anfang gehen im Mai; Kund:in 99 kam im April und ging im Mai: am Anfang "
                    "nicht da"
                ),
                en=(
                    "2 of 40 customers at the start leave in May; customer 99 came in April and left in May: not there "
                    "at the start"
                ),
            ),
        ),
    ],
    source="Farris et al., Marketing Metrics (3rd ed. 2015)",
)
