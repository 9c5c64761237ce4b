"""The one-writer rule: whoever changes a home holds its lock; the message says who and since when."""

from __future__ import annotations

import fcntl
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from leitstand.foundation.errors import HomeBusy, UnusableInput
from leitstand.foundation.home import Home
from leitstand.foundation.text import Text


@contextmanager
def writing(home: Home, wait: float = 0) -> Iterator[None]:
    """Holds `store.lock` of the home, which dies with its process.

    wait: seconds to wait for another process. Raises HomeBusy when it still holds the lock then.
    """
    until = time.monotonic() + wait
    with os.fdopen(_opened(home.folder("") / "store.lock"), "r+") as file:
        while not _taken(file.fileno()):
            if time.monotonic() >= until:
                raise _busy(file.read())
            time.sleep(0.1)
        file.truncate(0)
        json.dump({"pid": os.getpid(), "since": datetime.now(UTC).isoformat(timespec="seconds")}, file)
        file.flush()
        yield


def _opened(path: Path) -> int:
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise UnusableInput(
            Text(de=f"Die Sperrdatei {path} ist nicht verwendbar ({error.strerror}).",
                 en=f"The lock file {path} cannot be used ({error.strerror})."),
            Text(de="Geben Sie Schreibrechte, oder räumen Sie weg, was diesen Namen trägt.",
                 en="Give write permission, or move away what has this name."),
        ) from error  # fmt: skip


def _taken(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _busy(content: str) -> HomeBusy:
    try:
        holder = json.loads(content)
    except ValueError:
        holder = {"pid": "?", "since": "?"}
    pid, since = holder["pid"], holder["since"]
    return HomeBusy(
        Text(
            de=f"Ein anderer Vorgang (Prozess {pid}, seit {since}) schreibt gerade in diese Daten.",
            en=f"Another process ({pid}, since {since}) is writing to these data.",
        ),
        Text(de="Warten Sie, bis er fertig ist, oder beenden Sie ihn.", en="Wait until it is done, or end it."),
    )
