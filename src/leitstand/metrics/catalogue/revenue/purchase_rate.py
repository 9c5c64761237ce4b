"""How many of the known customers and prospects bought."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Ratio

METRIC = Metric(
    title=Text(de="Kaufrate", en="Purchase rate"),
    question=Text(
        de="Welcher Anteil der bekannten Kund:innen und Interessenten hat gekauft?",
        en="What share of the known customers and prospects bought?",
    ),
    formula=Text(
        de="Käufer:innen im Zeitraum, die zu Beginn bekannt waren / bekannte Kund:innen und Interessenten zu Beginn",
        en="Buyers in the period who were known at its start / customers and prospects known at its start",
    ),
    caveat=Text(
        de="Die Basis entscheidet: Ein gekaufter Adressbestand senkt die Rate. Bekannt seit: Anlage, "
        "Gewinnung oder erste Bestellung, was früher war. Neue Kund:innen des Zeitraums zählen nicht.",
        en="The base decides: a bought list of addresses lowers the rate. Known since: creation, acquisition "
        "or first order, whichever came first. New customers of the period do not count.",
    ),
    kind=Ratio("base_buyer_count", "base_customer_count", interval="wilson"),
    unit="ratio",
    direction="up",
    dimensions={"segment", "size_band"},
    min_sample=30,
    examples=[
        Example(
            rows={
                "customer": [{"created_at": "2024-01-01"} for _ in range(40)] + [{"created_at": "2024-03-05"}],
                "order": [{"ordered_at": "2024-03-09", "customer_key": n} for n in [*range(1, 11), 10, 41]],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=0.25,
            sum=Text(
                de="10 von 40; die zweite Bestellung von Kund:in 10 und die neue Kund:in 41 zählen nicht",
                en="10 of 40; the second order of customer 10 and the new customer 41 do not count",
            ),
        ),
        Example(
            rows={
                "customer": [{"created_at": "2024-01-01"} for _ in range(29)],
                "order": [{"ordered_at": "2024-03-09", "customer_key": 1}],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=None,
            sum=Text(de="29 bekannte Kund:innen sind zu wenig", en="29 known customers are too few"),
        ),
    ],
    source="Farris et al., Marketing Metrics (3rd ed. 2015)",
)
