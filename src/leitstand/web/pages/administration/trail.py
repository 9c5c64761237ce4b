"""The audit trail in words: what was touched, what happened to it, and which fields differ."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from leitstand.control.audit.models import Change
from leitstand.foundation.text import Text

KINDS: Mapping[str, Text] = {
    "action": Text(de="Maßnahme", en="Action"), "alertrule": Text(de="Alarmregel", en="Alert rule"),
    "answer": Text(de="Antwort", en="Answer"), "dashboard": Text(de="Tafel", en="Dashboard"),
    "decision": Text(de="Entscheidung", en="Decision"), "effectresult": Text(de="Wirkung", en="Effect"),
    "goal": Text(de="Ziel", en="Goal"), "lesson": Text(de="Erkenntnis", en="Lesson"),
    "load": Text(de="Ladevorgang", en="Load"), "mapping": Text(de="Zuordnung", en="Mapping"),
    "milestone": Text(de="Meilenstein", en="Milestone"), "review": Text(de="Rückblick", en="Review"),
    "savedview": Text(de="Ansicht", en="View"), "schedule": Text(de="Zeitplan", en="Schedule"),
    "setting": Text(de="Einstellung", en="Setting"), "signalanswer": Text(de="Antwort", en="Answer"),
    "signoff": Text(de="Abschluss", en="Sign-off"), "target": Text(de="Zielwert", en="Target"),
    "task": Text(de="Aufgabe", en="Task"), "timenote": Text(de="Notiz", en="Note"),
    "user": Text(de="Benutzer", en="User"), "webhook": Text(de="Webhook", en="Webhook"),
}  # fmt: skip
HAPPENED: Mapping[str, Text] = {
    "created": Text(de="angelegt", en="created"), "changed": Text(de="geändert", en="changed"),
    "removed": Text(de="entfernt", en="removed"), "deleted": Text(de="gelöscht", en="deleted"),
    "dropped": Text(de="aufgegeben", en="given up"), "started": Text(de="begonnen", en="begun"),
    "done": Text(de="erledigt", en="done"), "measured": Text(de="gemessen", en="measured"),
    "postponed": Text(de="verschoben", en="postponed"), "answered": Text(de="beantwortet", en="answered"),
    "dismissed": Text(de="verworfen", en="dismissed"), "accepted": Text(de="angenommen", en="accepted"),
    "rejected": Text(de="abgelehnt", en="rejected"), "adapted": Text(de="angepasst", en="adapted"),
    "signed": Text(de="unterschrieben", en="signed"), "reopened": Text(de="wieder geöffnet", en="reopened"),
    "assigned": Text(de="zugeteilt", en="assigned"), "decided": Text(de="entschieden", en="decided"),
    "confirmed": Text(de="bestätigt", en="confirmed"), "asked": Text(de="gestellt", en="asked"),
    "revoked": Text(de="widerrufen", en="revoked"), "enabled": Text(de="eingeschaltet", en="enabled"),
    "comment": Text(de="kommentiert", en="commented"), "imported": Text(de="eingelesen", en="taken in"),
    "link_made": Text(de="Link zur Anmeldung erstellt", en="sign-in link made"),
    "rejects_view": Text(de="zurückgewiesene Zeilen angesehen", en="rejected rows looked at"),
}  # fmt: skip
MOST, LONG = 6, 60


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the trail; fields: name, before and after of the first that differ."""

    change: Change
    kind: Text
    what: Text
    fields: tuple[tuple[str, str, str], ...]


def lines(found: Iterable[Change]) -> list[Line]:
    return [
        Line(one, KINDS.get(one.kind) or _same(one.kind), HAPPENED.get(one.what) or _same(one.what),
             _differing(one.before, one.after))
        for one in found
    ]  # fmt: skip


def _differing(before: Any, after: Any) -> tuple[tuple[str, str, str], ...]:
    old, new = (one if isinstance(one, dict) else {} for one in (before, after))
    names = [name for name in {**old, **new} if name not in ("id", "pk") and old.get(name) != new.get(name)]
    told = [(name, _short(old.get(name)), _short(new.get(name))) for name in names]
    return tuple(one for one in told if one[1] or one[2])[:MOST]


def _short(value: Any) -> str:
    """Nested things stay in the file; what is empty is not said."""
    if value in (None, "", [], {}) or isinstance(value, (dict, list)):
        return ""
    text = str(value)
    return text if len(text) <= LONG else f"{text[:LONG]}…"


def _same(word: str) -> Text:
    return Text(de=word, en=word)
