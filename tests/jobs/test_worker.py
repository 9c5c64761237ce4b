"""The worker does one job after the other, survives bad ones, ends cleanly, and another deals with what it left."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from datetime import time as time_of_day
from pathlib import Path
from typing import Any

import pytest
from tests.jobs.mail import Kept, post_office

from leitstand.control import database
from leitstand.control.account import services as accounts
from leitstand.control.notice import channels, log, schedules
from leitstand.control.notice.models import Schedule
from leitstand.control.work import services as work
from leitstand.foundation.errors import HomeBusy, UnusableInput
from leitstand.foundation.home import Home
from leitstand.foundation.text import LANGUAGES, Text
from leitstand.jobs import chore, delivering, worker
from leitstand.jobs.chore import Chore, Progress
from leitstand.jobs.links import Links

HEADER = "order number,order date,customer number,sku,quantity,net amount"


def good(home: Home, args: Mapping[str, Any], progress: Progress) -> Mapping[str, Any]:
    progress(Text(de="läuft", en="running"))
    return {"said": args.get("say"), "by": progress.by}


def unusable(home: Home, args: Mapping[str, Any], progress: Progress) -> Mapping[str, Any]:
    raise UnusableInput(Text(de="So nicht.", en="Not so."), Text(de="Anders.", en="Otherwise."))


def broken(home: Home, args: Mapping[str, Any], progress: Progress) -> Mapping[str, Any]:
    return {"share": 1 / 0}


def unsayable(home: Home, args: Mapping[str, Any], progress: Progress) -> Mapping[str, Any]:
    return {"no json": object()}


@pytest.fixture
def drawer(monkeypatch: pytest.MonkeyPatch) -> dict[str, Chore]:
    made = {
        name: Chore(Text(de=name, en=name), run, regular=True)
        for name, run in {"good": good, "unusable": unusable, "broken": broken, "unsayable": unsayable}.items()
    }
    for module in (chore, worker, delivering):
        monkeypatch.setattr(module, "chores", lambda: made)
    return made


@pytest.fixture
def alias(home: Home, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setattr(schedules, "USUAL", {})
    yield Links.of(home).alias
    database.close(home.path)


@pytest.fixture(scope="module")
def office() -> Iterator[Kept]:
    with post_office() as kept:
        yield kept


def test_every_chore_says_what_it_is() -> None:
    for name, one in chore.chores().items():
        assert one.title.de and one.title.en and callable(one.run), name
    assert {"import_files", "analyse", "report", "alerts", "morning", "check_deliveries"} <= set(chore.chores())
    assert {name for name in schedules.USUAL if not chore.chores()[name].regular} == set()
    assert not chore.chores()["report"].repeatable and not chore.chores()["morning"].repeatable, "no mail goes twice"


def test_bad_jobs_do_not_end_the_worker(home: Home, alias: str, drawer: dict[str, Chore]) -> None:
    for name in ("unusable", "broken", "unsayable", "nonsense", "good"):
        work.enqueue(alias, name, {"say": "hello"}, by="a@b.de")
    assert worker.work(home, once=True) == 5
    told = {one.chore: one for one in work.jobs(alias)}
    assert told["good"].result == {"said": "hello", "by": "a@b.de"} and told["good"].progress == {
        "de": "läuft", "en": "running",
    }  # fmt: skip
    assert told["unusable"].error == {"de": "So nicht. Anders.", "en": "Not so. Otherwise."}
    errors = {name: one.error or {} for name, one in told.items()}
    assert "ZeroDivisionError" in errors["broken"]["en"] and "unerwartet" in errors["broken"]["de"]
    assert "TypeError" in errors["unsayable"]["en"] and "nonsense" in errors["nonsense"]["en"]
    assert [one.state for one in told.values()].count("failed") == 4


def test_what_fails_beside_the_jobs_does_not_stop_them(
    home: Home, alias: str, drawer: dict[str, Chore], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(alias: str) -> int:
        raise RuntimeError

    monkeypatch.setattr(delivering, "deliver", fail)
    monkeypatch.setattr(schedules, "tick", fail)
    job = work.enqueue(alias, "good")
    assert worker.work(home, once=True) == 1 and work.job(alias, job.id).state == "done"


def test_one_worker_for_each_home(home: Home, alias: str) -> None:
    assert not worker.running(home)
    with worker.only_worker(home):
        assert worker.running(home)
        with pytest.raises(HomeBusy):
            worker.work(home, once=True)
    assert not worker.running(home)


def test_a_schedule_that_fails_is_told_once_until_it_goes_well(
    home: Home, alias: str, drawer: dict[str, Chore], office: Kept
) -> None:
    office.mails.clear()
    accounts.add(alias, "boss@firm.de", "administrator", language="en")
    accounts.add(alias, "other@firm.de", "manager")
    channels.set_mail_server(alias, "127.0.0.1", office.port, "none", "crm@firm.de")
    one = schedules.add_schedule(alias, "unusable", "daily", time_of_day(9, 0))
    states = []
    for run in (unusable, unusable, good, unusable):
        drawer["unusable"] = Chore(Text(de="Bericht", en="Report"), run)
        Schedule.objects.using(alias).filter(id=one.id).update(
            next_at=datetime.now(UTC) - timedelta(seconds=1), last_at=None
        )
        worker.work(home, once=True)
        worker.work(home, once=True)
        job = schedules.last_job(alias, one.id)
        states.append(job.state if job else None)
    assert states == ["failed", "failed", "done", "failed"]
    assert [to for to, _ in office.mails] == [["boss@firm.de"]] * 2, "the second failure is no news, the fourth is"
    assert "Scheduled work failed: Report. Not so. Otherwise." in office.body(0, "plain")
    assert [one.kind for one in log.notices(alias, state="sent")] == ["failure", "failure"]


PROGRAM = """
import sys, time
from pathlib import Path
from leitstand.foundation.text import Text
from leitstand.jobs import chore, worker
from leitstand.control.notice import schedules
schedules.USUAL = {}
def slow(home, args, progress):
    (home.path / "begun").touch()
    until = time.monotonic() + args["seconds"]
    while time.monotonic() < until and not (home.path / "finish").exists():
        time.sleep(0.02)
    return {"slept": args["seconds"]}
made = {"slow": chore.Chore(Text(de="a", en="a"), slow)}
chore.chores = worker.chores = lambda: made
print("ready", flush=True)
raise SystemExit(worker.main(Path(sys.argv[1])))
"""


def start(home: Home) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-c", PROGRAM, str(home.path)], stdout=subprocess.PIPE, text=True)


def wait_for(there: Callable[[], bool]) -> None:
    until = time.monotonic() + 20
    while not there() and time.monotonic() < until:
        time.sleep(0.02)
    assert there()


def test_sigterm_finishes_the_job_and_sigkill_leaves_it_to_the_next_worker(
    tmp_path: Path, drawer: dict[str, Chore], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schedules, "USUAL", {})
    ended, killed = Home(tmp_path / "ended"), Home(tmp_path / "killed")
    for home, seconds in ((ended, 60), (killed, 60)):
        work.enqueue(Links.of(home).alias, "slow", {"seconds": seconds})
        work.enqueue(Links.of(home).alias, "slow", {"seconds": seconds + 1})
    processes = [start(ended), start(killed)]
    try:
        for home in (ended, killed):
            wait_for(lambda home=home: (home.path / "begun").exists())  # type: ignore[misc]
        processes[0].send_signal(signal.SIGTERM)
        processes[1].kill()
        time.sleep(0.2)  # the signal is there before the job may end
        (ended.path / "finish").touch()
        assert processes[0].wait(20) == 0
        processes[1].wait(10)
    finally:
        for process in processes:
            process.kill()
            process.communicate()
    states = [[one.state for one in reversed(work.jobs(Links.of(home).alias))] for home in (ended, killed)]
    assert states == [["done", "queued"], ["running", "queued"]]
    drawer["slow"] = Chore(Text(de="a", en="a"), good)
    assert worker.work(killed, once=True) == 2
    told = [(one.state, one.starts) for one in reversed(work.jobs(Links.of(killed).alias))]
    assert told == [("done", 2), ("done", 1)]
    for home in (ended, killed):
        database.close(home.path)


@dataclass
class Telling:
    by: str

    def __call__(self, said: Text) -> None:
        assert said.de and said.en


def test_files_come_in_and_each_is_accounted_for(home: Home, alias: str) -> None:
    incoming = home.folder("incoming")
    (incoming / "x__orders.csv").write_text(f"{HEADER}\nA-1,2024-03-05,K-1,TEA,2,9.00\nA-2,nonsense,K-2,TEA,1,4.50\n")
    (incoming / "y__picture.csv").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    named = [{"path": "x__orders.csv"}, {"path": "y__picture.csv"}, {"path": "gone.csv"}]
    job = work.enqueue(alias, "import_files", {"files": named}, by="a@b.de")
    orders, picture, gone = chore.chore("import_files").run(home, job.args, Telling("a@b.de"))["files"]
    (part,) = orders["parts"]
    assert (orders["file"], orders["error"], part["accepted"], part["rejected"]) == ("orders.csv", None, 1, 1)
    assert picture["parts"] == [] and gone["parts"] == []
    assert all(one["error"][language] for one in (picture, gone) for language in LANGUAGES)
    assert sorted(path.name for path in incoming.iterdir()) == ["y__picture.csv"]
    with pytest.raises(UnusableInput):
        chore.chore("import_files").run(home, {"files": [{"path": "../control.sqlite3"}]}, Telling(""))
    (next_one,) = work.jobs(alias, chore="analyse")
    assert (next_one.state, next_one.asked_by) == ("queued", "a@b.de")
