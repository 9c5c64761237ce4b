"""However broken a file is, the readers account for every row or refuse it in clear words."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest
from tests.malformed.corpus import Case, cases, parquet, workbook, zipped

from leitstand.foundation.errors import LeitstandError
from leitstand.sources import readers
from leitstand.sources.contract import RawTable

CASES = list(cases())
MUTANTS = 2_000 if os.environ.get("LEITSTAND_TEST_ALL") else 200


def test_there_are_enough() -> None:
    assert len(CASES) >= 300
    assert len({case.name for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_malformed(case: Case, tmp_path: Path) -> None:
    path = tmp_path / "file.csv"
    path.write_bytes(case.content)
    tables, error = _read(path)
    if error is not None:
        assert case.unusable or case.rows < 0, error.describe("en")
        assert error.message.de
        assert error.message.en
        assert error.next_step
        return
    assert not case.unusable
    if case.rows >= 0:
        rejects = [reject for table in tables for reject in table.rejects]
        found = (sum(table.rows.num_rows for table in tables), len(rejects))
        assert found == (case.rows, case.rejects), [(one.row, one.reason.en) for one in rejects[:3]]
        assert sum(table.rows_in for table in tables) == case.rows + case.rejects
    assert list(tmp_path.iterdir()) == [path]


def _read(path: Path) -> tuple[list[RawTable], LeitstandError | None]:
    """The tables or the refusal; anything else goes through and fails the test."""
    try:
        return readers.read(path), None
    except LeitstandError as error:
        return [], error


def _mutated(seed: bytes, chance: random.Random) -> bytes:
    """Some flips, cuts, repetitions or insertions."""
    content = bytearray(seed)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(content) or 1)
        length = chance.choice((1, 1, 2, 8, 64))
        match chance.randrange(4):
            case 0:
                for place in range(at, min(at + length, len(content))):
                    content[place] = chance.randrange(256)
            case 1:
                del content[at : chance.choice((at + length, len(content)))]
            case 2:
                content[at:at] = content[at : at + length * 20]
            case _:
                content[at:at] = chance.choice((b'"', b"\0", b"\r", b"\xff", b"[" * 80, b"{", b";" * length, b"\n"))
    return bytes(content)


SEEDS = {
    "csv": b"Kunde;Betrag;Tag\n" + b"".join(f'"Müller {n}";{n},50;0{n % 9 + 1}.02.2024\n'.encode() for n in range(40)),
    "utf-16": ("a\tb\n" + "x\t1\n" * 40).encode("utf-16"),
    "json": b'[{"a": 1, "b": {"c": [1, 2]}}, {"a": "x"}]',
    "jsonl": b'{"a": 1, "b": "x"}\n' * 20,
    "fixed": b"".join(f" {n:05d} 19970101 {n % 7:2d} {n * 1.5:8.2f}\n".encode() for n in range(40)),
    "xlsx": workbook(),
    "parquet": parquet(),
    "zip": zipped({"a.csv": b"a,b\n1,2\n" * 20, "b.json": b'[{"a": 1}]'}),
}  # fmt: skip


@pytest.mark.parametrize("kind", SEEDS)
def test_mutants(kind: str, tmp_path: Path) -> None:
    chance = random.Random(kind)
    path = tmp_path / "mutant"
    outcomes = {"read": 0, "refused": 0}
    for _ in range(MUTANTS // len(SEEDS)):
        path.write_bytes(_mutated(SEEDS[kind], chance))
        tables, error = _read(path)
        outcomes["refused" if error else "read"] += 1
        for table in tables:
            numbers = [*table.rows.column("__row__").to_pylist(), *(reject.row for reject in table.rejects)]
            assert len(numbers) == table.rows_in == len(set(numbers))
    assert outcomes["read"] + outcomes["refused"] == MUTANTS // len(SEEDS)


_HEAVY = """
import sys
from pathlib import Path
from leitstand.foundation.errors import LeitstandError
from leitstand.sources import readers
from tests.malformed.corpus import heavy
for case in heavy():
    path = Path(sys.argv[1])
    path.write_bytes(case.content)
    try:
        readers.read(path)
    except LeitstandError:
        pass
peak = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
print(int(peak.split()[1]) // 1024)
"""


def test_memory_stays_bounded(tmp_path: Path) -> None:
    """Bombs and huge cells take at most 512 MB, the reader's libraries and the file's own bytes included."""
    root = Path(__file__).parents[2]
    command = [sys.executable, "-c", _HEAVY, str(tmp_path / "file")]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True)
    assert int(done.stdout) < 512
