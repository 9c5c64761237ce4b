"""Growth of competitors over the same period."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Quantile

METRIC = Metric(
    title=Text(de="Wachstum der Wettbewerber", en="Growth of competitors"),
    question=Text(de="Wie stark wuchsen die Wettbewerber?", en="How much did competitors grow?"),
    formula=Text(
        de="Median des beobachteten Umsatzwachstums der Wettbewerber für genau diesen Zeitraum",
        en="Median of the observed revenue growth of competitors for exactly this period",
    ),
    caveat=Text(
        de="Veröffentlichte Zahlen erscheinen spät und folgen oft einer anderen Definition.",
        en="Published figures come late and often follow another definition.",
    ),
    kind=Quantile("peer_growth_ratio"),
    unit="ratio",
    direction="context",
    dimensions=set(),
    grains=("quarter", "year", "fiscal_year", "total"),
    min_sample=1,
    examples=[
        Example(
            rows={
                "competitor": [{"is_own": False}, {"is_own": False}, {"is_own": True}],
                "competitor_observation": [
                    {"competitor_id": 1, "metric_key": "revenue_growth", "period": "Q2 2024", "value": 0.1},
                    {"competitor_id": 2, "metric_key": "revenue_growth", "period": "2024-Q2", "value": 0.2},
                    {"competitor_id": 3, "metric_key": "revenue_growth", "period": "2024-Q2", "value": 0.9},
                    {"competitor_id": 2, "metric_key": "revenue_growth", "period": "2024", "value": 0.7},
                ],
                "order": [{"ordered_at": "2024-01-01"}],
            },
            start="2024-04-01",
            end="2024-07-01",
            value=0.15,
            sum=Text(
                de="Zwischen 0,1 und 0,2; die eigene Marke und der Jahreswert zählen nicht",
                en="Between 0.1 and 0.2; the own brand and the figure of the year do not count",
            ),
            grain="quarter",
            as_of="2024-12-31",
        ),
    ],
    source="Own definition after published annual reports",
)
