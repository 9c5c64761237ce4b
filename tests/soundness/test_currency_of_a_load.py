"""Amounts keep the currency they came in: changing the reporting currency never relabels them 1:1."""

from __future__ import annotations

from pathlib import Path

from leitstand.foundation.home import Home
from leitstand.workspace import Workspace


def test_euro_amounts_do_not_become_dollars(home: Home, tmp_path: Path) -> None:
    file = tmp_path / "lines.csv"
    file.write_text("Bestellnr;Bestelldatum;Kundennr;Artikel;Menge;Nettobetrag\nA-1;05.03.2024;K-1;Tee;1;100,00\n")
    workspace = Workspace(home.path)
    workspace.import_files(file)
    assert workspace.values("revenue_net", "total")[0].value == 100
    workspace.rebuild(currency="USD")
    (value,) = workspace.values("revenue_net", "total")
    assert (value.value, value.status, value.currency) == (None, "not_convertible", "USD")
    workspace.rebuild(currency="EUR")
    assert workspace.values("revenue_net", "total")[0].value == 100
