"""Opening a home: fast, private, several at once, and honest about what is wrong."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.db import IntegrityError, connections

from leitstand.control import database, secret
from leitstand.control.account.models import User
from leitstand.control.ledger import services as ledger
from leitstand.foundation.errors import HomeBusy, LeitstandError, StoreDamaged, UnusableInput


def pragma(alias: str, name: str) -> object:
    with connections[alias].cursor() as cursor:
        cursor.execute(f"PRAGMA {name}")
        return cursor.fetchone()[0]


def test_every_connection_is_durable_and_deletes_for_real(alias: str) -> None:
    assert pragma(alias, "secure_delete") == 1
    assert pragma(alias, "foreign_keys") == 1
    assert pragma(alias, "busy_timeout") == 5000
    assert pragma(alias, "synchronous") == 2  # FULL
    assert pragma(alias, "journal_mode") == database.journal(sqlite3.sqlite_version_info).lower()
    assert connections.settings[alias]["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_another_thread_has_a_connection_as_safe_as_the_first(alias: str) -> None:
    def work() -> tuple[object, object]:
        ledger.set_setting(alias, "currency", "EUR")
        found = pragma(alias, "secure_delete"), pragma(alias, "synchronous")
        connections[alias].close()
        return found

    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(work).result() == (1, 2)
    assert ledger.setting(alias, "currency") == "EUR"


def test_a_mistake_of_the_program_is_not_blamed_on_the_file(home: Path, alias: str) -> None:
    with pytest.raises(IntegrityError), database.explained(home):
        User.objects.using(alias).bulk_create([User(email="a@example.org"), User(email="a@example.org")])


@pytest.mark.parametrize(
    ("version", "mode"),
    [
        ((3, 40, 1), "DELETE"),
        ((3, 44, 5), "DELETE"),
        ((3, 44, 6), "WAL"),
        ((3, 50, 7), "WAL"),
        ((3, 51, 2), "DELETE"),
        ((3, 51, 3), "WAL"),
        ((3, 54, 1), "WAL"),
    ],
)
def test_wal_only_where_sqlite_is_sound(version: tuple[int, int, int], mode: str) -> None:
    assert database.journal(version) == mode


def test_nobody_else_can_read_the_home(alias: str, home: Path) -> None:
    ledger.set_setting(alias, "currency", "EUR")
    assert home.stat().st_mode & 0o777 == 0o700
    assert {path.name: path.stat().st_mode & 0o077 for path in home.iterdir()} == {
        path.name: 0 for path in home.iterdir()
    }


def test_a_restored_database_becomes_private_again(alias: str, home: Path) -> None:
    database.close(home)
    (home / database.FILE).chmod(0o644)
    database.open(home)
    assert (home / database.FILE).stat().st_mode & 0o777 == 0o600


def test_two_homes_in_one_process_know_nothing_of_each_other(tmp_path: Path) -> None:
    one, two = database.open(tmp_path / "one"), database.open(tmp_path / "two")
    ledger.set_setting(one, "currency", "EUR")
    ledger.set_setting(two, "currency", "CHF")
    assert (ledger.setting(one, "currency"), ledger.setting(two, "currency")) == ("EUR", "CHF")
    assert secret.key(tmp_path / "one", "tombstone") != secret.key(tmp_path / "two", "tombstone")
    assert (database.home_of(one), database.home_of(two)) == (tmp_path / "one", tmp_path / "two")
    database.close(tmp_path / "one")
    assert ledger.setting(two, "currency") == "CHF"
    database.close(tmp_path / "two")


def test_opening_again_keeps_everything(alias: str, home: Path) -> None:
    ledger.set_setting(alias, "currency", "EUR")
    assert database.open(home) == alias
    database.close(home)
    assert database.open(home) == alias
    assert ledger.setting(alias, "currency") == "EUR"


def test_an_interrupted_creation_is_completed(home: Path) -> None:
    home.mkdir()
    (home / database.FILE).touch()  # the process died right after its first step
    alias = database.open(home)
    ledger.set_setting(alias, "currency", "EUR")
    assert ledger.setting(alias, "currency") == "EUR"


def test_processes_that_open_a_new_home_at_once_all_succeed(
    home: Path, start: Callable[[str, Path], subprocess.Popen[str]]
) -> None:
    processes = [start("print(database.open(home))", home) for _ in range(4)]
    answers = {process.communicate(timeout=60)[0].strip() for process in processes}
    assert {process.returncode for process in processes} == {0}
    assert answers == {database.open(home)}


def test_closing_what_is_not_open_is_harmless(home: Path) -> None:
    database.close(home)
    with pytest.raises(KeyError):
        database.home_of("home_unknown")


def test_a_newer_database_is_refused(alias: str, home: Path) -> None:
    with connections[alias].cursor() as cursor:
        cursor.execute("INSERT INTO django_migrations (app, name, applied) VALUES ('plan', '9999_later', '2030-01-01')")
    database.close(home)
    with pytest.raises(LeitstandError, match="newer Leitstand"):
        database.open(home)


def test_a_damaged_database_is_named_and_not_opened(alias: str, home: Path) -> None:
    database.close(home)
    (home / database.FILE).write_bytes(b"this is no database" * 1000)
    with pytest.raises(StoreDamaged, match="damaged") as caught:
        database.open(home)
    assert "Sicherung" in caught.value.describe("de")
    with pytest.raises(StoreDamaged):  # still refused, not half open
        database.open(home)


def test_a_lost_database_is_not_replaced_by_an_empty_one(alias: str, home: Path) -> None:
    database.close(home)
    (home / database.FILE).unlink()
    with pytest.raises(StoreDamaged, match="missing"):
        database.open(home)
    assert not (home / database.FILE).exists()


def test_a_home_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UnusableInput, match="cannot be used"):
        database.open(tmp_path / "file")


def test_a_locked_database_is_busy_not_broken(alias: str, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    database.close(home)
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.1)
    database.open(home)
    other = sqlite3.connect(home / database.FILE)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(HomeBusy), database.explained(home):
        ledger.set_setting(alias, "currency", "EUR")
    other.rollback()
    other.close()
    ledger.set_setting(alias, "currency", "EUR")
    assert ledger.setting(alias, "currency") == "EUR"


def test_models_match_the_migrations(alias: str) -> None:
    from django.core.management import call_command

    call_command("makemigrations", check=True, dry_run=True, verbosity=0)  # exits with 1 where one is missing


def test_settings_of_somebody_else_do_no_harm() -> None:
    program = "import os, leitstand.control.identity.services; print(os.environ['DJANGO_SETTINGS_MODULE'])"
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={"DJANGO_SETTINGS_MODULE": "somebody.elses.settings"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "leitstand.control.settings"


def test_a_creation_killed_between_tables_and_their_record_is_completed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The database appears whole or not at all: what a killed creation left beside it does no harm."""

    def killed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(database.os, "replace", killed)
        with pytest.raises(KeyboardInterrupt):
            database.open(tmp_path / "home")
    assert (tmp_path / "home" / database.FILE).stat().st_size == 0
    alias = database.open(tmp_path / "home")
    assert not (tmp_path / "home" / f"{database.FILE}.part").exists()
    assert alias == database.open(tmp_path / "home")
    database.close(tmp_path / "home")
