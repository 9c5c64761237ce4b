"""Repeat purchase rate: how many buyers of a period bought at least twice in it?"""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Ratio

METRIC = Metric(
    title=Text(de="Wiederkaufrate", en="Repeat purchase rate"),
    question=Text(
        de="Welcher Anteil der Käufer:innen hat im Zeitraum mindestens zweimal bestellt?",
        en="What share of buyers ordered at least twice in the period?",
    ),
    formula=Text(
        de="Kund:innen mit mindestens zwei Bestellungen im Zeitraum / Kund:innen mit mindestens einer",
        en="Customers with at least two orders in the period / customers with at least one",
    ),
    caveat=Text(
        de="Steigt von selbst mit der Länge des Zeitraums; für Vergleiche besser die Raten nach 90, 180 oder 365 "
        "Tagen. Bestellungen ohne bekannte Kund:in zählen nicht; zwei Bestellungen am selben Tag sind zwei.",
        en="Rises by itself with the length of the period; for comparisons rather use the rates after 90, 180 or 365 "
        "days. Orders without a known customer do not count; two orders on one day are two.",
    ),
    kind=Ratio("repeat_buyer_count", "buyer_count", interval="wilson"),
    unit="ratio",
    direction="up",
    dimensions={"first_channel", "first_product", "segment"},
    grains=("month", "quarter", "year", "fiscal_year", "ttm", "total"),
    min_sample=30,
    examples=[
        Example(
            rows={
                "order": [{"customer_key": k, "ordered_at": "2024-03-05"} for k in range(1, 41)]
                + [{"customer_key": k, "ordered_at": "2024-03-20"} for k in range(1, 11)]
                + [
                    {"customer_key": 11, "ordered_at": "2024-03-21", "status": "cancelled"},
                    {"customer_key": 12, "ordered_at": "2024-02-27"},
                    {"ordered_at": "2024-03-22"},
                ]
            },
            start="2024-03-01",
            end="2024-04-01",
            value=0.25,
            sum=Text(
                de=(
                    "10 von 40; die stornierte zweite Bestellung, die vor dem März und die ohne bekannte Kund:in "
                    "zählen nicht"
                ),
                en=(
                    "10 of 40; the cancelled second order, the one before March and the one of nobody known do not "
                    "count"
                ),
            ),
        ),
    ],
    source="Farris et al., Marketing Metrics (3rd ed. 2015)",
)
