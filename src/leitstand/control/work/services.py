"""Takes orders for work, hands them to the worker one by one, and keeps what came of them."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Collection, Mapping
from datetime import timedelta
from typing import Any

from leitstand.control import database  # sets Django up: no model can be imported before; so it comes first

from django.core.serializers.json import DjangoJSONEncoder  # isort: skip
from django.utils import timezone

from leitstand.control.work.models import Job, JobState
from leitstand.foundation.errors import UnknownId
from leitstand.foundation.text import Text

KEPT_DAYS = 90
"""Work that is over is forgotten after so many days."""

DIED = Text(
    de="Die Arbeit brach ab, weil das Hintergrundprogramm beendet wurde. Starten Sie sie bitte noch einmal.",
    en="The work broke off because the background program was ended. Please start it again.",
)


def enqueue(alias: str, chore: str, args: Mapping[str, Any] | None = None, by: str = "", *, schedule: str = "",
            anew: bool = True) -> Job:  # fmt: skip
    """The job that will do it: a new one, or the one that waits with the same chore and args.

    args: what JSON can hold. by: mail address of who asks. anew: also when the same is running, because that may have
    begun before what it should see; False: then the running one is the answer.
    """
    told = json.dumps(args or {}, sort_keys=True, cls=DjangoJSONEncoder)
    key = hashlib.sha256(f"{chore} {told}".encode()).hexdigest()
    states = [JobState.QUEUED] if anew else [JobState.QUEUED, JobState.RUNNING]
    with database.together(alias):
        known = Job.objects.using(alias).filter(key=key, state__in=states).first()
        return known or Job.objects.using(alias).create(
            chore=chore, args=json.loads(told), key=key, asked_by=by, schedule=schedule
        )


def claim(alias: str) -> Job | None:
    """The job that has waited longest, now running; None where none waits. No two workers get the same."""
    with database.together(alias):
        one = Job.objects.using(alias).filter(state=JobState.QUEUED).order_by("queued_at", "id").first()
        if one is not None:
            one.state, one.started_at, one.pid, one.starts = (
                JobState.RUNNING, timezone.now(), os.getpid(), one.starts + 1
            )  # fmt: skip
            one.save(using=alias)
    return one


def progress(alias: str, job_id: str, said: Text) -> None:
    """How far a running job is, in one sentence."""
    Job.objects.using(alias).filter(id=job_id, state=JobState.RUNNING).update(progress=said.as_dict())


def finish(alias: str, job_id: str, result: Mapping[str, Any]) -> None:
    """The job is done. result: what JSON can hold."""
    _end(alias, job_id, state=JobState.DONE, result=dict(result))


def fail(alias: str, job_id: str, error: Text) -> None:
    """The job came to nothing; error: what is wrong and what to do next."""
    _end(alias, job_id, state=JobState.FAILED, error=error.as_dict())


def recover(alias: str, repeatable: Collection[str], most: int = 2) -> list[Job]:
    """Deals with the jobs of a worker that died; call it only while no other worker runs. The ones that failed.

    repeatable: chores that may simply be run again; they wait once more until they were begun `most` times, because one
    that ends its worker each time would stop all others. The others fail.
    """
    failed = []
    with database.together(alias):
        for one in Job.objects.using(alias).filter(state=JobState.RUNNING):
            waits = Job.objects.using(alias).filter(key=one.key, state=JobState.QUEUED).exists()
            if one.chore in repeatable and one.starts < most and not waits:
                Job.objects.using(alias).filter(id=one.id).update(state=JobState.QUEUED, pid=None, progress=None)
            else:
                fail(alias, one.id, DIED)
                failed.append(one)
    return failed


def job(alias: str, job_id: str) -> Job:
    """One job. Raises UnknownId."""
    found = Job.objects.using(alias).filter(id=job_id).first()
    if found is None:
        known = Job.objects.using(alias).order_by("-queued_at").values_list("id", flat=True)
        raise UnknownId(Text(de="Die Arbeit", en="job"), job_id, known[:1000])
    return found


def jobs(alias: str, *, chore: str | None = None, by: str | None = None, over: bool | None = None,
         most: int = 100) -> list[Job]:  # fmt: skip
    """The newest first. over: only those that are over, or only those that are not."""
    rows = Job.objects.using(alias).order_by("-queued_at", "-id")
    if chore is not None:
        rows = rows.filter(chore=chore)
    if by is not None:
        rows = rows.filter(asked_by=by)
    if over is not None:
        ended = [JobState.DONE, JobState.FAILED]
        rows = rows.filter(state__in=ended) if over else rows.exclude(state__in=ended)
    return list(rows[:most])


def forget_old(alias: str, days: int = KEPT_DAYS) -> int:
    """Deletes jobs that have been over for so many days; how many."""
    long_ago = timezone.now() - timedelta(days=days)
    count, _ = Job.objects.using(alias).filter(ended_at__lt=long_ago).delete()
    return count


def _end(alias: str, job_id: str, **values: Any) -> None:
    if not Job.objects.using(alias).filter(id=job_id).update(ended_at=timezone.now(), pid=None, **values):
        job(alias, job_id)
