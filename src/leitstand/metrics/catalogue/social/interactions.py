"""Interactions: how often did people react to posts?"""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Sum

METRIC = Metric(
    title=Text(de="Interaktionen", en="Interactions"),
    question=Text(
        de="Wie oft haben Menschen auf Beiträge reagiert?",
        en="How often did people react to posts?",
    ),
    formula=Text(
        de="Reaktionen + Kommentare + Geteilt + Gespeichert, letzter Zählerstand je Beitrag",
        en="Reactions + comments + shares + saves, last reading per post",
    ),
    caveat=Text(
        de="Ohne Klicks (siehe interactions_with_clicks). Zählerstände laufen weiter: neue Beiträge sind "
        "noch nicht fertig gezählt, und späte Interaktionen zählen zum Tag der Veröffentlichung.",
        en="Without clicks (see interactions_with_clicks). Counters keep running: recent posts are not "
        "fully counted yet, and late interactions count at the day of publication.",
    ),
    kind=Sum("interaction_count"),
    unit="count",
    direction="up",
    dimensions={"campaign", "content_type", "paid_reach", "platform", "social_account", "topic", "weekday"},
    grains=("day", "week", "month", "quarter", "year", "fiscal_year", "ttm", "total"),
    min_sample=0,
    examples=[
        Example(
            rows={
                "social_post": [{"published_at": "2024-03-05"}, {"published_at": "2024-03-06"}],
                "social_post_snapshot": [
                    {"post_id": 1, "snapshot_at": "2024-03-06", "reactions": 10, "comments": 2},
                    {
                        "post_id": 1,
                        "snapshot_at": "2024-03-09",
                        "reactions": 14,
                        "comments": 3,
                        "shares": 1,
                        "link_clicks": 50,
                    },
                ],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=18,
            sum=Text(
                de=(
                    "14 + 3 + 1 der letzten Ablesung; laufende Summen; Klicks zählen nicht; Beitrag 2 wurde nie "
                    "abgelesen"
                ),
                en="14 + 3 + 1 of the last reading; running totals; clicks do not count; post 2 was never read",
            ),
        ),
        Example(
            rows={
                "social_post": [{"published_at": "2024-02-28"}],
                "social_post_snapshot": [{"post_id": 1, "snapshot_at": "2024-03-06", "reactions": 10}],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=0,
            sum=Text(de="im Februar veröffentlicht: zählt dort", en="published in February: counts there"),
        ),
    ],
    source="Rival IQ, Social Media Industry Benchmark Report",
)
