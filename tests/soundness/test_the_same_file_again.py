"""A file that comes again, read another way or in part, never counts twice and never hides what was not taken."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from leitstand.foundation.home import Home
from leitstand.jobs import importing, maintenance
from leitstand.jobs.importing import import_file
from leitstand.store.ingest import writer
from leitstand.workspace import Workspace

ORDERS = (
    "Bestellnr;Position;Bestelldatum;Kundennr;Artikel;Menge;Netto;Brutto\n"
    "A-1;P-1;05.03.2024;K-1;Tee;1;100,00;119,00\nA-2;P-2;06.03.2024;K-2;Tee;2;200,00;238,00\n"
)
COLUMNS = {
    "Bestellnr": "order.order_id",
    "Position": "order_line.order_line_id",
    "Bestelldatum": "order.ordered_at",
    "Kundennr": "customer.customer_key",
    "Artikel": "product.name",
    "Menge": "order_line.quantity",
}


def mapping(net: str, source: str = "shop", keyed: bool = False) -> dict[str, str]:
    """Options that read the column `net` as the lines' net amount."""
    columns = COLUMNS | {net: "order_line.net_amount"}
    if not keyed:
        del columns["Position"]
    lines = [f'"{heading}" = "{target}"' for heading, target in columns.items()]
    head = f'source_system = "{source}"\ndelivery = "upsert"\ncurrency = "EUR"\n\n[columns]\n'
    return {"mapping": head + "\n".join(lines) + "\n"}


def revenue(home: Home) -> float | None:
    return Workspace(home.path).values("revenue_net", "total")[0].value


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "orders.csv"
    path.write_text(ORDERS)
    return path


@pytest.mark.parametrize("keyed", [True, False])
def test_a_new_mapping_replaces_the_old_one(home: Home, file: Path, tmp_path: Path, keyed: bool) -> None:
    (gross,) = import_file(home, file, mapping("Brutto", keyed=keyed))
    assert revenue(home) == 357
    (net,) = import_file(home, file, mapping("Netto", keyed=keyed))
    assert (net.replaces, net.already_loaded, net.accepted) == (gross.load_id, False, 2)
    fresh = Home(tmp_path / "fresh")
    import_file(fresh, file, mapping("Netto", keyed=keyed))
    assert revenue(home) == revenue(fresh) == 300
    states = {one["load_id"]: one["state"] for one in maintenance.loads(home)}
    assert states == {gross.load_id: "withdrawn", net.load_id: "done"}
    assert maintenance.rebuild(home).equal
    assert all(check.ok for check in maintenance.doctor(home))
    assert [path.name for path in home.path.glob("originals/*")] == [f"{net.load_id}.sealed"]


@pytest.mark.parametrize(
    "again",
    [mapping("Brutto", source="other"), {"source_system": "other"}],
    ids=["source in the mapping", "source named"],
)
def test_another_source_replaces_too(home: Home, file: Path, again: dict[str, str]) -> None:
    (first,) = import_file(home, file, mapping("Brutto"))
    (second,) = import_file(home, file, again)
    assert (second.replaces, revenue(home)) == (first.load_id, 357)


def test_a_mapping_learnt_from_another_file_does_not_add_a_second_load(home: Home, file: Path, tmp_path: Path) -> None:
    import_file(home, file, mapping("Brutto"))
    other = tmp_path / "other.csv"
    other.write_text(ORDERS.replace("A-", "B-"))
    import_file(home, other, mapping("Netto"))
    assert revenue(home) == 657
    import_file(home, file)
    assert revenue(home) == 600


def test_the_same_reading_under_another_name_changes_nothing(home: Home, file: Path, tmp_path: Path) -> None:
    (first,) = import_file(home, file, mapping("Netto"))
    copy = tmp_path / "copy.csv"
    copy.write_bytes(file.read_bytes())
    for path, options in ((file, mapping("Netto")), (file, {}), (copy, {}), (copy, {"source_system": "shop"})):
        (again,) = import_file(home, path, options)
        assert (again.already_loaded, again.load_id, again.replaces) == (True, first.load_id, None)


def test_what_came_later_stays_newer(home: Home, file: Path, tmp_path: Path) -> None:
    import_file(home, file, mapping("Brutto", keyed=True))
    later = tmp_path / "later.csv"
    later.write_text(ORDERS.replace("100,00", "50,00"))
    import_file(home, later, mapping("Netto", keyed=True))
    import_file(home, file, mapping("Netto", keyed=True))
    assert revenue(home) == 250
    assert maintenance.rebuild(home).equal


def test_a_reading_that_takes_nothing_leaves_the_old_one(home: Home, file: Path) -> None:
    import_file(home, file, mapping("Brutto"))
    (nothing,) = import_file(home, file, mapping("Artikel"))
    assert (nothing.accepted, nothing.replaces, revenue(home)) == (0, None, 357)


class Killed(BaseException):
    """Stands for kill -9: nothing that runs afterwards may be needed."""


def _killed(*_: object, **__: object) -> None:
    raise Killed


@pytest.mark.parametrize(
    ("place", "step", "left"),
    [
        (writer, "_fill", 357),
        (writer.raw, "withdraw", 357),
        (writer.os, "replace", 357),
        (writer.engine, "publish", 300),
        (writer.raw, "settle", 300),
        (importing.ledger, "finish_load", 300),
        (importing.sealing, "shred", 300),
        (importing.ledger, "withdraw_load", 300),
    ],
)
def test_interrupted_anywhere_one_reading_counts(
    home: Home, file: Path, monkeypatch: pytest.MonkeyPatch, place: object, step: str, left: float
) -> None:
    (gross,) = import_file(home, file, mapping("Brutto"))
    with monkeypatch.context() as kill:
        kill.setattr(importing, "mend", _once(importing.mend))
        kill.setattr(importing.Store, "replace", _then(importing.Store.replace, kill, place, step))
        with pytest.raises(Killed):
            import_file(home, file, mapping("Netto"))
    other = file.with_name("other.csv")
    other.write_text("Bestellnr;Bestelldatum;Kundennr;Artikel;Menge;Nettobetrag\nC-1;05.03.2024;K-1;Tee;1;1,00\n")
    import_file(home, other)
    assert revenue(home) == left + 1
    assert all(check.ok for check in maintenance.doctor(home)), [one.message.en for one in maintenance.doctor(home)]
    assert maintenance.rebuild(home).equal
    import_file(home, file, mapping("Netto"))
    assert revenue(home) == 301
    assert len(list(home.path.glob("originals/*"))) == 2
    assert not list(home.path.glob("raw/.incoming-*")) and not (home.path / "raw" / str(gross.load_id)).exists()


def _once(mend: Callable[..., None]) -> Callable[..., None]:
    """The mending before an import runs; that of the error handler does not, as after a kill."""
    calls: list[int] = []

    def mended(*args: object) -> None:
        calls.append(1)
        if len(calls) == 1:
            mend(*args)

    return mended


def _then(replace: Callable[..., object], kill: pytest.MonkeyPatch, place: object, step: str) -> Callable[..., object]:
    """`replace`, in which (or after which) the step is the last thing that is tried."""

    def replacing(*args: object) -> object:
        kill.setattr(place, step, _killed)
        return replace(*args)

    return replacing


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """One sheet that is understood and one that is not."""
    path, workbook = tmp_path / "book.xlsx", openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = "Bestellungen"
    for row in (["Bestellnr", "Bestelldatum", "Kundennr", "Artikel", "Menge", "Nettobetrag"],
                ["A-1", "05.03.2024", "K-1", "Tee", 1, 100]):  # fmt: skip
        sheet.append(row)
    other = workbook.create_sheet("Unklar")
    for row in (["Kundennr", "Quux", "Blorb"], ["K-1", "Anna", "77"], ["K-2", "Berta", "78"]):
        other.append(row)
    workbook.save(path)
    return path


def test_what_was_refused_is_tried_again(home: Home, book: Path) -> None:
    for again in (False, True):
        orders, unclear = import_file(home, book)
        assert (orders.already_loaded, orders.error, orders.accepted) == (again, None, 1)
        assert unclear.error is not None and "Unklar" in unclear.error.message.en
        assert (unclear.rows_in, unclear.accepted, unclear.rejected) == (2, 0, 2)
    assert len(maintenance.loads(home)) == 1


@pytest.mark.parametrize(
    "columns",
    ['"Quux" = "customer_vault.name"', '"Kundennr" = "customer.customer_key"\n"Quux" = "customer_vault.name"'],
)
def test_a_mapping_for_one_sheet_leaves_the_other(home: Home, book: Path, columns: str) -> None:
    (first, _) = import_file(home, book)
    if "Kundennr" not in columns:
        columns += '\n"Blorb" = "customer.customer_key"'
    options = {"mapping": f'source_system = "shop"\n\n[columns]\n{columns}\n'}
    orders, people = import_file(home, book, options)
    assert (orders.already_loaded, orders.error, orders.load_id) == (True, None, first.load_id)
    assert (people.error, people.accepted, people.replaces) == (None, 2, None)
    assert revenue(home) == 100
    assert [one.already_loaded for one in import_file(home, book)] == [True, True]


def test_a_mapping_that_fits_nothing_is_an_error_also_for_a_loaded_file(home: Home, file: Path) -> None:
    import_file(home, file, mapping("Netto"))
    (wrong,) = import_file(home, file, {"mapping": '[columns]\n"Nirgends" = "order.order_id"\n'})
    assert wrong.error is not None and "no column of the mapping" in wrong.error.message.en
    assert revenue(home) == 300
