"""A home of its own for every test, and the command line called in this process."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from leitstand.cli import main

HEADER = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country"


@dataclass(frozen=True)
class Answer:
    """What a command answered."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Call = Callable[..., Answer]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home; English unless the test says otherwise, 120 columns."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "LEITSTAND_LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LEITSTAND_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("COLUMNS", "120")
    return tmp_path / "home"


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Call:
    def run(*argv: object) -> Answer:
        capsys.readouterr()
        code = main([str(word) for word in argv])
        said = capsys.readouterr()
        return Answer(code, said.out, said.err)

    return run


def lines(*, bad: int = 0) -> str:
    """Two years of a small shop: each month 12 customers order for 10 to 21 pounds; `bad` lines cannot be read."""
    rows = [HEADER]
    for month in range(1, 25):
        year, number = 2010 + (month - 1) // 12, (month - 1) % 12 + 1
        for customer in range(12):
            price = 10 + customer + (month > 12)
            rows.append(
                f"{month:03}{customer:03},85123A,LANTERN,1,{year}-{number:02}-15 10:00,{price},{customer},Germany"
            )
    rows.append("999999,85123A,LANTERN,1,2011-12-31 10:00,5,1,France")
    rows += [f"88800{n},85123A,LANTERN,many,2011-12-31 10:00,5,1,France" for n in range(bad)]
    return "\n".join(rows) + "\n"


@pytest.fixture(scope="session")
def shop_text() -> str:
    return lines()


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A file without a fault."""
    file = tmp_path / "shop.csv"
    file.write_text(lines())
    return file


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    """A file with two lines that cannot be read."""
    file = tmp_path / "faulty.csv"
    file.write_text(lines(bad=2))
    return file
