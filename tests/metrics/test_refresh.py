"""After new data the refreshed values are those of computing everything anew."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Any

import pytest

from leitstand.foundation.home import Home
from leitstand.metrics.compute import refresh
from leitstand.metrics.compute.facts import StoreFacts
from leitstand.store.database import engine

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks"))
import company

IDS = ("refund_rate_period", "lcp_p75", "active_customers")
SIZE = 0.0003


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Home:
    home = Home(tmp_path_factory.mktemp("company") / "home")
    company.make(home, SIZE)
    return home


@pytest.fixture
def home(made: Home, tmp_path: Path) -> Home:
    """A copy of the small company: each test adds something else."""
    shutil.copytree(made.path, tmp_path / "home", symlinks=True)
    return Home(tmp_path / "home")


def facts(home: Home) -> StoreFacts:
    return StoreFacts(engine.read(home))


def plain(found: refresh.Catalogue) -> dict[Any, list[dict[str, Any]]]:
    return {pair: [value.as_dict() for value in values] for pair, values in found.values.items()}


def write(home: Home, *statements: str) -> None:
    with engine.writer(home) as connection:
        for statement in statements:
            connection.execute(statement)
    engine.publish(home)


LATE = """INSERT INTO "order_line" BY NAME SELECT * REPLACE (order_line_id + 1000000 AS order_line_id,
    'late' AS load_id, row_key + 1000000 AS row_key, TIMESTAMP '2026-02-01' AS valid_from, 'goods' AS line_type)
    FROM "order_line" WHERE order_line_id % 997 = 5"""
LATE_ORDERS = """INSERT INTO "order" BY NAME SELECT * REPLACE (order_id + 1000000 AS order_id, 'late' AS load_id,
    row_key + 1000000 AS row_key, TIMESTAMP '2026-02-01' AS valid_from, ordered_on - 60 AS ordered_on,
    ordered_at - INTERVAL 60 DAY AS ordered_at) FROM "order" WHERE order_id % 293 = 5 AND ordered_on > '2023-06-01'"""
LOADED = """INSERT INTO _loads SELECT * REPLACE ('late' AS load_id, 9 AS position, TIMESTAMP '2026-02-01' AS loaded_at)
    FROM _loads LIMIT 1"""


def test_one_more_day_and_late_rows(home: Home) -> None:
    before = refresh.compute(facts(home), "month", IDS, intervals=False)
    company.add_day(home, SIZE)
    write(home, LATE, LATE_ORDERS, LOADED)
    fresh = refresh.refresh(facts(home), before)
    anew = refresh.compute(facts(home), "month", IDS, intervals=False)
    assert plain(fresh) == plain(anew)
    assert plain(fresh) != plain(before)
    months = {value.period for value in fresh.values[("refund_rate_period", ("channel",))]}
    kept = [value for value in fresh.values[("lcp_p75", ())] if value in before.values[("lcp_p75", ())]]
    assert len(months) == 36 and len(kept) == 35


def test_only_touched_periods_are_asked_for(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    before = refresh.compute(facts(home), "month", ("orders", "refund_rate_period"), intervals=False)
    company.add_day(home, SIZE)
    asked: dict[str, dict[Any, int]] = {"orders": {}, "refund_rate_period": {}}
    answers = refresh.cube.answers

    def watched(own: StoreFacts, asks: Any) -> Any:
        for (identity, by), ask in asks.items():
            asked[identity][by] = len(ask.only)
        return answers(own, asks)

    monkeypatch.setattr(refresh.cube, "answers", watched)
    refresh.refresh(facts(home), before)
    for one in asked.values():
        assert one[()] == one[("channel",)] == one[("segment",)] == 1
    assert 1 <= asked["orders"][("new_existing",)] <= 3  # who is new depends on all orders, but few are another now


def test_a_changed_or_withdrawn_row_has_everything_computed_anew(home: Home) -> None:
    before = refresh.compute(facts(home), "month", ("refund_rate_period",), intervals=False)
    write(home, LATE, LOADED, """UPDATE "order_line" SET valid_to = TIMESTAMP '2026-02-01' WHERE order_line_id < 50""")
    after = refresh.refresh(facts(home), before)
    assert plain(after) == plain(refresh.compute(facts(home), "month", ("refund_rate_period",), intervals=False))
    write(home, "DELETE FROM order_line WHERE load_id = 'late'", "DELETE FROM _loads WHERE load_id = 'late'")
    last = refresh.refresh(facts(home), after)
    assert (
        plain(last)
        == plain(refresh.compute(facts(home), "month", ("refund_rate_period",), intervals=False))
        != plain(after)
    )
