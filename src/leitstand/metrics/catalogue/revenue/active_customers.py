"""Customers who ordered in the period, each counted once."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Distinct, Example, Metric

METRIC = Metric(
    title=Text(de="Aktive Kund:innen", en="Active customers"),
    question=Text(de="Wie viele bekannte Kund:innen haben bestellt?", en="How many known customers ordered?"),
    formula=Text(
        de="Anzahl verschiedener Kund:innen mit mindestens einer nicht stornierten Bestellung im Zeitraum",
        en="Number of different customers with at least one order in the period that was not cancelled",
    ),
    caveat=Text(
        de="Monate ergeben zusammen nicht das Quartal, Gruppen nicht die Summe: Wer zweimal kommt, zählt "
        "einmal. Nur mit Angabe des Zeitraums vergleichen. Bestellungen ohne bekannte Kund:innen fehlen.",
        en="Months do not add up to the quarter, nor groups to the total: who comes twice counts once. "
        "Compare only with the length of the period stated. Orders without a known customer are missing.",
    ),
    kind=Distinct("active_customer_count"),
    unit="people",
    direction="up",
    dimensions={
        "channel",
        "country",
        "document_kind",
        "first_order_month",
        "new_existing",
        "region",
        "segment",
        "size_band",
        "team",
    },
    grains=("week", "month", "quarter", "year", "fiscal_year", "ttm", "total"),
    min_sample=0,
    examples=[
        Example(
            rows={
                "order": [
                    {"ordered_at": "2024-03-05", "customer_key": 1},
                    {"ordered_at": "2024-03-06", "customer_key": 1},
                    {"ordered_at": "2024-03-06", "customer_key": 2},
                    {"ordered_at": "2024-03-07"},
                    {"ordered_at": "2024-03-08", "customer_key": 3, "status": "cancelled"},
                ]
            },
            start="2024-03-01",
            end="2024-04-01",
            value=2,
            sum=Text(
                de="Kund:in 1 (zweimal) und 2; eine anonyme und eine stornierte Bestellung zählen nicht",
                en="Customer 1 (twice) and 2; an anonymous and a cancelled order do not count",
            ),
        ),
        Example(
            rows={
                "order": [
                    {"ordered_at": "2024-02-05", "customer_key": 1},
                    {"ordered_at": "2024-03-06", "customer_key": 1},
                    {"ordered_at": "2024-03-06", "customer_key": 2},
                ]
            },
            start="2024-02-01",
            end="2024-04-01",
            value=2,
            sum=Text(
                de="Der Februar hat 1 und der März 2 aktive Kund:innen, beide Monate zusammen 2, nicht 3",
                en="February has 1 and March 2 active customers, both months together 2, not 3",
            ),
        ),
    ],
    source="Fader and Hardie, 'Probability models for customer-base analysis' (2009)",
)
