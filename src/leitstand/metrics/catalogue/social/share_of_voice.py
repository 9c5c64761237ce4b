"""Share of voice: how much of the talk is about the own brand?"""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Ratio

METRIC = Metric(
    title=Text(de="Share of Voice", en="Share of voice (mentions)"),
    question=Text(
        de="Welcher Anteil der Erwähnungen gilt der eigenen Marke?",
        en="What share of mentions is about the own brand?",
    ),
    formula=Text(
        de="Eigene Erwähnungen / eigene Erwähnungen und die der Wettbewerber",
        en="Own mentions / own and competitors' mentions",
    ),
    caveat=Text(
        de="Hängt von Suchbegriffen und Werkzeug ab: beides festhalten. Wettbewerber, die nicht beobachtet "
        "werden, fehlen im Nenner.",
        en="Depends on search terms and tool: keep both fixed. Competitors that are not watched are "
        "missing in the denominator.",
    ),
    kind=Ratio("own_mention_count", "brand_mention_count"),
    unit="ratio",
    direction="up",
    dimensions={"platform", "sentiment"},
    grains=("month", "quarter", "year", "ttm", "total"),
    min_sample=30,
    examples=[
        Example(
            rows={
                "competitor": [{"competitor_id": 1, "is_own": True}, {"competitor_id": 2, "is_own": False}],
                "mention": [{"occurred_at": "2024-03-05", "brand_id": 1, "reach_est": 10} for _ in range(12)]
                + [{"occurred_at": "2024-03-05", "brand_id": 2, "reach_est": 30} for _ in range(28)]
                + [{"occurred_at": "2024-03-05"}],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=0.3,
            sum=Text(
                de="12 / (12 + 28); die Erwähnung einer unbekannten Marke zählt nicht",
                en="12 / (12 + 28); the mention of an unknown brand does not count",
            ),
        ),
    ],
    source="Farris et al., Marketing Metrics (3rd ed. 2015)",
)
