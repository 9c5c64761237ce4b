"""Referral rate: how many customers actually recommend?"""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Ratio

METRIC = Metric(
    title=Text(de="Empfehlungsquote", en="Referral rate"),
    question=Text(de="Wie viele Kund:innen empfehlen tatsächlich weiter?", en="How many customers actually recommend?"),
    formula=Text(
        de="Verschiedene empfehlende Kund:innen im Zeitraum / aktive Kund:innen",
        en="Different customers who refer in the period / active customers",
    ),
    caveat=Text(
        de="Misst Verhalten, nicht Absicht; nur Empfehlungen mit Code oder nachgefragter Herkunft werden bekannt. "
        "Empfehlen kann auch, wer im Zeitraum nichts bestellt.",
        en="Measures behaviour, not intention; only referrals by code or by a question at the first order become "
        "known. Customers who ordered nothing in the period may refer too.",
    ),
    kind=Ratio("referrer_count", "active_customer_count"),
    unit="ratio",
    direction="up",
    dimensions={"country", "region", "segment"},
    grains=("quarter", "year", "fiscal_year", "ttm", "total"),
    min_sample=30,
    examples=[
        Example(
            rows={
                "referral": [
                    {"occurred_at": "2024-03-02", "referrer_customer_key": 1},
                    {"occurred_at": "2024-03-05", "referrer_customer_key": 1},
                    {"occurred_at": "2024-03-05", "referrer_customer_key": 2},
                    {"occurred_at": "2024-03-05"},
                ],
                "order": [{"ordered_at": "2024-03-01", "customer_key": k} for k in range(1, 41)],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=0.05,
            sum=Text(
                de="2 verschiedene Kund:innen / 40; eine Empfehlung ohne bekannte Kund:in zählt nicht",
                en="2 different customers / 40; a referral by nobody known does not count",
            ),
        ),
    ],
    source="Schmitt, Skiera and Van den Bulte, Referral Programs and Customer Value, Journal of Marketing 75 (2011)",
)
