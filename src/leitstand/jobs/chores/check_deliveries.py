"""Looks whether every source delivered as usual."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from leitstand.control.notice.models import RuleKind
from leitstand.foundation.home import Home
from leitstand.foundation.text import Text
from leitstand.jobs.alerts import look
from leitstand.jobs.chore import Chore, Progress
from leitstand.store.database import engine


def run(home: Home, args: Mapping[str, Any], progress: Progress) -> dict[str, Any]:
    """Answers as `alerts`, for the rules on missing deliveries."""
    if engine.published(home) is None:
        return {"new": [], "failed": {}}
    return look(home, datetime.now(UTC).date(), {RuleKind.MISSING_DELIVERY})


CHORE = Chore(Text(de="Lieferungen prüfen", en="Check deliveries"), run, regular=True)
