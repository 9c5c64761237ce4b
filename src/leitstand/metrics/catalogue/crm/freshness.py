"""Freshness: which part of the active customers has verified details."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Ratio

METRIC = Metric(
    title=Text(de="Aktualität", en="Freshness"),
    question=Text(
        de="Bei welchem Anteil der aktiven Kund:innen wurden die Angaben im letzten Jahr geprüft?",
        en="For which share of active customers were the details verified within the last year?",
    ),
    formula=Text(
        de=(
            "Aktive Kund:innen mit einem im letzten Jahr geprüften Kontakt / Kund:innen mit einer Bestellung im"
            " letzten Jahr, am Ende des Zeitraums"
        ),
        en=(
            "Active customers with a contact verified within a year / customers who ordered within a year, at "
            "the end of the period"
        ),
    ),
    caveat=Text(
        de=(
            "Anbieter nennen Verfallsraten von 22 bis 70 % im Jahr, die sich widersprechen: messen Sie eigene "
            "Rückläufer. Bekannt ist nur die letzte Prüfung; frühere Zeiträume erscheinen deshalb zu alt."
        ),
        en=(
            "Vendors name contradictory decay rates of 22 to 70 % a year: measure your own bounces. Only the "
            "last verification is known; earlier periods hence look too old."
        ),
    ),
    kind=Ratio("verified_customer_count", "buying_customer_count", interval="none"),
    unit="ratio",
    direction="up",
    dimensions={"segment", "country", "team"},
    grains=(
        "month",
        "quarter",
        "year",
        "total",
    ),
    min_sample=30,
    examples=[
        Example(
            rows={
                "order": [{"ordered_at": "2024-02-01", "customer_key": n} for n in range(40)]
                + [{"ordered_at": "2022-02-01", "customer_key": 99}],
                "contact": [{"customer_key": n, "last_verified_at": "2023-12-01"} for n in range(10)]
                + [{"customer_key": n, "last_verified_at": "2024-03-20"} for n in range(5, 10)]
                + [{"customer_key": n, "last_verified_at": "2022-05-01"} for n in range(10, 20)]
                + [{"customer_key": 30}, {"customer_key": 99, "last_verified_at": "2024-03-01"}],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=0.25,
            sum=Text(
                de=(
                    "10 von 40: fünf davon wurden zweimal geprüft und zählen einmal, zehn vor zu langer Zeit; "
                    "Kund:in 99 ist nicht aktiv"
                ),
                en=(
                    "10 of 40: five of them were verified twice and count once, ten too long ago; customer 99 is "
                    "not active"
                ),
            ),
            as_of="2024-03-31",
        ),
    ],
    source="DAMA UK, The Six Primary Dimensions for Data Quality Assessment (2013)",
)
