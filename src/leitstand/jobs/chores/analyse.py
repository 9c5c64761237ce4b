"""Looks at everything anew: findings, advice and tasks, so that the pages find them ready."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from leitstand.control.work import services as queue
from leitstand.foundation.home import Home
from leitstand.foundation.text import Text
from leitstand.jobs.advising import Advising
from leitstand.jobs.analysing import Analysis
from leitstand.jobs.chore import Chore, Progress
from leitstand.jobs.links import Links
from leitstand.jobs.published import facts
from leitstand.jobs.tasks import Tasks
from leitstand.store.database import engine


def run(home: Home, args: Mapping[str, Any], progress: Progress) -> dict[str, Any]:
    """args: anew (true: also where this version of the data was analysed already). Answers how many findings,
    recommendations and tasks there are; the alert rules look at them next."""
    if engine.published(home) is None:
        return {"findings": 0, "recommendations": 0, "tasks": 0}
    whole = facts(home)
    analysis = Analysis(home, whole)
    progress(Text(de="Auffälligkeiten werden gesucht", en="Looking for findings"))
    told = analysis.run() if args.get("anew") else analysis.findings()
    progress(Text(de="Empfehlungen werden abgeleitet", en="Working out recommendations"))
    advice = Advising(home, whole).recommendations()
    progress(Text(de="Aufgaben werden zusammengestellt", en="Making the lists of tasks"))
    tasks = Tasks(home, whole).today()
    queue.enqueue(Links.of(home).alias, "alerts", by=progress.by)
    standing = [one for one in told["findings"] if one["status"] in ("new", "ongoing")]
    return {"findings": len(standing), "recommendations": len(advice), "tasks": len(tasks)}


CHORE = Chore(Text(de="Auswerten", en="Analyse"), run, regular=True)
