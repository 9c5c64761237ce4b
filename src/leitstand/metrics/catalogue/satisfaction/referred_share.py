"""Referred first orders: how many new buyers come by recommendation?"""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Ratio

METRIC = Metric(
    title=Text(de="Anteil empfohlener Erstbestellungen", en="Share of referred first orders"),
    question=Text(
        de="Welcher Anteil der Erstbestellungen kommt durch Empfehlung?",
        en="What share of first orders comes by recommendation?",
    ),
    formula=Text(
        de="Erstbestellungen aus einer Empfehlung / alle Erstbestellungen bekannter Kund:innen",
        en="First orders that came of a referral / all first orders of known customers",
    ),
    caveat=Text(
        de="Nur nachweisbare Empfehlungen zählen, der wahre Anteil ist höher. Bestellungen vor Beginn der Daten sind "
        "unbekannt: Die ersten Monate enthalten alte Kund:innen.",
        en="Only provable referrals count, the true share is higher. Orders before the data begin are unknown: the "
        "first months contain old customers.",
    ),
    kind=Ratio("referred_first_order_count", "first_order_count"),
    unit="ratio",
    direction="up",
    dimensions={"channel", "country", "first_product", "region", "segment"},
    grains=("quarter", "year", "fiscal_year", "ttm", "total"),
    min_sample=30,
    examples=[
        Example(
            rows={
                "referral": [{"occurred_at": "2024-03-01", "converted_order_id": k} for k in range(1, 5)]
                + [{"occurred_at": "2024-03-01", "converted_order_id": 41}],
                "order": [{"order_id": k, "ordered_at": "2024-03-05", "customer_key": k} for k in range(1, 41)]
                + [{"order_id": 41, "ordered_at": "2024-03-20", "customer_key": 9}],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=0.1,
            sum=Text(
                de="4 von 40 Erstbestellungen; die Empfehlung zu einer zweiten Bestellung zählt nicht",
                en="4 of 40 first orders; the referral to a second order does not count",
            ),
        ),
    ],
    source="Schmitt, Skiera and Van den Bulte, Referral Programs and Customer Value, Journal of Marketing 75 (2011)",
)
