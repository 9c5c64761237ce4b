"""What counts for the place of a finding."""

from __future__ import annotations

from datetime import date

from tests.analysis.run.plain import PlainSight, candidate, series

from leitstand.analysis.contract import Money
from leitstand.analysis.run.ranking import UNKNOWN, news, relative, score
from leitstand.analysis.run.worth import money

TODAY = date(2025, 12, 31)


def test_growth_since_years_is_no_news_and_its_money_decides_nothing() -> None:
    growth = candidate(type="trend", since=date(2023, 1, 1), good=True, money=Money(500_000.0, "revenue"))
    fresh = candidate(type="trend", since=date(2025, 9, 1), good=False, money=Money(-5_000.0, "revenue"))
    points = [score(one, 0.01, 1.0, 0.5, 100_000.0, 0.3, news(one, TODAY)) for one in (growth, fresh)]
    assert points[0][0] == 0.0 < points[1][0] and points[0][1] < points[1][1]
    page = candidate(type="trend", since=date(2025, 9, 1), good=False, dims={"page": "/a"})
    assert news(page, TODAY, share=0.01) < news(page, TODAY, share=0.3) == news(fresh, TODAY) == 1.0
    sought = candidate(type="mix_shift", since=date(2023, 1, 1))
    assert news(sought, TODAY) == 1.0


def test_what_was_looked_for_counts_no_less_for_being_small() -> None:
    found = candidate(type="duplicate_records", p=None, since=None)
    assert score(found, None, 1.0, 1.0, None, 0.03)[1] > score(found, None, 1.0, 0.5, None, UNKNOWN)[1]


def test_how_things_are_is_no_change_and_worth_no_money() -> None:
    sight = PlainSight({"revenue_net": series("revenue_net", [1000.0] * 24)})
    state = candidate("revenue_net", 0.22, type="concentration", p=None, since=None, unit="ratio")
    assert money(sight, state) is None and relative(sight, state) == 0.22
