"""Time between purchases: after how many days does a typical customer buy again?"""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Quantile

METRIC = Metric(
    title=Text(de="Kaufabstand", en="Time between purchases"),
    question=Text(
        de="Nach wie vielen Tagen kauft eine typische Kund:in wieder?",
        en="After how many days does a typical customer buy again?",
    ),
    formula=Text(
        de="Median über die Kund:innen des mittleren Abstands (Median) zwischen ihren aufeinanderfolgenden "
        "Kauftagen; ein Abstand zählt am Tag des späteren Kaufs",
        en="Median over customers of the median gap between their successive order days; a gap counts on the day of "
        "the later purchase",
    ),
    caveat=Text(
        de="Nur wer mindestens zweimal kauft, hat einen Abstand: Wer lange wegbleibt, fehlt. Mit der Wiederkaufrate "
        "zusammen lesen.",
        en="Only who buys at least twice has a gap: those who stay away for long are missing. Read along with the "
        "repeat purchase rate.",
    ),
    kind=Quantile("purchase_gap_days", per="customer_key"),
    unit="days",
    direction="context",
    dimensions={"country", "first_channel", "first_product", "region", "segment"},
    grains=("quarter", "year", "fiscal_year", "ttm", "total"),
    min_sample=10,
    examples=[
        Example(
            rows={
                "order": [
                    {"customer_key": k, "ordered_at": day}
                    for k in range(1, 11)
                    for day in ("2024-01-01", "2024-01-11", "2024-01-11")
                ]
                + [{"customer_key": 11, "ordered_at": f"2024-02-{day:02}"} for day in range(1, 29)]
                + [
                    {"customer_key": k, "ordered_at": day}
                    for k in (12, 13)
                    for day in ("2024-01-01", "2024-01-21", "2024-03-01")
                ]
                + [{"customer_key": 14, "ordered_at": "2024-01-01"}]
            },
            start="2024-01-01",
            end="2024-04-01",
            value=10,
            sum=Text(
                de=(
                    "Zehn Kund:innen mit 10 Tagen, eine mit 1 (kauft oft, zählt aber einmal), zwei mit 30 (Median von "
                    "20 und 40): die Mitte von 13 ist 10; eine zweite Bestellung am selben Tag ergibt keinen Abstand"
                ),
                en=(
                    "Ten customers with 10 days, one with 1 (busy, but counts once), two with 30 (median of 20 and "
                    "40): the middle of 13 is 10; a second order on one day makes no gap"
                ),
            ),
        ),
    ],
    source="Platzer and Reutterer, Ticking Away the Moments: Timing Regularity, Marketing Science 35 (2016)",
)
