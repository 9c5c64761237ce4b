"""How much money the open deals bring per day."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Derived, Example, Input, Metric


def velocity(
    deals: float | None, rate: float | None, amount: float | None, cycle: float | None, days: int
) -> tuple[float, float] | None:
    """Expected revenue of the open deals and the days it takes."""
    if deals is None or rate is None or amount is None or not cycle:
        return None
    return deals * rate * amount, cycle


METRIC = Metric(
    title=Text(de="Vertriebsgeschwindigkeit", en="Pipeline velocity"),
    question=Text(
        de="Wie viel Umsatz je Tag bringt die Pipeline, wenn es so weitergeht?",
        en="How much revenue per day does the pipeline bring if things go on like this?",
    ),
    formula=Text(
        de="Offene Verkaufschancen am Ende × Abschlussquote × durchschnittlicher Auftragswert / mittlere "
        "Dauer gewonnener Chancen",
        en="Open deals at the end × win rate × mean amount won / mean length of deals won",
    ),
    caveat=Text(
        de="Näherung für einen gleichmäßigen Betrieb. Die Werte von Teilen ergeben nicht den Gesamtwert. "
        "Liegengebliebene offene Chancen treiben sie hoch.",
        en="An approximation for a steady business. The values of parts do not add up to the total. Deals "
        "left lying open drive it up.",
    ),
    kind=Derived(
        {
            "deals": Input("deals_open"),
            "rate": Input("win_rate"),
            "amount": Input("mean_won_amount"),
            "cycle": Input("won_deal_days"),
        },
        velocity,
    ),
    unit="currency_per_day",
    direction="up",
    dimensions={
        "category",
        "competitor",
        "country",
        "deal_source",
        "product",
        "region",
        "segment",
        "size_band",
        "team",
    },
    grains=("month", "quarter", "total"),
    min_sample=10,
    examples=[
        Example(
            rows={
                "deal": [
                    {"created_at": "2024-01-21", "closed_at": "2024-03-01", "outcome": "won", "amount": 100}
                    for _ in range(12)
                ]
                + [{"created_at": "2024-01-21", "closed_at": "2024-03-01", "outcome": "lost"} for _ in range(18)]
                + [{"created_at": "2024-02-01", "outcome": "open"} for _ in range(20)]
            },
            start="2024-03-01",
            end="2024-04-01",
            value=20,
            sum=Text(de="20 offen × 12/30 × 100 / 40 Tage", en="20 open × 12/30 × 100 / 40 days"),
            as_of="2024-03-31",
        ),
    ],
    source="Salesforce, 'Pipeline velocity'",
)
