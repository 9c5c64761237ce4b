"""Repeat purchase within 90 days: how many first-time buyers come back?"""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Cohort, Example, Metric

METRIC = Metric(
    title=Text(de="Wiederkaufrate in 90 Tagen", en="Repeat purchase rate in 90 days"),
    question=Text(
        de="Welcher Anteil der Erstkäufer:innen kauft binnen 90 Tagen wieder?",
        en="What share of first-time buyers buys again within 90 days?",
    ),
    formula=Text(
        de="Erstkäufer:innen des Zeitraums mit einem weiteren Kauftag binnen 90 Tagen / alle Erstkäufer:innen des "
        "Zeitraums",
        en="First-time buyers of the period with another order day within 90 days / all first-time buyers of the "
        "period",
    ),
    caveat=Text(
        de="Ein Zeitraum steht erst 90 Tage nach seinem Ende fest; junge Gruppen sehen vorher zu schlecht aus. Was "
        "vor Beginn der Daten gekauft wurde, ist unbekannt: Die ersten Monate enthalten alte Kund:innen. Käufe am "
        "ersten Tag zählen als einer.",
        en="A period is final only 90 days after its end; young groups look too bad before. Purchases before the "
        "data begin are unknown: the first months contain old customers. Purchases on the first day count as one.",
    ),
    kind=Cohort("repeat_buyer_90_count", "first_buyer_count", mature_days=90),
    unit="ratio",
    direction="up",
    dimensions={"country", "first_channel", "first_product", "region", "segment"},
    grains=("month", "quarter", "year", "fiscal_year", "ttm", "total"),
    min_sample=30,
    examples=[
        Example(
            rows={
                "order": [{"customer_key": k, "ordered_at": "2024-03-01"} for k in range(1, 41)]
                + [{"customer_key": k, "ordered_at": "2024-05-30"} for k in range(1, 13)]
                + [{"customer_key": k, "ordered_at": "2024-05-31"} for k in range(13, 20)]
                + [
                    {"customer_key": 20, "ordered_at": "2024-03-01"},
                    {"customer_key": 21, "ordered_at": "2024-03-09", "status": "cancelled"},
                ]
            },
            start="2024-03-01",
            end="2024-04-01",
            value=0.3,
            sum=Text(
                de=(
                    "12 von 40 kamen an Tag 90 wieder; Tag 91 ist zu spät, derselbe Tag und eine stornierte Bestellung "
                    "sind kein Wiederkauf"
                ),
                en="12 of 40 came back on day 90; day 91 is too late, the same day and a cancelled order are no return",
            ),
        ),
    ],
    source="Farris et al., Marketing Metrics (3rd ed. 2015)",
)
