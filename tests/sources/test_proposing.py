"""A proposed mapping can go to standard output, to be used by another program."""

from __future__ import annotations

from pathlib import Path

import pytest

from leitstand.cli.proposing import STDOUT, propose
from leitstand.sources.mapping import Mapping


def test_a_proposal_on_standard_output_is_the_mapping_file_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "export.csv"
    file.write_text("Bestellnummer;Bestelldatum;Nettobetrag\nA1;01.02.2024;10,50\n")
    for _ in range(2):
        assert propose([file], STDOUT, {}, "en") == 0
        assert Mapping.from_toml(capsys.readouterr().out).columns["Nettobetrag"] == "order.net_amount"
    assert [path.name for path in tmp_path.iterdir()] == ["export.csv"]
