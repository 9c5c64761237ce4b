"""The benchmark measures what it says: the floor and the peers give our values, and its last line has its keys."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from leitstand.foundation.home import Home

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks"))
import catalogue
import company
import floor
import peers

IDS = ("revenue_growth_previous", "repeat_purchase_rate", "user_conversion_rate")
KEYS = {"ratio_to_floor", "ratio_to_pandas", "ratio_to_polars", "peak_mb", "refresh_additive", "refresh_all",
        "growth_exponent"}  # fmt: skip


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    home = Home(tmp_path_factory.mktemp("bench"))
    company.make(home, 0.001)
    company.write_parquet(home, home.path, peers.TABLES)
    return home


def test_the_floor_gives_our_values(home: Home) -> None:
    found = catalogue.against_floor(home, IDS)
    assert found["unequal"] == 0 and found["compared"] > 1000
    assert set(IDS) < set(floor.METRICS)


def test_the_peers_give_each_others_values(home: Home) -> None:
    pandas, polars = (catalogue.numbers(peer(home.path)) for peer in (peers.with_pandas, peers.with_polars))
    assert {name for name, *_ in pandas} == set(peers.METRICS) and len(peers.METRICS) == 12
    assert catalogue.unequal(pandas, polars) == [] == catalogue.unequal(polars, pandas)


def test_a_wrong_value_is_found() -> None:
    key = ("orders", company.FIRST, "", None)
    assert catalogue.unequal({key: 7.0}, {key: 7.0}) == []
    assert len(catalogue.unequal({key: 7.0}, {key: 7.1})) == len(catalogue.unequal({key: 7.0}, {})) == 1


def test_the_last_line_has_its_keys() -> None:
    spent = {"seconds": 10.0, "wall": 9.0, "peak_mb": 100.0, "metrics": 3, "values": 7}
    beside = {"ours": spent, "theirs": {"seconds": 4.0}, "compared": 7, "unequal": 0}
    stages = dict.fromkeys(catalogue.STAGES, spent | beside)
    stages["refresh"] = {name: {"seconds": 1.0} for name in ("additive", "additive_again", "all", "all_again")}
    line = json.loads(json.dumps(catalogue.summary(1.0, stages, stages)))
    assert line.keys() >= KEYS
    assert (line["ratio_to_floor"], line["growth_exponent"]) == (2.5, 0)
