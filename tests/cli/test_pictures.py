"""`--out`: which pictures are written, and what is said where there is nothing to draw."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import Any

import pytest

from leitstand.cli.pictures import finding_chart, save_pictures
from leitstand.foundation.errors import UnusableInput
from leitstand.foundation.text import Text


def finding(kind: str) -> dict[str, Any]:
    said = Text(de="Es fiel.", en="It fell.").as_dict()
    columns = {"label": [Text(de="spät", en="late").as_dict()], "value": [1.0]}
    evidence = {"kind": kind, "columns": columns, "unit": "count", "title": Text(de="Zahl", en="Number").as_dict()}
    return {"evidence": evidence, "sentence": said, "currency": "EUR"}


def test_further_pictures_have_a_name_and_tables_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    chart = finding_chart(finding("bars"))
    args = Namespace(out=str(tmp_path / "p.svg"), language="de")
    save_pictures({"": chart, "Büro / Süd": chart, "table": finding_chart(finding("table"))}, args)
    assert {one.name for one in tmp_path.iterdir()} == {"p.svg", "p-Büro-Süd.svg"}
    drawn = (tmp_path / "p.svg").read_text()
    assert "Es fiel." in drawn and ">spät<" in drawn and capsys.readouterr().err.count("→") == 2


def test_nothing_to_draw_is_said(tmp_path: Path) -> None:
    with pytest.raises(UnusableInput, match="nothing to draw"):
        save_pictures({"": finding_chart(finding("table"))}, Namespace(out=str(tmp_path / "p.svg"), language="en"))
    assert not list(tmp_path.iterdir())
