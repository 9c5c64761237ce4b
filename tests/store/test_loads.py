"""Importing twice, withdrawing, rebuilding: the store is always the sum of the loads that count."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from leitstand.foundation.errors import HomeBusy, StoreDamaged, StoreOutdated, UnknownId, UnusableInput
from leitstand.foundation.home import Home
from leitstand.jobs import maintenance
from leitstand.jobs.importing import import_file
from leitstand.store.database import engine, lock
from leitstand.store.ingest.writer import opened
from leitstand.workspace import Workspace

HEADER = "Bestellnr;Bestelldatum;Kundennr;Betrag"


def written(folder: Path, name: str, *rows: str, header: str = HEADER) -> Path:
    path = folder / name
    path.write_text("\n".join([header, *rows]) + "\n")
    return path


def checksums(home: Home) -> dict[str, str]:
    with opened(home) as store:
        return store.checksums()


@pytest.fixture
def first(tmp_path: Path) -> Path:
    return written(tmp_path, "march.csv", "A-1;05.03.2024;K-1;100,00", "A-2;06.03.2024;K-2;50,00")


def test_the_same_file_twice_changes_nothing(home: Home, first: Path) -> None:
    (once,) = import_file(home, first)
    before = checksums(home)
    (twice,) = import_file(home, first)
    assert (once.already_loaded, twice.already_loaded) == (False, True)
    assert twice.load_id == once.load_id and twice.accepted == 2
    assert checksums(home) == before


def test_a_later_export_brings_only_the_difference(home: Home, first: Path, tmp_path: Path) -> None:
    import_file(home, first)
    later = written(
        tmp_path, "later.csv", "A-1;05.03.2024;K-1;100,00", "A-2;06.03.2024;K-2;55,00", "A-3;07.03.2024;K-1;5,00"
    )
    (outcome,) = import_file(home, later)
    assert outcome.accepted == 3
    workspace = Workspace(home.path)
    rows = workspace.facts.backend.con.execute(
        'SELECT source_id, valid_to IS NULL, count(*) FROM "order" GROUP BY ALL ORDER BY ALL'
    ).fetchall()
    assert rows == [("A-1", True, 1), ("A-2", False, 1), ("A-2", True, 1), ("A-3", True, 1)]


def test_withdrawing_gives_the_store_as_if_it_had_never_come(home: Home, first: Path, tmp_path: Path) -> None:
    import_file(home, first)
    before = checksums(home)
    later = written(tmp_path, "later.csv", "A-2;06.03.2024;K-2;55,00", "A-3;07.03.2024;K-1;5,00")
    (outcome,) = import_file(home, later)
    assert checksums(home) != before
    maintenance.withdraw(home, str(outcome.load_id))
    assert checksums(home) == before
    with pytest.raises(UnusableInput):
        maintenance.withdraw(home, str(outcome.load_id))
    with pytest.raises(UnknownId):
        maintenance.withdraw(home, "nonsense")
    (again,) = import_file(home, later)
    assert not again.already_loaded and again.accepted == 2


def test_rebuild_gives_equal_checksums(home: Home, first: Path, tmp_path: Path) -> None:
    import_file(home, first)
    import_file(home, written(tmp_path, "b.csv", "A-2;06.03.2024;K-2;55,00", "A-9;07.04.2024;K-3;5,00"))
    rebuilt = maintenance.rebuild(home)
    assert rebuilt.equal and any(not value.startswith("0:") for value in rebuilt.after.values())


def test_a_lost_store_is_rebuilt(home: Home, first: Path) -> None:
    import_file(home, first)
    before = checksums(home)
    engine.writer_path(home).write_bytes(b"not a database at all")
    for path in home.path.glob("store/serve/*.duckdb"):
        path.write_bytes(b"neither")
    assert not all(check.ok for check in maintenance.doctor(home))
    with pytest.raises(StoreDamaged):
        Workspace(home.path).facts  # noqa: B018
    maintenance.rebuild(home)
    assert checksums(home) == before
    assert all(check.ok for check in maintenance.doctor(home))


def test_a_damaged_raw_store_is_said_to_be_damaged(home: Home, first: Path) -> None:
    import_file(home, first)
    file = next(home.path.glob("raw/*/order.parquet"))
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)
    with pytest.raises(StoreDamaged, match=r"order\.parquet"):
        maintenance.rebuild(home)
    assert [check.name for check in maintenance.doctor(home) if not check.ok] == ["raw", "match"]


def test_rejects_are_listed_fixed_and_loaded_again(home: Home, tmp_path: Path) -> None:
    file = written(tmp_path, "orders.csv", "A-1;05.03.2024;K-1;100,00", "A-2;31.02.2024;K-2;50,00")
    (outcome,) = import_file(home, file)
    (reject,) = maintenance.rejects(home, str(outcome.load_id))[1]
    assert (reject.row, reject.column, reject.value) == (3, "Bestelldatum", "31.02.2024")
    fixed = tmp_path / "fixed.csv"
    fixed.write_text(maintenance.rejects_as_csv(home, str(outcome.load_id)).replace("31.02.", "28.02."))
    (again,) = maintenance.reload_rejects(home, str(outcome.load_id), fixed)
    assert (again.accepted, again.rejected) == (1, 0)
    assert maintenance.loads(home)[-1]["rejects"] == "reloaded"
    assert Workspace(home.path).show("order_count", "total").value.tolist() == [2]


def test_a_contradicting_key_is_rejected(home: Home, tmp_path: Path) -> None:
    header = "invoiceNumber,InvoiceDate,DueDate,InvoiceAmount,customerID"
    file = written(
        tmp_path,
        "invoices.csv",
        "R-1,2024-01-01,2024-02-01,10,K1",
        "R-1,2024-01-01,2024-02-01,99,K1",
        "R-1,2024-01-01,2024-02-01,10,K1",
        header=header,
    )
    (outcome,) = import_file(home, file)
    assert (outcome.rows_in, outcome.accepted, outcome.rejected) == (3, 2, 1)
    assert outcome.rejects[0].row == 3 and "R-1" in outcome.rejects[0].reason.en


def test_readers_work_while_an_import_writes(home: Home, first: Path, tmp_path: Path) -> None:
    import_file(home, first)
    reader = Workspace(home.path)
    assert reader.show("order_count", "total").value.tolist() == [2]
    with lock.writing(home), engine.writer(home) as connection:
        connection.execute('DELETE FROM "order"')
        show = f"Workspace({str(home.path)!r}).show('order_count', 'total').value[0]"
        code = f"from leitstand import Workspace; print({show})"
        other = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        assert other.stdout.strip() == "2.0"
        assert reader.show("order_count", "total").value.tolist() == [2]


def test_a_second_writer_is_told_who_writes(home: Home, first: Path) -> None:
    with lock.writing(home), pytest.raises(HomeBusy, match=r"Another process \(\d+, since "), opened(home):
        pass


def test_a_home_that_is_a_file(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_text("x")
    with pytest.raises(UnusableInput, match="is not a folder"):
        Home.find(path)


def test_a_store_of_another_version_is_said_to_be_and_made_anew(home: Home, first: Path, tmp_path: Path) -> None:
    import_file(home, first)
    before = checksums(home)
    with engine.writer(home) as connection:
        connection.execute("UPDATE _state SET value = 'older' WHERE key = 'layout'")
    engine.publish(home)
    with pytest.raises(StoreOutdated, match="another version"):
        Workspace(home.path).show("orders")
    later = written(tmp_path, "later.csv", "A-7;07.03.2024;K-1;5,00")
    (outcome,) = import_file(home, later)
    assert outcome.accepted == 1
    maintenance.withdraw(home, str(outcome.load_id))
    assert checksums(home) == before


def test_settings_change_with_a_rebuild(home: Home, tmp_path: Path) -> None:
    late = written(
        tmp_path,
        "late.csv",
        "A-1;31.03.2024 23:30;K-1;Tee;1;100,00",
        "A-2;15.03.2024 12:00;K-1;Tee;2;50,00",
        header="Bestellnr;Bestelldatum;Kundennr;Artikel;Menge;Nettobetrag",
    )
    import_file(home, late)
    workspace = Workspace(home.path)
    assert workspace.show("orders").value.tolist() == [2]
    workspace.rebuild(zone="Asia/Tokyo", fiscal_start=4)
    assert workspace.show("orders").value.tolist() == [1, 1]
    assert workspace.show("orders", "fiscal_year").period_start.tolist() == ["2023-04-01", "2024-04-01"]
    workspace.rebuild(currency="USD")
    assert workspace.values("revenue_net", "total")[0].status == "not_convertible"
    with pytest.raises(UnusableInput, match="Mars/Olympus"):
        workspace.rebuild(zone="Mars/Olympus")


def test_a_file_too_large_for_the_memory_is_refused_whole(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    connect = engine.connect

    def small(path: Path | str, **limits: object) -> object:
        return connect(path, **limits | ({"memory_limit": "1MiB"} if path == ":memory:" else {}))

    monkeypatch.setattr(engine, "connect", small)
    large = written(tmp_path, "large.csv", *(f"A-{n};05.03.2024;K-{n};{n},00" for n in range(20_000)))
    with pytest.raises(UnusableInput, match="too large"):
        import_file(home, large)
    monkeypatch.undo()
    assert Workspace(home.path).loads().empty
    assert not list(tmp_path.rglob("*.tmp"))
