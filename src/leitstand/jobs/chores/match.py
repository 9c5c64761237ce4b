"""Matches the records of all systems anew, after somebody decided about some of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from leitstand.control.work import services as queue
from leitstand.foundation.home import Home
from leitstand.foundation.text import Text
from leitstand.jobs.chore import Chore, Progress
from leitstand.jobs.links import Links
from leitstand.jobs.many import check_all


def run(home: Home, args: Mapping[str, Any], progress: Progress) -> dict[str, Any]:
    """Does nothing where nothing was decided since it was last done."""
    progress(Text(de="Datensätze werden zugeordnet", en="Matching records"))
    check_all(home)
    queue.enqueue(Links.of(home).alias, "analyse", by=progress.by)
    return {}


CHORE = Chore(Text(de="Datensätze zuordnen", en="Match records"), run)
