"""An import that is killed at any moment leaves all of the file or nothing, and the next one completes it."""

from __future__ import annotations

import csv
import io
import json
import os
import random
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlsxwriter
from tests.conftest import FULL

from leitstand.foundation.home import Home
from leitstand.jobs import maintenance
from leitstand.jobs.importing import import_file
from leitstand.jobs.many import import_all
from leitstand.workspace import Workspace

ROWS = 4000 if FULL else 1000
KILLS = 20 if FULL else 1
HEADER = ["Bestellnr", "Bestelldatum", "Kundennr", "E-Mail", "Betrag"]


def rows() -> list[list[object]]:
    return [
        [f"A-{i}", f"2024-{i % 12 + 1:02}-{i % 28 + 1:02}", f"K-{i % 500}", f"p{i % 500}@example.org", (i % 900) + 0.5]
        for i in range(ROWS)
    ]


def as_csv(path: Path) -> None:
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows([HEADER, *rows()])
    path.write_text(out.getvalue())


def as_xlsx(path: Path) -> None:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate([HEADER, *rows()]):
            sheet.write_row(number, 0, row)


def as_parquet(path: Path) -> None:
    columns = dict(zip(HEADER, map(list, zip(*rows(), strict=True)), strict=True))
    pq.write_table(pa.table(columns), path)


def as_json(path: Path) -> None:
    path.write_text(json.dumps([dict(zip(HEADER, row, strict=True)) for row in rows()]))


def as_zip(path: Path) -> None:
    as_csv(path.with_suffix(".csv"))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(path.with_suffix(".csv"), "orders.csv")


WRITERS: dict[str, Callable[[Path], None]] = {
    "csv": as_csv, "xlsx": as_xlsx, "parquet": as_parquet, "json": as_json, "zip": as_zip,
}  # fmt: skip
IMPORT = (
    "import sys; from pathlib import Path; from leitstand.foundation.home import Home; "
    "from leitstand.jobs.importing import import_file; import_file(Home(Path(sys.argv[1])), Path(sys.argv[2]))"
)

IMPORT_MANY = (
    "import sys; from pathlib import Path; from leitstand.foundation.home import Home; "
    "from leitstand.jobs.many import import_all; "
    "import_all(Home(Path(sys.argv[1])), [Path(file) for file in sys.argv[2:]], "
    "progress=lambda file, rows: print(file, flush=True))"
)
FILES, ORDERS = 3, 400


def run(home: Home, file: Path, kill_after: float | None = None) -> float:
    """Seconds the import took; killed with everything it started after the given time."""
    start = time.monotonic()
    process = subprocess.Popen([sys.executable, "-c", IMPORT, str(home.path), str(file)], start_new_session=True)
    try:
        process.wait(timeout=kill_after)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    return time.monotonic() - start


def counted(home: Home) -> int:
    if not (home.path / "store/serve/current").exists():
        return 0
    value = Workspace(home.path).show("order_count", "total").value[0]
    return 0 if value is None or value != value else int(value)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> float:
    """Seconds an undisturbed import takes; most of them are the same for every kind of file."""
    folder = tmp_path_factory.mktemp("undisturbed")
    as_csv(folder / "orders.csv")
    return run(Home(folder / "home"), folder / "orders.csv")


@pytest.mark.xdist_group("killed imports")
@pytest.mark.parametrize("kind", WRITERS)
def test_all_or_nothing(kind: str, tmp_path: Path, whole: float) -> None:
    file = tmp_path / f"orders.{kind}"
    WRITERS[kind](file)
    chance = random.Random(f"{kind} 7")
    for number in range(KILLS):
        home = Home(tmp_path / f"home{number}")
        run(home, file, kill_after=chance.uniform(0.1, 1.0) * whole)
        assert counted(home) in (0, ROWS)
        import_file(home, file)
        assert counted(home) == ROWS
        assert all(check.ok for check in maintenance.doctor(home)), [c.message.en for c in maintenance.doctor(home)]
        assert not list(home.path.glob("raw/.incoming-*"))
        assert maintenance.rebuild(home).equal


def test_many_files_killed_are_all_there_the_next_time(tmp_path: Path) -> None:
    files = [tmp_path / f"orders{number}.csv" for number in range(FILES)]
    for number, file in enumerate(files):
        lines = (f"{number}-{i};2024-03-{i % 28 + 1:02};K-{i % 90};p{i % 90}@example.org;{i}.5" for i in range(ORDERS))
        file.write_text("\n".join([";".join(HEADER), *lines]))
    chance = random.Random(7)
    for number in range(KILLS):
        home = Home(tmp_path / f"home{number}")
        command = [sys.executable, "-c", IMPORT_MANY, str(home.path), *map(str, files)]
        with subprocess.Popen(command, start_new_session=True, stdout=subprocess.PIPE) as process:
            assert process.stdout
            for _ in range(chance.randrange(FILES + 1)):
                process.stdout.readline()
            time.sleep(chance.uniform(0, 0.3))
            os.killpg(process.pid, signal.SIGKILL)
        assert counted(home) in (0, FILES * ORDERS), "readers see all files or none"
        outcomes = import_all(home, files)
        assert [one.accepted for one in outcomes] == [ORDERS] * FILES
        assert not any(one.replaces for one in outcomes)
        assert counted(home) == FILES * ORDERS
        assert all(check.ok for check in maintenance.doctor(home)), [c.message.en for c in maintenance.doctor(home)]
        assert not list(home.path.glob("raw/.incoming-*"))
        assert maintenance.rebuild(home).equal
