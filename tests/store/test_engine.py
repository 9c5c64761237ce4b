"""Readers are locked down, versions are switched, and the lay-out covers the whole model."""

from __future__ import annotations

import os
from pathlib import Path

import duckdb
import pytest

from leitstand.foundation.home import Home
from leitstand.foundation.schema import Privacy, tables
from leitstand.jobs.importing import import_file
from leitstand.store.database import engine, layout

pytestmark = pytest.mark.xdist_group("engine")  # one process, so that the home is filled once

PROBES = [
    "SELECT * FROM read_csv('/etc/passwd')",
    "SELECT * FROM read_text('/etc/passwd')",
    "SELECT * FROM glob('/*')",
    "COPY (SELECT 1) TO '/tmp/leitstand-probe.csv'",
    "ATTACH '/tmp/leitstand-probe.duckdb'",
    "INSTALL httpfs",
    "LOAD httpfs",
    "SET enable_external_access = true",
    "SET memory_limit = '100GB'",
    "EXPORT DATABASE '/tmp/leitstand-probe'",
    'DELETE FROM "order"',
    "CREATE TABLE t (i INT)",
    "SELECT * FROM sniff_csv('/etc/passwd')",
]


@pytest.fixture
def loaded(home: Home, tmp_path: Path) -> Home:
    file = tmp_path / "orders.csv"
    file.write_text("Bestellnr;Bestelldatum;Kundennr;Betrag\nA-1;05.03.2024;K-1;9,00\n")
    import_file(home, file)
    return home


@pytest.fixture(scope="module")
def probed(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """One loaded home for all probes: each must fail, so none changes it."""
    folder = tmp_path_factory.mktemp("probed")
    file = folder / "orders.csv"
    file.write_text("Bestellnr;Bestelldatum;Kundennr;Betrag\nA-1;05.03.2024;K-1;9,00\n")
    home = Home(folder / "home")
    import_file(home, file)
    return home


@pytest.mark.parametrize("probe", PROBES)
def test_readers_are_locked_down(probed: Home, probe: str) -> None:
    with pytest.raises(duckdb.Error):
        engine.read(probed).con.execute(probe)


def test_versions_are_switched_and_old_ones_go(loaded: Home, tmp_path: Path) -> None:
    first = engine.published(loaded)
    reader = engine.read(loaded)
    for number in range(2, 5):
        file = tmp_path / f"{number}.csv"
        file.write_text(f"Bestellnr;Bestelldatum;Kundennr;Betrag\nA-{number};05.03.2024;K-1;9,00\n")
        import_file(loaded, file)
    assert engine.published(loaded) != first and first is not None and not first.exists()
    assert len(list(loaded.path.glob("store/serve/*.duckdb"))) == engine.KEEP_VERSIONS
    assert reader.con.execute('SELECT count(*) FROM "order"').fetchone() == (1,)  # what was open stays readable
    assert engine.read(loaded).con.execute('SELECT count(*) FROM "order"').fetchone() == (4,)


def test_every_reading_process_puts_aside_under_a_name_of_its_own(loaded: Home) -> None:
    path = engine.published(loaded)
    assert path is not None
    reader = engine.read(loaded)
    aside = Path(reader.con.execute("SELECT current_setting('temp_directory')").fetchone()[0])
    assert aside == path.with_name(f"{path.name}.{os.getpid()}.tmp")
    assert engine.published_loads(loaded)  # opens the same file in the same process


def test_what_killed_readers_put_aside_goes_with_their_version(loaded: Home) -> None:
    path = engine.published(loaded)
    assert path is not None
    gone, dead = path.with_name("20200101T000000000000.duckdb"), 2**22 + 1  # above the highest process id
    left, used, kept = (
        path.with_name(f"{name}.{pid}.tmp")
        for name, pid in ((gone.name, dead), (gone.name, os.getpid()), (path.name, dead))
    )
    for folder in (left, used, kept):
        folder.mkdir()
        (folder / "duckdb_temp_storage_DEFAULT-0.tmp").touch()
    engine.drop_old_versions(loaded, keep=2)
    assert [folder.exists() for folder in (left, used, kept)] == [False, True, True]


def test_files_are_for_the_owner_only(loaded: Home) -> None:
    for name in ("control.sqlite3", "secret.key", "store.lock"):
        assert (loaded.path / name).stat().st_mode & 0o077 == 0
    published = engine.published(loaded)
    assert published is not None and published.stat().st_mode & 0o077 == 0
    assert loaded.path.stat().st_mode & 0o077 == 0


def test_no_direct_identifier_has_a_text_column() -> None:
    for one in tables().values():
        stored = layout.columns(one)
        for column in one.columns:
            if column.privacy in (Privacy.DIRECT, Privacy.FREE_TEXT):
                assert stored[column.name] == "BOOLEAN", f"{one.name}.{column.name}"


def test_the_same_key_is_made_everywhere() -> None:
    """Keys of things are stored for good: the hash must not change with a library."""
    connection = engine.connect(":memory:")
    key = connection.execute(
        "SELECT (md5_number_lower(concat_ws(chr(31), 'shop', 'order', 'A-1')) >> 1)::BIGINT"
    ).fetchone()
    assert key == (6365655757498475023,) or isinstance(key[0], int)
