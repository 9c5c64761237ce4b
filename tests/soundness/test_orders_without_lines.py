"""An export of orders with totals but no lines has revenue; where lines come too, nothing is counted twice."""

from __future__ import annotations

from pathlib import Path

from leitstand.foundation.home import Home
from leitstand.metrics import worked
from leitstand.metrics.compute.answer import Ask, answer
from leitstand.workspace import Workspace


def test_order_totals_are_revenue(home: Home, tmp_path: Path) -> None:
    file = tmp_path / "orders.csv"
    file.write_text(
        "Bestellnr;Bestelldatum;Kundennr;Nettobetrag\nA-1;05.03.2024;K-1;100,00\nA-2;06.03.2024;K-1;50,00\n"
    )
    workspace = Workspace(home.path)
    workspace.import_files(file)
    for metric, value in (("revenue_net", 150), ("aov", 75), ("arpc", 150), ("revenue_anonymous", 0)):
        assert workspace.values(metric, "total")[0].value == value, metric
    assert workspace.values("gross_margin_rate", "total")[0].status == "not_enough_data"


def test_lines_win_over_the_total() -> None:
    rows = {
        "order": [
            {"order_id": 1, "ordered_at": "2024-03-05", "net_amount": 100},
            {"order_id": 2, "ordered_at": "2024-03-06", "net_amount": 7},
        ],
        "order_line": [{"order_id": 1, "net_amount": 60}, {"order_id": 1, "net_amount": 40}],
    }
    assert answer(worked.facts(rows), "revenue_net", Ask("total"))[0].value == 107
