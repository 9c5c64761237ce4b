"""A connector that fails is told as a fault of Leitstand, not blamed on the file."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

import pytest

from leitstand.foundation.errors import LeitstandError
from leitstand.sources import recognise, sandbox
from leitstand.sources.contract import RawTable


def _fails(raw: RawTable) -> NoReturn:
    raise KeyError("anna@example.org")


@pytest.mark.parametrize("step", ["recognise", "reference", "read"])
def test_a_failing_connector_is_named(step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    known = recognise.connectors()["competitor_template"]
    sure = replace(known, recognise=lambda raw: 1.0, reference=lambda raw: False)
    faulty = replace(sure, **{step: _fails})
    monkeypatch.setattr(recognise, "connectors", lambda: {"faulty": faulty})
    (tmp_path / "a.csv").write_text("Eins;Zwei\n1;2\n3;4\n")
    out = io.BytesIO()
    sandbox._work({"path": str(tmp_path / "a.csv"), "name": "a.csv", "limits": {"file": {}}}, out)
    out.seek(0)
    (parsed,) = sandbox._answers(out, None)
    assert parsed.staged is None and parsed.rows_in == 2
    assert parsed.error is not None
    assert parsed.error.describe("en") == (
        "The source faulty failed on 'a.csv' (KeyError). "
        "That is a fault of Leitstand, not of the file; please report it."
    )
    assert "Fehler von Leitstand" in parsed.error.describe("de")
    assert "anna" not in parsed.error.describe("de") + parsed.error.describe("en")


def test_no_memory_is_no_fault_of_the_connector(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(MemoryError), recognise._fault_told("any", _table()):
        raise MemoryError
    with pytest.raises(LeitstandError, match="failed on"), recognise._fault_told("any", _table()):
        raise RecursionError


def _table() -> RawTable:
    import pyarrow as pa

    return RawTable("a.csv", pa.table({}))
