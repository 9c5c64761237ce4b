"""A refund that both the shop and PayPal tell of counts once, whichever comes first, and once if one is withdrawn."""

from __future__ import annotations

from pathlib import Path

import pytest

import leitstand.sources.connectors.paypal_payout as paypal
from leitstand.foundation.home import Home
from leitstand.workspace import Workspace

RETURNS = """Retourennummer;Erstattet am;Bestellnummer;Kundennummer;Artikelnummer;Retourenmenge;Erstattungsbetrag netto
RT1;05.03.2024 10:00;R-1001;K-1;A-1;1;10,00
RT2;06.03.2024 10:00;R-1002;K-2;A-1;1;41,93
RT3;09.03.2024 10:00;R-1003;K-3;A-1;1;20,00
"""


@pytest.mark.parametrize("shop_first", [True, False])
def test_a_refund_of_shop_and_provider_counts_once(home: Home, tmp_path: Path, shop_first: bool) -> None:
    returns = tmp_path / "Retouren.csv"
    returns.write_text(RETURNS)
    activities = Path(paypal.__path__[0]) / "sample" / "paypal_de.csv"
    workspace = Workspace(home.path)
    loads = [(returns, {"source_system": "shop"}), (activities, {"source_system": "bank"})]
    for path, options in loads if shop_first else reversed(loads):
        workspace.import_files(path, options=options, check=False)
    facts = workspace.facts
    assert sorted(facts.systems["refund"]) == ["bank", "shop"]
    assert float(facts.table("refund").amount_base.sum().execute()) == pytest.approx(71.93)

    (load,) = [one["load_id"] for one in workspace.loads().to_dict("records") if one["file"] == "Retouren.csv"]
    workspace.withdraw(load)
    assert float(workspace.facts.table("refund").amount_base.sum().execute()) == pytest.approx(49.90)
