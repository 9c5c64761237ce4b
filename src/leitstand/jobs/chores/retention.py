"""Each night: deletes what was kept long enough, and files that erased people left."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from leitstand.foundation.home import Home
from leitstand.foundation.text import Text
from leitstand.jobs.chore import Chore, Progress
from leitstand.jobs.retention import tidy


def run(home: Home, args: Mapping[str, Any], progress: Progress) -> dict[str, Any]:
    """Answers how many of each class went."""
    progress(Text(de="Abgelaufenes wird gelöscht", en="Deleting what was kept long enough"))
    return {"gone": tidy(home)}


CHORE = Chore(Text(de="Aufbewahrung", en="Retention"), run, regular=True)
