"""The stamp of the audit trail changes with every line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from leitstand.control import database
from leitstand.control.audit import services as audit
from leitstand.control.plan import goals


def test_every_change_gives_another_stamp(tmp_path: Path) -> None:
    """Ids are random: the newest line is the latest, not the one with the largest id (it was, and pages stayed old)."""
    alias = database.open(tmp_path)
    seen = {audit.newest(alias)}
    for number in range(20):
        goals.set_goal(alias, "orders", "at_or_above", 100.0 + number, date(2027, 1, 1 + number))
        seen.add(audit.newest(alias))
    assert len(seen) == 21
