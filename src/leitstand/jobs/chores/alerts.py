"""Lets the alert rules look at new data."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from leitstand.foundation.home import Home
from leitstand.foundation.text import Text
from leitstand.jobs.alerts import look
from leitstand.jobs.chore import Chore, Progress
from leitstand.store.database import engine


def run(home: Home, args: Mapping[str, Any], progress: Progress) -> dict[str, Any]:
    """Answers {new: texts, failed: rule → why it could not look}; the worker sends the messages."""
    if engine.published(home) is None:
        return {"new": [], "failed": {}}
    progress(Text(de="Alarmregeln werden geprüft", en="Looking at the alert rules"))
    return look(home, datetime.now(UTC).date())


CHORE = Chore(Text(de="Alarme prüfen", en="Check alerts"), run, regular=True)
