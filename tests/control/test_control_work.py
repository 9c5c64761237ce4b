"""Work waits once, is handed out once, and whatever broke off is dealt with."""

from __future__ import annotations

from datetime import timedelta
from threading import Thread

import pytest
from django.db import connections
from django.utils import timezone

from leitstand.control.work import services as work
from leitstand.control.work.models import Job
from leitstand.foundation.errors import UnknownId
from leitstand.foundation.text import Text


def test_the_same_work_waits_once(alias: str) -> None:
    first = work.enqueue(alias, "report", {"kind": "monthly", "form": "pdf"}, by="a@b.de")
    again = work.enqueue(alias, "report", {"form": "pdf", "kind": "monthly"})
    other = work.enqueue(alias, "report", {"form": "pptx", "kind": "monthly"})
    assert (first.id, first.asked_by) == (again.id, "a@b.de") and other.id != first.id
    claimed = work.claim(alias)
    assert claimed is not None and claimed.id == first.id and claimed.state == "running"
    assert work.enqueue(alias, "report", first.args, anew=False).id == first.id
    anew = work.enqueue(alias, "report", first.args)
    assert anew.id != first.id and anew.state == "queued"


def test_what_came_of_it_is_kept(alias: str) -> None:
    done, broken = work.enqueue(alias, "one"), work.enqueue(alias, "two")
    work.claim(alias)
    work.progress(alias, done.id, Text(de="halb", en="half"))
    assert work.job(alias, done.id).progress == {"de": "halb", "en": "half"}
    work.finish(alias, done.id, {"rows": 3})
    work.claim(alias)
    work.fail(alias, broken.id, Text(de="Nein.", en="No."))
    assert work.claim(alias) is None
    told = {one.chore: (one.state, one.result, one.error) for one in work.jobs(alias, over=True)}
    assert told == {"one": ("done", {"rows": 3}, None), "two": ("failed", None, {"de": "Nein.", "en": "No."})}
    assert work.jobs(alias, over=False) == [] and work.jobs(alias, chore="one")[0].over
    with pytest.raises(UnknownId):
        work.job(alias, "nonsense")


def test_two_workers_never_get_the_same(alias: str) -> None:
    wanted = {work.enqueue(alias, "count", {"n": number}).id for number in range(40)}
    got: list[list[str]] = [[], []]

    def take(mine: list[str]) -> None:
        while (one := work.claim(alias)) is not None:
            mine.append(one.id)
        connections[alias].close()

    threads = [Thread(target=take, args=(mine,)) for mine in got]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(got[0]) + len(got[1]) == 40 and {*got[0], *got[1]} == wanted


def test_work_of_a_worker_that_died_is_run_again_where_it_may(alias: str) -> None:
    for chore in ("analyse", "report"):
        work.enqueue(alias, chore)
        work.claim(alias)
    failed = work.recover(alias, ["analyse"])
    assert [one.chore for one in failed] == ["report"]
    (report,) = work.jobs(alias, chore="report")
    assert report.state == "failed" and report.error == work.DIED.as_dict()
    assert [one.chore for one in work.jobs(alias, over=False)] == ["analyse"]
    again = work.claim(alias)
    assert again is not None and again.starts == 2
    assert [one.id for one in work.recover(alias, ["analyse"])] == [again.id], "what ends its worker twice is not tried"


def test_old_work_is_forgotten(alias: str) -> None:
    old, new = work.enqueue(alias, "old"), work.enqueue(alias, "new")
    for one in (old, new):
        work.claim(alias)
        work.finish(alias, one.id, {})
    Job.objects.using(alias).filter(id=old.id).update(ended_at=timezone.now() - timedelta(days=91))
    assert work.forget_old(alias) == 1
    assert [one.id for one in work.jobs(alias)] == [new.id]
