"""Interactions including clicks on links."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Sum

METRIC = Metric(
    title=Text(de="Interaktionen mit Klicks", en="Interactions including clicks"),
    question=Text(
        de="Wie oft haben Menschen auf Beiträge reagiert oder geklickt?",
        en="How often did people react to posts or click?",
    ),
    formula=Text(de="Interaktionen + Klicks auf Verweise", en="Interactions + link clicks"),
    caveat=Text(
        de="Nicht mit Werten ohne Klicks vergleichen. Zählerstände laufen weiter: neue Beiträge sind noch "
        "nicht fertig gezählt, und späte Interaktionen zählen zum Tag der Veröffentlichung.",
        en="Do not compare with values without clicks. Counters keep running: recent posts are not fully "
        "counted yet, and late interactions count at the day of publication.",
    ),
    kind=Sum(("interaction_count", "post_click_count")),
    unit="count",
    direction="up",
    dimensions={"campaign", "content_type", "paid_reach", "platform", "social_account", "topic", "weekday"},
    grains=("day", "week", "month", "quarter", "year", "fiscal_year", "ttm", "total"),
    min_sample=0,
    examples=[
        Example(
            rows={
                "social_post": [{"published_at": "2024-03-05"}],
                "social_post_snapshot": [
                    {"post_id": 1, "snapshot_at": "2024-03-09", "reactions": 14, "saves": 1, "link_clicks": 50}
                ],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=65,
            sum="14 + 1 + 50",
        ),
    ],
    source="LinkedIn Marketing API, share statistics",
)
