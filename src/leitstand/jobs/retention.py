"""Deletes what was kept long enough: uploads, rejected rows, logs, notices, views, free texts, backups."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from leitstand.control import database, sealing
from leitstand.control.account import views
from leitstand.control.identity import services as identity
from leitstand.control.ledger import services as ledger
from leitstand.control.notice import log
from leitstand.control.work import services as work
from leitstand.foundation.errors import UnusableInput
from leitstand.foundation.home import Home
from leitstand.foundation.schema import Privacy, Table, tables
from leitstand.foundation.text import Text
from leitstand.jobs.links import Links
from leitstand.jobs.safekeeping import backup
from leitstand.store.database import engine

SETTING, LAST = "retention", "retention_last"
SHORTEST, LONGEST = 1, 3650


@dataclass(frozen=True, slots=True)
class Class:
    """One kind of what is kept. days: unless the administration says otherwise. forget: home, days → how many went."""

    title: Text
    days: int
    forget: Callable[[Home, int], int]


def days(alias: str) -> dict[str, int]:
    """Id of a class → days that it is kept."""
    own = ledger.setting(alias, SETTING, {})
    return {name: int(own.get(name, one.days)) for name, one in CLASSES.items()}


def set_days(alias: str, wanted: Mapping[str, int]) -> None:
    """Raises UnusableInput for a number of days that makes no sense; unknown classes are left out."""
    for name, number in wanted.items():
        if name in CLASSES and not SHORTEST <= number <= LONGEST:
            title = CLASSES[name].title
            raise UnusableInput(
                Text(de=f"{title.de}: {number} Tage gehen nicht.", en=f"{title.en}: {number} days are not possible."),
                Text(de=f"Möglich sind {SHORTEST} bis {LONGEST}.", en=f"Possible are {SHORTEST} to {LONGEST}."),
            )
    ledger.set_setting(alias, SETTING, days(alias) | {name: one for name, one in wanted.items() if name in CLASSES})


def tidy(home: Home) -> dict[str, int]:
    """Deletes everything that is older than its days; class → how many."""
    alias = Links.of(home).alias
    found = {name: CLASSES[name].forget(home, number) for name, number in days(alias).items()}
    if any(found.values()):
        database.scrub(alias)
    ledger.set_setting(alias, LAST, {"at": datetime.now(UTC).isoformat(timespec="seconds"), "gone": found})
    return found


def _files(home: Home, folder: str, number: int, pattern: str = "*") -> int:
    limit, gone = time.time() - number * 86400, 0
    for path in (home.path / folder).rglob(pattern):
        if path.is_file() and path.stat().st_mtime < limit:
            path.unlink(missing_ok=True)
            gone += 1
    return gone


def _texts(home: Home, number: int) -> int:
    """Free texts of people: the rows stay, what was written goes."""
    limit, alias, backend = date.today() - timedelta(days=number), Links.of(home).alias, engine.read(home)
    gone = 0
    for name, one in tables().items():
        day = _day(one)
        if day is None or not any(column.privacy is Privacy.FREE_TEXT for column in one.columns):
            continue
        rows = backend.con.execute(f'SELECT DISTINCT row_key FROM "{name}" WHERE "{day}" < ?', [limit]).fetchall()
        gone += identity.forget_texts(alias, name, [key for (key,) in rows])
    return gone


def _day(one: Table) -> str | None:
    """The column of the day on which a row happened, where the table has it itself."""
    return one.day_of(one.event_time) if one.event_time and "." not in one.event_time else None


def _sealed(kind: sealing.Kind) -> Callable[[Home, int], int]:
    return lambda home, number: sealing.forget_old(Links.of(home).alias, kind, number)


CLASSES: Mapping[str, Class] = {
    "incoming": Class(Text(de="Hochgeladen, aber nicht geladen", en="Uploaded but not loaded"), 7,
                      lambda home, number: _files(home, "incoming", number)),
    "originals": Class(Text(de="Geladene Dateien im Original (verschlüsselt)",
                            en="Originals of loaded files (encrypted)"),
                       30, _sealed("original")),
    "rejects": Class(Text(de="Zurückgewiesene Zeilen (verschlüsselt)", en="Rejected rows (encrypted)"), 90,
                     _sealed("rejects")),
    "texts": Class(Text(de="Freie Texte (Kommentare, Beschwerden)", en="Free texts (comments, complaints)"),
                   730, _texts),
    "logs": Class(Text(de="Protokolle des Servers", en="Server logs"), 14,
                  lambda home, number: _files(home, "logs", number)),
    "jobs": Class(Text(de="Erledigte Hintergrundarbeit", en="Finished background work"), 90,
                  lambda home, number: work.forget_old(Links.of(home).alias, number)),
    "notices": Class(Text(de="Was versandt wurde", en="What was sent"), 365,
                     lambda home, number: log.forget_old(Links.of(home).alias, number)),
    "views": Class(Text(de="Wer Personen angesehen hat", en="Who has viewed people"), 1095,
                   lambda home, number: views.forget_old(Links.of(home).alias, number)),
    "backups": Class(Text(de="Sicherungen im Datenordner", en="Backups in the data folder"), 35, backup.forget_old),
}  # fmt: skip
"""Id → what is kept for how long; customer data stay until they are withdrawn or erased."""
