"""Opens the control database of a home, several of them side by side where needed."""

from __future__ import annotations

import fcntl
import hashlib
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django
from django.apps import apps
from django.conf import ENVIRONMENT_VARIABLE
from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, DatabaseError, OperationalError, connections, transaction

from leitstand.control import secret
from leitstand.foundation.errors import HomeBusy, LeitstandError, StoreDamaged, UnusableInput
from leitstand.foundation.text import Text

FILE = "control.sqlite3"
BUSY_SECONDS = 5  # reliability.md, e
CACHE_KIB = 65_536  # keys are random: with the usual 2 MiB nearly every row of a large file reads a page from disk anew

_homes: dict[str, Path] = {}


def setup() -> None:
    """Makes Django ready; done on import, because no model can be imported before. The web brings its own settings."""
    if not os.environ.get(ENVIRONMENT_VARIABLE, "").startswith("leitstand."):
        os.environ[ENVIRONMENT_VARIABLE] = "leitstand.control.settings"
    if not apps.ready:
        django.setup()


def open(home: Path) -> str:
    """The alias by which all services reach the control database of `home`; made or brought up to date where needed.

    Raises as `explained`, and LeitstandError when the secret is missing or a newer Leitstand wrote the database.
    """
    home = home.resolve()
    known = next((alias for alias, path in _homes.items() if path == home), None)
    return known or _open(home, "home_" + hashlib.sha256(os.fsencode(home)).hexdigest()[:16])


def serve(home: Path) -> str:
    """As `open`, for a process that serves this one home: its database is Django's default, so that sessions and
    sign-in lie in it too."""
    close(home)
    return _open(home.resolve(), DEFAULT_DB_ALIAS)


def _open(home: Path, alias: str) -> str:
    try:
        with explained(home):
            home.mkdir(mode=0o700, parents=True, exist_ok=True)
            with _alone(home):
                _prepare(home)
                if (home / FILE).stat().st_size == 0:
                    _create(alias, home)
                _register(alias, home / FILE)
                if not _up_to_date(alias):
                    call_command("migrate", database=alias, verbosity=0, interactive=False)
    except LeitstandError:
        _forget(alias)
        raise
    _homes[alias] = home
    return alias


def close(home: Path) -> None:
    """Closes the connection of this thread and forgets the home; harmless when it is not open."""
    home = home.resolve()
    for alias in [alias for alias, path in _homes.items() if path == home]:
        _forget(alias)


def home_of(alias: str) -> Path:
    """The folder behind an alias that `open` gave. Raises KeyError."""
    return _homes[alias]


@contextmanager
def together(alias: str) -> Iterator[None]:
    """What is written inside is kept whole or not at all, and reaches the disk once, at the end."""
    with transaction.atomic(using=alias):
        yield


def scrub(alias: str) -> None:
    """Writes the database anew, so that nothing deleted is left in its files. Not inside a transaction.

    secure_delete alone is not enough: where pages are merged it left about 1 of 80,000 deleted values (SQLite 3.40.1).
    """
    with connections[alias].cursor() as cursor:
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def journal(version: tuple[int, int, int]) -> str:
    """The journal mode that is safe for this SQLite: WAL, unless it has the WAL-reset bug (fixed in 3.51.3)."""
    return "WAL" if version >= (3, 51, 3) or version in {(3, 44, 6), (3, 50, 7)} else "DELETE"


@contextmanager
def explained(home: Path) -> Iterator[None]:
    """Says in the user's words what goes wrong with the control database inside.

    Raises HomeBusy when another process keeps it locked, StoreDamaged when the file is no sound database, UnusableInput
    when the folder or the disk does not allow the work.
    """
    path = home / FILE
    try:
        yield
    except (OperationalError, OSError) as error:
        if "locked" in str(error):
            raise HomeBusy(
                Text(
                    de=f"Ein anderes Programm schreibt gerade in {path}.", en=f"Another program is writing to {path}."
                ),
                Text(de="Warten Sie kurz und versuchen Sie es erneut.", en="Wait a moment and try again."),
            ) from error
        reason = getattr(error, "strerror", None) or error
        raise UnusableInput(
            Text(de=f"{path} ist nicht verwendbar ({reason}).", en=f"{path} cannot be used ({reason})."),
            Text(
                de="Prüfen Sie Schreibrechte und freien Speicherplatz.",
                en="Check write permission and free disk space.",
            ),
        ) from error
    except DatabaseError as error:
        if type(error) is not DatabaseError:  # the finer kinds are mistakes of the program, not of the file
            raise
        raise StoreDamaged(
            Text(de=f"Die Datenbank {path} ist beschädigt ({error}).", en=f"{path} is damaged ({error})."),
            Text(de="Spielen Sie die letzte Sicherung zurück.", en="Restore the latest backup."),
        ) from error


def _prepare(home: Path) -> None:
    """A database file that only its owner may read, and never one without a secret.

    The file comes first and the secret second: so a secret without a database means that the database was lost, and
    an empty new one would give everybody a new key.
    """
    path = home / FILE
    emptied = path.exists() and path.stat().st_size == 0 and (home / "raw").exists()
    if (home / secret.FILE).exists() and (emptied or not path.exists()):
        raise StoreDamaged(
            Text(de=f"Die Datenbank {path} fehlt oder ist leer.", en=f"The database {path} is missing or empty."),
            Text(de="Spielen Sie die letzte Sicherung zurück.", en="Restore the latest backup."),
        )
    path.touch(0o600)
    path.chmod(0o600)
    if path.stat().st_size == 0:
        secret.create(home)
    secret.key(home, "wrapping")


def _create(alias: str, home: Path) -> None:
    """Makes a new database beside its place and moves it there whole: Django notes a migration only after its tables
    are there, so one killed in between could never be finished."""
    part = home / f"{FILE}.part"
    part.unlink(missing_ok=True)
    part.touch(0o600)
    _register(alias, part)
    call_command("migrate", database=alias, verbosity=0, interactive=False)
    _forget(alias)
    os.replace(part, home / FILE)


def _register(alias: str, path: Path) -> None:
    pragmas = {
        "journal_mode": journal(sqlite3.sqlite_version_info),
        "synchronous": "FULL",
        "secure_delete": "ON",
        "cache_size": -CACHE_KIB,
    }
    options = {
        "timeout": BUSY_SECONDS,
        "transaction_mode": "IMMEDIATE",  # a lock is waited for at the start, never refused in the middle
        "init_command": ";".join(f"PRAGMA {name}={value}" for name, value in pragmas.items()),
    }
    spec = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(path), "CONN_MAX_AGE": None, "OPTIONS": options}
    connections.settings[alias] = connections.configure_settings({DEFAULT_DB_ALIAS: {}, alias: spec})[alias]
    if alias == DEFAULT_DB_ALIAS and hasattr(connections._connections, alias):  # type: ignore[attr-defined]
        del connections[alias]  # Django has put a connection without a database there


def _forget(alias: str) -> None:
    _homes.pop(alias, None)
    if alias in connections.settings:
        connections[alias].close()
        del connections[alias]
        del connections.settings[alias]
        if alias == DEFAULT_DB_ALIAS:  # Django itself needs one of that name, to nowhere, when it migrates others
            connections.settings[alias] = connections.configure_settings({})[alias]


@contextmanager
def _alone(home: Path) -> Iterator[None]:
    """Two processes that open a new home at once: one makes the database, the other waits."""
    handle = os.open(home / "control.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _up_to_date(alias: str) -> bool:
    """Whether every migration of the program is applied; compares file names, because loading them takes longer."""
    known = {
        (config.label, file.stem)
        for config in apps.get_app_configs()
        for file in (Path(config.path) / "migrations").glob("[0-9]*.py")
    }
    with connections[alias].cursor() as cursor:
        if "django_migrations" not in connections[alias].introspection.table_names(cursor):
            return False
        cursor.execute("SELECT app, name FROM django_migrations")
        applied = set(cursor.fetchall())
    newest = dict(sorted(known))
    if any(name[:4] > newest[label][:4] for label, name in applied if label in newest):
        raise LeitstandError(
            Text(de="Diese Daten schrieb ein neueres Leitstand.", en="A newer Leitstand wrote this data."),
            Text(de="Aktualisieren Sie das Programm.", en="Update the program."),
        )
    return known <= applied


setup()
