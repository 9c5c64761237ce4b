"""Broken files through the whole import: no error that is not explained, no row that is not accounted for."""

from __future__ import annotations

import io
import json
import random
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.conftest import FULL
from tests.malformed.corpus import gz, zipped
from tests.malformed.test_corpus import MUTANTS, _mutated

from leitstand.foundation.errors import LeitstandError
from leitstand.foundation.home import Home
from leitstand.jobs import accounting, maintenance
from leitstand.jobs.importing import import_file
from leitstand.sources import readers
from leitstand.sources.recognise import stage

IMPORTED = 80 if FULL else 8
ORDERS = [
    {
        "Bestellnr": f"A-{n}",
        "Bestelldatum": f"{n % 28 + 1:02}.03.2024",
        "Kundennr": f"K-{n % 7}",
        "E-Mail": f"m{n}@example.org",
        "Artikel": "Tasse",
        "Menge": str(n % 5),
        "Einzelpreis": "4,50",
        "Betrag": f"{n},10",
    }
    for n in range(40)
]
RETAIL = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n" + "".join(
    f"{'C' if n % 9 == 0 else ''}5363{n:02},85123A,LANTERN,{-1 if n % 9 == 0 else 6},"
    f"2010-12-0{n % 9 + 1} 08:26,2.55,1785{n % 9},France\n"
    for n in range(40)
)


def _csv() -> bytes:
    lines = [";".join(ORDERS[0]), *(";".join(row.values()) for row in ORDERS)]
    return "\n".join(lines).encode() + b"\n"


def _xlsx() -> bytes:
    book = openpyxl.Workbook()
    for row in [list(ORDERS[0]), *(list(row.values()) for row in ORDERS)]:
        book.active.append(row)  # type: ignore[union-attr]
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _parquet() -> bytes:
    stream = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(ORDERS), stream)
    return stream.getvalue()


SEEDS = {
    "csv": _csv(),
    "utf-16": _csv().decode().encode("utf-16"),
    "retail": RETAIL.encode(),
    "json": json.dumps(ORDERS).encode(),
    "jsonl": "\n".join(map(json.dumps, ORDERS)).encode(),
    "xlsx": _xlsx(),
    "parquet": _parquet(),
    "zip": zipped({"orders.csv": _csv(), "retail.csv": RETAIL.encode()}),
    "gz": gz(_csv()),
}


def explained(error: LeitstandError) -> None:
    """What is wrong and what to do, in both languages."""
    assert error.message.de
    assert error.message.en
    assert error.next_step


def accounted(path: Path) -> int:
    """Rows of the file that were staged or rejected; 0 where it was refused in words."""
    try:
        tables = readers.read(path)
    except LeitstandError as refused:
        explained(refused)
        return 0
    rows = 0
    for raw in tables:
        try:
            staged = stage(raw, {})[1]
        except LeitstandError as not_understood:
            explained(not_understood)
            continue
        accounting.check_rows(raw.name, raw.rows_in, len(raw.rejects), staged)
        accounting.control_totals(staged.controls, {reject.row for reject in staged.rejects})
        rows += raw.rows_in
    return rows


@pytest.mark.parametrize("kind", SEEDS)
def test_mutants_are_staged_or_refused(kind: str, tmp_path: Path) -> None:
    chance = random.Random(f"{kind} 3")
    path = tmp_path / "mutant"
    path.write_bytes(SEEDS[kind])
    assert accounted(path) >= 40
    for _ in range(MUTANTS // len(SEEDS) + 1):
        path.write_bytes(_mutated(SEEDS[kind], chance))
        accounted(path)


def test_mutants_are_imported_or_refused(home: Home, tmp_path: Path) -> None:
    """Through the sandbox, the vault and the store; what was accepted is there, and all is in order at the end."""
    chance = random.Random(11)
    path = tmp_path / "mutant"
    for number in range(IMPORTED):
        path.write_bytes(_mutated(list(SEEDS.values())[number % len(SEEDS)], chance))
        try:
            outcomes = import_file(home, path)
        except LeitstandError as refused:
            explained(refused)
            continue
        for outcome in outcomes:
            assert outcome.rows_in == outcome.accepted + outcome.rejected
            assert outcome.error is None or outcome.rejected == outcome.rows_in
    assert [check.message.en for check in maintenance.doctor(home) if not check.ok and check.name != "disk"] == []
    assert maintenance.rebuild(home).equal
