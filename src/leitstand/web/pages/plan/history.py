"""What happened to an action, told in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from leitstand.foundation.text import Text
from leitstand.planning.effects.contract import VERDICTS

WHAT: Mapping[str, Text] = {
    "created": Text(de="geplant", en="planned"),
    "changed": Text(de="geändert", en="changed"),
    "started": Text(de="begonnen", en="begun"),
    "done": Text(de="erledigt", en="done"),
    "dropped": Text(de="aufgegeben", en="given up"),
    "postponed": Text(de="verschoben", en="moved"),
    "registered": Text(de="Wirkungsprüfung festgelegt", en="check registered"),
    "linked": Text(de="Abhängigkeiten geändert", en="dependencies changed"),
    "comment": Text(de="Kommentar", en="comment"),
    "milestone": Text(de="Meilenstein gesetzt", en="milestone set"),
    "milestone done": Text(de="Meilenstein erreicht", en="milestone reached"),
    "measured": Text(de="Wirkung gemessen", en="effect measured"),
    "imported": Text(de="eingelesen", en="taken in"),
}


def told_history(found: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The newest first: at, by, what, note."""
    return [
        {"at": one["at"], "by": one["by"] or "Leitstand", "what": WHAT.get(one["what"]) or Text(*(one["what"],) * 2),
         "note": VERDICTS.get(one["note"]) if one["what"] == "measured" else one["note"]}
        for one in reversed(found)
    ]  # fmt: skip
