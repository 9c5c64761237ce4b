"""Whatever is lost or damaged is found, said, and either healed from the raw store or refused without losing more."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from leitstand.control import database, sealing
from leitstand.control.ledger import services as ledger
from leitstand.foundation.errors import DiskFull, LeitstandError, StoreDamaged, UnusableInput
from leitstand.foundation.home import Home
from leitstand.jobs import maintenance
from leitstand.jobs.importing import import_file
from leitstand.sources import sandbox
from leitstand.store.database import engine
from leitstand.workspace import Workspace


def orders(path: Path, letter: str, rows: int = 20) -> Path:
    lines = [f"{letter}-{n};0{n % 9 + 1}.03.2024;K-{n};k{n}@example.org;Tasse;2;4,50;9,00" for n in range(rows)]
    path.write_text(
        "\n".join(["Bestellnr;Bestelldatum;Kundennr;E-Mail;Artikel;Menge;Einzelpreis;Betrag", *lines]) + "\n"
    )
    return path


@pytest.fixture
def loaded(home: Home, tmp_path: Path) -> str:
    """The id of a load of 20 orders."""
    return str(import_file(home, orders(tmp_path / "a.csv", "A"))[0].load_id)


def count(home: Home) -> int:
    return int(Workspace(home.path).show("order_count", "total").value[0])


def wrong(home: Home) -> set[str]:
    return {check.name for check in maintenance.doctor(home) if not check.ok} - {"disk"}


def test_a_lost_store_is_made_anew_by_the_next_import(home: Home, loaded: str, tmp_path: Path) -> None:
    """Nothing may be taken for withdrawn because the store is gone: names and originals stay."""
    shutil.rmtree(home.path / "store")
    assert wrong(home) == {"match"}
    import_file(home, orders(tmp_path / "b.csv", "B"))
    assert count(home) == 40
    alias = database.open(home.path)
    assert ledger.load(alias, loaded).state == "done"
    assert sealing.unseal(alias, loaded, "original").startswith(b"Bestellnr")
    assert wrong(home) == set()


def test_a_load_that_the_raw_store_lost_is_not_dropped(home: Home, loaded: str, tmp_path: Path) -> None:
    (other,) = import_file(home, orders(tmp_path / "b.csv", "B"))
    shutil.rmtree(home.path / "raw" / loaded)
    assert wrong(home) == {"match"}
    with pytest.raises(StoreDamaged, match=loaded):
        maintenance.rebuild(home)
    with pytest.raises(StoreDamaged, match=loaded):
        maintenance.withdraw(home, str(other.load_id))
    assert count(home) == 40
    maintenance.withdraw(home, loaded)
    assert count(home) == 20
    assert wrong(home) == set()


@pytest.mark.parametrize("content", ["{", "[]", '{"load": {}}'])
def test_a_broken_manifest_is_named(home: Home, loaded: str, content: str) -> None:
    (home.path / "raw" / loaded / "manifest.json").write_text(content)
    assert "raw" in wrong(home)
    with pytest.raises(StoreDamaged, match=r"manifest\.json"):
        maintenance.rebuild(home)
    assert count(home) == 20


@pytest.mark.parametrize("content", [b"", b"../../../etc/passwd", b"\xff\xfe\x00"])
def test_a_broken_pointer_is_healed(home: Home, loaded: str, content: bytes) -> None:
    (home.path / "store/serve/current").write_bytes(content)
    assert "store" in wrong(home)
    with pytest.raises(StoreDamaged):
        engine.read(home)
    assert maintenance.rebuild(home).equal
    assert count(home) == 20


@pytest.mark.parametrize("harm", [Path.unlink, lambda path: path.write_bytes(path.read_bytes()[:-1])])
def test_the_doctor_reads_sealed_files(home: Home, loaded: str, harm: Callable[[Path], object]) -> None:
    harm(home.path / "originals" / f"{loaded}.sealed")
    assert wrong(home) == {"sealed"}


def test_what_was_committed_but_not_published_is_published_by_the_next_import(
    home: Home, loaded: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    second = orders(tmp_path / "b.csv", "B")
    with monkeypatch.context() as killed:
        killed.setattr(engine, "publish", _full)
        with pytest.raises(DiskFull):
            import_file(home, second)
    assert count(home) == 20
    assert not list(home.path.rglob("*.new")) + list(home.path.glob("store/serve/.*"))
    import_file(home, second)
    assert count(home) == 40


def _full(*_: object, **__: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.mark.parametrize("step", ["leitstand.store.ingest.raw.seal", "leitstand.control.sealing.seal"])
def test_a_full_disk_costs_nothing(
    home: Home, loaded: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    second = orders(tmp_path / "b.csv", "B")
    with monkeypatch.context() as full:
        full.setattr(step, _full)
        with pytest.raises(DiskFull):
            import_file(home, second)
    assert not list(home.path.glob("raw/.incoming-*"))
    assert wrong(home) == set()
    import_file(home, second)
    assert count(home) == 40


def test_a_file_that_changes_while_it_is_read_is_not_taken(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = orders(tmp_path / "a.csv", "A")
    parse = sandbox.run

    def changing(*args: object, **options: object) -> object:
        parsed = parse(*args, **options)  # type: ignore[arg-type]
        with file.open("a") as out:
            out.write("A-99;01.03.2024;K-99;x@example.org;Tasse;2;4,50;9,00\n")
        return parsed

    with monkeypatch.context() as busy:
        busy.setattr(sandbox, "run", changing)
        with pytest.raises(UnusableInput, match="changed while it was read"):
            import_file(home, file)
    assert not list(home.path.glob("originals/*"))
    (outcome,) = import_file(home, file)
    assert outcome.accepted == 21


def test_a_clock_set_back_does_not_hide_the_newest_version(home: Home, loaded: str, tmp_path: Path) -> None:
    serve = home.path / "store/serve"
    for ahead in ("20990101T000000000000", "20990101T000000000001"):
        shutil.copy(next(serve.glob("2*.duckdb")), serve / f"{ahead}.duckdb")
    import_file(home, orders(tmp_path / "b.csv", "B"))
    assert count(home) == 40


def test_pipes_and_devices_are_refused_at_once(home: Home, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", Path("/dev/zero")):
        with pytest.raises(UnusableInput, match="no regular file"):
            import_file(home, path)


def test_a_name_that_is_no_text_is_no_obstacle(home: Home, tmp_path: Path) -> None:
    file = orders(tmp_path / os.fsdecode(b"a\xff\x1b[31m.csv"), "A")
    (outcome,) = import_file(home, file)
    assert outcome.file == "a\ufffd\ufffd[31m.csv"


def test_the_currency_of_the_first_amounts_stays(home: Home, loaded: str, tmp_path: Path) -> None:
    """A later file in pounds must not make the euros of before into pounds."""
    file = tmp_path / "retail.csv"
    file.write_text("InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n"
                    "536365,85123A,LANTERN,6,2010-12-01 08:26,2.55,17850,France\n")  # fmt: skip
    import_file(home, file)
    assert maintenance.rebuild(home).equal


@pytest.mark.parametrize("name", ["~nobody-7731/x", "x" * 300, "what?", os.fsdecode(b"a\xff")])
def test_a_home_that_cannot_be_is_refused(name: str) -> None:
    with pytest.raises(LeitstandError, match="cannot be a data folder"):
        Home.find(name)
