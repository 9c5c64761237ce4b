"""On real data the parts add up to the change to the penny; all splits: benchmarks/attribution.py."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from leitstand.workspace import Workspace

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "benchmarks"))
import attribution

pytestmark = pytest.mark.xdist_group("online retail")  # one process, so that the file is loaded once

PENNY = 0.01


def test_every_month(shop: Workspace) -> None:
    months = attribution.changes_by(shop.facts, "month")
    assert len(months) == 12
    ways = [
        attribution.amounts(shop.facts, "product"),
        attribution.amounts(shop.facts, "channel"),
        attribution.products(shop.facts, "new_existing"),
    ]
    for way in ways:
        seen = 0
        for month, parts, _ in way:
            assert abs(sum(parts) - months[month]) < PENNY / 1000
            seen += 1
        assert seen == 12


def test_why_agrees_with_itself(shop: Workspace) -> None:
    found = shop.analysis.why("revenue_net", "2011-Q3", "previous", ["country"])
    assert found["change"] == pytest.approx(found["after"] - found["before"])
    for parts in (found["parts"], found["bridge"], found["segments"]):
        assert sum(one["contribution"] for one in parts) == pytest.approx(found["change"], abs=PENNY / 1000)
    assert sum(found["price_volume"].values()) == pytest.approx(found["change"], abs=PENNY / 1000)
    (identified,) = (one for one in found["parts"] if one["id"] == "revenue_identified")
    assert [one["id"] for one in identified["parts"]] == ["active_customers", "purchase_frequency", "aov_identified"]
    assert sum(one["contribution"] for one in identified["parts"]) == pytest.approx(identified["contribution"])
