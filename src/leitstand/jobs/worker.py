"""Does the work that pages and schedules ask for, one piece after the other, in a process of its own."""

from __future__ import annotations

import fcntl
import gc
import logging
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from threading import Event
from time import monotonic

from leitstand.control.notice import log, schedules
from leitstand.control.work import services as queue
from leitstand.control.work.models import Job
from leitstand.foundation.errors import HomeBusy, LeitstandError
from leitstand.foundation.home import Home
from leitstand.foundation.text import Text
from leitstand.jobs import delivering
from leitstand.jobs.chore import chore, chores
from leitstand.jobs.links import Links

POLL = 1.0
"""Seconds between two looks at what waits."""
OFTEN = 0.5
"""Progress is written down at most once in so many seconds."""
LOCK = "worker.lock"
logger = logging.getLogger(__name__)

UNEXPECTED = Text(
    de="Die Arbeit brach mit einem unerwarteten Fehler ab ({error}). Einzelheiten stehen im Protokoll.",
    en="The work broke off with an unexpected error ({error}). Details are in the log.",
)
ANOTHER = Text(
    de="Für diesen Datenordner läuft schon ein Hintergrundprogramm.",
    en="A background program already runs for this data folder.",
)
END_IT = Text(de="Beenden Sie es zuerst.", en="End it first.")


def work(home: Home, once: bool = False, stop: Event | None = None) -> int:
    """Works until `stop` is set, or (once) until nothing waits any more; how many jobs were done.

    Broken-off jobs of a worker that died are dealt with first. A job that is running when `stop` is set is finished.
    Raises HomeBusy where another worker runs for this home.
    """
    stop, done, tidied = stop or Event(), 0, None
    with only_worker(home):
        alias = Links.of(home).alias
        schedules.add_usual(alias)
        for died in queue.recover(alias, [name for name, one in chores().items() if one.repeatable]):
            delivering.told_of_failure(alias, died, queue.DIED)
        while not stop.is_set():
            one = _next(alias)
            if one is not None:
                _do(home, alias, one)
                gc.collect()  # what was opened for it falls free, also versions of the data that are gone meanwhile
                done += 1
                continue
            tidied = _tidy(alias, tidied)
            if once:
                break
            stop.wait(POLL)
    return done


def main(home: Path) -> int:
    """Runs the worker in the foreground until SIGTERM or SIGINT: the running job is finished, a second signal breaks
    it off. Answers the exit code; 2 where another worker runs."""
    stop = Event()

    def end(number: int, frame: object) -> None:
        if stop.is_set():
            raise SystemExit(128 + number)
        stop.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, end)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    try:
        work(Home.find(home), stop=stop)
    except LeitstandError as error:
        logger.error("%s", error.describe("en"))
        return error.exit_code
    return 0


def running(home: Home) -> bool:
    """Whether a worker runs for this home."""
    try:
        with only_worker(home):
            return False
    except HomeBusy:
        return True


@contextmanager
def only_worker(home: Home) -> Iterator[None]:
    """Holds the place of the one worker of a home; it falls free when the process dies. Raises HomeBusy."""
    handle = os.open(home.folder("") / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError:
        raise HomeBusy(ANOTHER, END_IT) from None
    finally:
        os.close(handle)


@dataclass
class _Told:
    """Writes down how far a job is, not too often."""

    alias: str
    job: str
    by: str
    at: float = 0.0

    def __call__(self, said: Text) -> None:
        if monotonic() - self.at >= OFTEN:
            self.at = monotonic()
            queue.progress(self.alias, self.job, said)


def _next(alias: str) -> Job | None:
    """Queues what is due, sends what waits, answers the next job. What goes wrong here is tried again a little later,
    and none of the three stops the others."""
    for step in (schedules.tick, delivering.deliver):
        try:
            step(alias)
        except Exception:
            logger.exception("%s failed", step.__name__)
    try:
        return queue.claim(alias)
    except Exception:
        logger.exception("no job could be claimed")
        return None


def _do(home: Home, alias: str, one: Job) -> None:
    """Runs a job and keeps what came of it, whatever that is."""
    logger.info("job %s: %s", one.id, one.chore)
    error: Text | None = None
    try:
        result = chore(one.chore).run(home, one.args, _Told(alias, one.id, one.asked_by))
        queue.finish(alias, one.id, result)
    except LeitstandError as known:
        error = Text(de=known.describe("de"), en=known.describe("en"))
    except (SystemExit, KeyboardInterrupt):  # broken off: the next worker deals with it
        raise
    except BaseException as unknown:  # also the panics of compiled libraries
        logger.exception("job %s failed", one.id)
        error = UNEXPECTED.format(error=type(unknown).__name__)
    try:
        if error is None:
            delivering.told_of_success(alias, one)
        else:
            queue.fail(alias, one.id, error)
            delivering.told_of_failure(alias, one, error)
    except Exception:  # the worker goes on; should the job still stand as running, the next worker deals with it
        logger.exception("what came of job %s could not be kept", one.id)


def _tidy(alias: str, last: date | None) -> date:
    """Once a day, when nothing else is to do, forgets what is old enough."""
    today = datetime.now(UTC).date()
    if today != last:
        try:
            queue.forget_old(alias)
            log.forget_old(alias)
        except Exception:
            logger.exception("old jobs and messages could not be forgotten")
    return today


if __name__ == "__main__":
    import sys

    raise SystemExit(main(Path(sys.argv[1])))
