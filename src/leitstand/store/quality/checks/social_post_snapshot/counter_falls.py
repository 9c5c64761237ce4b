"""Views of a post that fall again."""

from leitstand.foundation.text import Text
from leitstand.store.quality.contract import Check

CHECK = Check(
    title=Text(de="Aufrufe eines Beitrags, die wieder sinken", en="Views of a post that fall again"),
    table="social_post_snapshot",
    field="views",
    dimension="consistency",
    severity="doubtful",
    where="t.views IS NOT NULL",
    fails="t.views < lag(t.views) OVER (PARTITION BY t.post_id ORDER BY t.snapshot_at)",
    reason=Text(
        de="Aufgelaufene Zähler sinken nicht; die Plattform hat die Zählweise geändert oder berichtigt.",
        en="Cumulative counters do not fall; the platform changed or corrected the way it counts.",
    ),
    advice=Text(
        de="Vergleichen Sie diesen Beitrag nicht über den Tag der Änderung hinweg.",
        en="Do not compare this post across the day of the change.",
    ),
    bad={
        "social_post_snapshot": [
            {"post_id": 1, "snapshot_at": "2024-05-01T10:00:00", "views": 9},
            {"post_id": 1, "snapshot_at": "2024-05-02T10:00:00", "views": 7},
        ]
    },
    good={
        "social_post_snapshot": [
            {"post_id": 1, "snapshot_at": "2024-05-01T10:00:00", "views": 7},
            {"post_id": 1, "snapshot_at": "2024-05-02T10:00:00", "views": 9},
        ]
    },
)
