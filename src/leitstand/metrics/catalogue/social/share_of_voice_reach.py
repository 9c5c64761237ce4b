"""Share of voice, weighted by estimated reach."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Ratio

METRIC = Metric(
    title=Text(de="Share of Voice (nach Reichweite)", en="Share of voice (by reach)"),
    question=Text(
        de="Welcher Anteil der gesehenen Erwähnungen gilt der eigenen Marke?",
        en="What share of the mentions seen is about the own brand?",
    ),
    formula=Text(
        de="Geschätzte Reichweite eigener Erwähnungen / die aller Erwähnungen",
        en="Estimated reach of own mentions / of all mentions",
    ),
    caveat=Text(
        de="Hängt von Suchbegriffen und Werkzeug ab: beides festhalten. Wettbewerber, die nicht beobachtet "
        "werden, fehlen im Nenner. Die Reichweite ist eine Schätzung des Werkzeugs.",
        en="Depends on search terms and tool: keep both fixed. Competitors that are not watched are "
        "missing in the denominator. The reach is the tool's estimate.",
    ),
    kind=Ratio("own_mention_reach_count", "brand_mention_reach_count", interval="none"),
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
            value=0.125,
            sum="12 × 10 / (12 × 10 + 28 × 30)",
        ),
    ],
    source="Farris et al., Marketing Metrics (3rd ed. 2015)",
)
