"""Activities logged more than 30 days later."""

from leitstand.foundation.text import Text
from leitstand.store.quality.contract import Check

CHECK = Check(
    title=Text(de="Aktivitäten, mehr als 30 Tage später eingetragen", en="Activities logged more than 30 days later"),
    table="crm_activity",
    field="logged_at",
    dimension="timeliness",
    severity="doubtful",
    where="t.logged_at IS NOT NULL AND t.occurred_at IS NOT NULL",
    fails="t.logged_at > t.occurred_at + INTERVAL 30 DAY",
    reason=Text(de="Wer am Monatsende zählt, übersieht sie.", en="Who counts at the end of the month misses them."),
    advice=Text(
        de="Bitten Sie, Aktivitäten noch am selben Tag einzutragen.",
        en="Ask for activities to be logged on the same day.",
    ),
    bad={"crm_activity": [{"occurred_at": "2024-05-01T10:00:00", "logged_at": "2024-07-01T10:00:00"}]},
    good={"crm_activity": [{"occurred_at": "2024-05-01T10:00:00", "logged_at": "2024-05-02T10:00:00"}]},
)
