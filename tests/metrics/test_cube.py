"""Many metrics with all their splits at once say the same as each question alone."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from leitstand.foundation.home import Home
from leitstand.metrics.compute import cube, patterns, scan
from leitstand.metrics.compute.answer import Ask, answer
from leitstand.metrics.compute.evaluator import evaluator
from leitstand.metrics.compute.facts import OTHER, StoreFacts
from leitstand.metrics.compute.known import folded
from leitstand.metrics.compute.question import Amount, Cell, Question
from leitstand.store.database import engine

BENCHMARKS = Path(__file__).resolve().parents[2] / "benchmarks"

SAMPLE = {
    "aov": ("team", "first_order_month"),
    "active_customers": ("region",),
    "revenue_growth": ("country",),
    "repeat_purchase_rate_90": ("segment",),
    "churn_rate_silent": (),
    "completeness": ("field",),
    "visitors": ("device",),
    "lcp_p75": ("device",),
}
"""Metrics of every kind: amounts, people, ratios, growth, stocks, cohorts, quantiles, totals."""


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> StoreFacts:
    """A small company, so small that many cells are folded."""
    sys.path.insert(0, str(BENCHMARKS))
    import company

    home = Home(tmp_path_factory.mktemp("company"))
    company.make(home, 0.0005)
    return StoreFacts(engine.read(home))


def same(given: Any, expected: Any) -> bool:
    return bool(given == (pytest.approx(expected, rel=1e-9) if isinstance(expected, float) else expected))


def test_every_value_is_that_of_its_own_question(company: StoreFacts) -> None:
    wanted = {name for names in SAMPLE.values() for name in names}
    found = cube.catalogue(company, "month", SAMPLE, intervals=False, dimensions=wanted)
    alone = StoreFacts(company.backend)
    hidden = 0
    for identity, names in SAMPLE.items():
        for by in [(name,) for name in names] or [()]:
            expected = answer(alone, identity, Ask("month", by, intervals=False))
            given = found[(identity, by)]
            assert len(given) == len(expected) > 30, (identity, by)
            for one, other in zip(given, expected, strict=True):
                ours, theirs = one.as_dict(), other.as_dict()
                assert all(same(ours[field], theirs[field]) for field in theirs), (ours, theirs)
                hidden += OTHER in one.dims.values()
    assert hidden > 100


def test_sql_is_written_once_per_process(company: StoreFacts, monkeypatch: pytest.MonkeyPatch) -> None:
    ids = ("aov", "lcp_p75", "churn_rate_silent", "visitors")
    first = cube.catalogue(StoreFacts(company.backend), "month", ids, intervals=False)
    monkeypatch.setattr(patterns, "_write", lambda _: pytest.fail("written again"))
    again = cube.catalogue(StoreFacts(company.backend), "month", ids, intervals=False)
    assert {key: len(values) for key, values in again.items()} == {key: len(values) for key, values in first.items()}


def test_each_table_is_read_once(company: StoreFacts, monkeypatch: pytest.MonkeyPatch) -> None:
    placed: list[Any] = []
    write = scan.written

    def watched(*asked: Any) -> Any:
        placed.append(asked[1])
        return write(*asked)

    monkeypatch.setattr(scan, "written", watched)
    with company.kept() as facts:
        cube.fill(facts, {"order_count": ["channel", "country"], "active_customer_count": ["channel"]}, periods(facts))
        assert len(placed) == 1
        cells = evaluator(facts).amounts(["active_customer_count"], Question(periods(facts), ("channel",)))
    assert len(placed) == 1
    assert {cell for _, (cell,) in cells["active_customer_count"]} == {"web", "shop", "phone"}


def periods(facts: StoreFacts) -> tuple[Any, ...]:
    from leitstand.metrics.compute.answer import spans_of

    return tuple(spans_of(facts, Ask("month"), facts.coverage({"order"}) or pytest.fail("no data")))


def test_kept_tables_go_when_they_are_no_longer_wanted(company: StoreFacts) -> None:
    def tables() -> int:
        (count,) = company.backend.con.execute("SELECT count(*) FROM duckdb_tables() WHERE temporary").fetchone()
        return int(count)

    before = tables()
    with company.kept() as facts:
        facts.table("purchase")
        assert tables() == before + 2, "the orders, and the purchases among them"
    assert tables() == before


def test_intervals_are_left_out_only_where_asked(company: StoreFacts) -> None:
    spans = periods(company)[-2:]
    for identity in ("aov", "conversion_rate", "lcp_p75"):
        plain = answer(company, identity, Ask("month", only=spans, intervals=False))
        whole = answer(company, identity, Ask("month", only=spans))
        assert [one.ci_low for one in plain] == [None, None]
        assert all(one.ci_low is not None for one in whole)
        assert [one.value for one in plain] == pytest.approx([one.value for one in whole])


def test_folding_adds_up_what_adds_up() -> None:
    cells: dict[Cell, Amount] = {
        ("a",): Amount(5.0, 2),
        ("b",): Amount(None, 1),
        ("c",): Amount(1.5, 1, 1),
        (OTHER,): Amount(2.0, 1),
    }
    assert folded(cells, frozenset({("b",), ("c",)})) == {("a",): Amount(5.0, 2), (OTHER,): Amount(3.5, 3, 1)}
    assert folded(cells, frozenset()) == cells
