"""What rules read from a situation, against figures worked out by hand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import pytest

from leitstand.advice.contract import Advice, Example, Found, Level, Step
from leitstand.advice.reading.customers import histories
from leitstand.advice.reading.deals import decided, in_stage, lost, share
from leitstand.advice.reading.findings import gap_of, number, words, worsened
from leitstand.advice.reading.levels import to_limit, way_back
from leitstand.advice.reading.waiting import gap_by_finding, gap_by_step
from leitstand.advice.registry import built_in
from leitstand.foundation.text import Text

Levels = dict[tuple[str, tuple[tuple[str, str], ...], int], Level]
Frames = dict[str, dict[str, Sequence[Any]]]


def advice_of(rule: str, example: Example) -> list[Advice]:
    return list(built_in()[rule].look(example))


def test_the_way_back_turns_the_effect_and_its_interval_around() -> None:
    gap = gap_of(Found("a", "level_shift", "aov", -9.0, "currency", low=-13.0, high=-5.0))
    assert (gap.change, gap.low, gap.high, gap.basis) == (9.0, 5.0, 13.0, "own_period")
    kept = gap_of(Found("a", "localised", "retention_rate", -0.05, "ratio", low=-0.07, high=-0.02), -1.0)
    assert (kept.change, kept.low, kept.high) == (-0.05, -0.07, -0.02)


def test_bad_news_counts_only_while_it_is_true() -> None:
    over = Found("a", "level_shift", "aov", -9.0, "currency", until=date(2026, 3, 1), good=False)
    still = Found("b", "mix_shift", "aov", -9.0, "currency", until=date(2026, 10, 1), good=False)
    good = Found("c", "trend", "aov", 9.0, "currency", good=True)
    once = Found("d", "unexpected_value", "aov", -9.0, "currency", good=False)
    assert [one.id for one in worsened(Example(findings=[over, still, good, once]), {"aov"})] == ["b"]


def test_figures_of_a_finding_are_read_as_they_are_kept() -> None:
    found = Found("a", "mix_shift", "aov", -9.0, "currency", figures={"mix": -7, "gained": {"de": "Netz", "en": "web"}})
    assert number(found, "mix") == -7.0 and number(found, "gained") == 0.0
    assert words(found, "gained") == Text(de="Netz", en="web")


def test_levels_of_two_years_give_a_gap_with_the_uncertainty_of_both() -> None:
    levels: Levels = {("aov", (), 0): Level(80.0, 900, 77.0, 83.0), ("aov", (), 12): Level(90.0, 900, 86.0, 94.0)}
    gap = way_back(Example(levels=levels), "aov")
    assert gap is not None
    assert (gap.change, gap.low, gap.high) == (10.0, 5.0, 15.0)  # √(3² + 4²) = 5
    assert way_back(Example(levels=levels), "aov", up=False) is None
    limit = to_limit(Level(0.5, 100, 0.4, 0.6), 0.9)
    assert (limit.change, limit.low, limit.high) == pytest.approx((0.4, 0.3, 0.5))


def test_customers_by_their_orders() -> None:
    orders: dict[str, Sequence[Any]] = {
        "customer_key": [1, 1, 1, 2, None, 2],
        "ordered_on": [datetime(2026, 6, 1), datetime(2026, 6, 11), datetime(2026, 7, 1)] + [datetime(2026, 9, 20)] * 3,
        "net_amount_base": [10.0, 10.0, 10.0, 50.0, 99.0, 99.0],
        "status": ["shipped"] * 5 + ["cancelled"],
    }
    found = histories(Example(frames={"order": orders}))
    assert list(found.index) == [2, 1]
    assert found["orders"].tolist() == [1, 3] and found["spent"].tolist() == [50.0, 30.0]
    assert found["quiet"].tolist() == [10, 91]
    assert found["rhythm"].fillna(0.0).tolist() == [0.0, 15.0]


def test_deals_lost_lately_and_those_that_lie_in_a_stage() -> None:
    frames: Frames = {
        "deal": {
            "deal_id": [1, 2, 3, 4, 5],
            "outcome": ["lost", "no_decision", "won", "open", "lost"],
            "closed_on": [datetime(2026, 5, 1)] * 3 + [None, datetime(2024, 5, 1)],
            "amount_base": [10.0, 30.0, 20.0, 5.0, 5.0],
            "lost_reason.group": ["price", "timing", None, None, "price"],
            "customer.segment": ["A", "B", "A", "A", "A"],
        },
        "deal_stage_history": {
            "deal_id": [1, 4, 3],
            "pipeline_stage.label": ["Offer"] * 3,
            "entered_at": [datetime(2026, 4, 1), datetime(2026, 9, 1), datetime(2024, 9, 1)],
            "left_at": [datetime(2026, 5, 1), None, datetime(2026, 5, 1)],
        },
    }
    situation = Example(frames=frames)
    assert lost(decided(situation)).reason.tolist() == ["no_decision", "price"]
    assert lost(decided(situation, {"segment": "A"})).deal_id.tolist() == [1]
    assert decided(situation, {"region": "DE2"}).empty
    assert in_stage(situation, "Offer") == (["4"], 2)
    assert share(7, 10).low == pytest.approx(0.3968, abs=1e-4)


def test_less_waiting_raises_the_flow_efficiency() -> None:
    dims = {"process": "Offers", "activity": "Check"}
    levels: Levels = {("flow_efficiency", tuple(sorted(dims.items())), 0): Level(0.2, 900, None, None, 500.0, 2500.0)}
    situation = Example(levels=levels)
    found = Found("a", "slower_step", "flow_efficiency", 1.5, "days", dims, low=1.0, high=2.0, figures={"now": 2.0})
    gap = gap_by_finding(situation, found)
    assert gap is not None
    assert gap.change == pytest.approx(0.3)  # a quarter of 2,000 hours is left: 500 / (500 + 500)
    assert (gap.low, gap.high) == pytest.approx((500 / 1500 - 0.2, 0.8))
    step = Step("Offers", "Check", 900, 2000.0, 0.5, saved=1500.0, reason="batching", bottleneck=True)
    best = gap_by_step(situation, step)
    assert best is not None and best.change == pytest.approx(0.3) and best.low == pytest.approx(0.0)


def test_a_step_that_holds_up_the_process_is_advised_on_without_a_finding() -> None:
    much = Step("Offers", "Check", 900, 2000.0, 0.5, saved=1500.0, reason="batching", bottleneck=True)
    (one,) = advice_of("batch_less", Example(steps=[much]))
    assert one.dims == {"process": "Offers", "activity": "Check"} and one.findings == []
    assert advice_of("balance_capacity", Example(steps=[much])) == []
    waits_for_the_customer = Step("order", "paid", 900, 2000.0, 0.7, saved=1500.0, bottleneck=True)
    assert advice_of("limit_waiting", Example(steps=[waits_for_the_customer])) == []


def test_lapsed_customers_are_won_back_where_more_leave_than_come() -> None:
    findings = [
        Found("a", "trend", "revenue_net", -900.0, "currency", good=False),
        Found("b", "trend", "active_customers", -40.0, "people", good=False),
    ]
    levels: Levels = {
        ("rev_churn", (), 0): Level(200.0, 50),
        ("rev_new", (), 0): Level(150.0, 50),
        ("purchase_rate", (), 0): Level(0.4, 1000, 0.37, 0.43, 400.0, 1000.0),
        ("purchase_rate", (), 12): Level(0.5, 1000, 0.46, 0.54, 500.0, 1000.0),
        ("arpc", (), 0): Level(300.0, 400),
        ("gross_margin_rate", (), 0): Level(0.4, 900),
    }
    (one,) = advice_of("win_back_lapsed", Example(findings=findings, levels=levels))
    assert one.gap is not None and one.gap.change == pytest.approx(0.1)
    assert one.money is not None and one.money.per_year == pytest.approx(0.1 * 1000 * 300 * 0.4)
    assert advice_of("win_back_lapsed", Example(findings=findings[1:], levels=levels)) == []


def test_answering_enquiries_is_worth_the_deals_it_brings() -> None:
    (one,) = advice_of("answer_leads_fast", built_in()["answer_leads_fast"].fires)
    assert one.gap is not None and one.money is not None
    assert one.gap.change == pytest.approx(0.75 - 0.2)  # three of four came in office hours
    assert one.money.per_year == pytest.approx(0.55 * 800 * (0.38 - 0.17) * 0.4 * 900 * 0.4)
