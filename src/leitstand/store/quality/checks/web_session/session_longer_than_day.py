"""Sessions longer than a day."""

from leitstand.foundation.text import Text
from leitstand.store.quality.contract import Check

CHECK = Check(
    title=Text(de="Besuche, länger als ein Tag", en="Sessions longer than a day"),
    table="web_session",
    field="ended_at",
    dimension="validity",
    severity="doubtful",
    where="t.ended_at IS NOT NULL AND t.started_at IS NOT NULL",
    fails="t.ended_at > t.started_at + INTERVAL 1 DAY",
    reason=Text(
        de=("Meist ein automatischer Zugriff oder eine Kennung für viele Besucher; die mittlere Dauer wird zu groß."),
        en=("Mostly automated access or one identifier for many visitors; the mean duration comes out too high."),
    ),
    advice=Text(
        de="Prüfen Sie, ob die Quelle Besuche nach 30 Minuten ohne Aktivität beendet.",
        en="Check that the source ends sessions after 30 minutes without activity.",
    ),
    bad={"web_session": [{"started_at": "2024-05-01T10:00:00", "ended_at": "2024-05-03T10:00:00"}]},
    good={"web_session": [{"started_at": "2024-05-01T10:00:00", "ended_at": "2024-05-01T10:20:00"}]},
)
