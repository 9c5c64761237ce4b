"""Targets: the parts give the whole, bounds hold, and what is said with 50 % has 50 %."""

from __future__ import annotations

import math

import numpy as np
import pytest

from leitstand.foundation.errors import UnusableInput
from leitstand.planning.targets.levers import P90, USUAL_CHANGE, Lever, Shown, lever
from leitstand.planning.targets.planned import plan
from leitstand.planning.targets.solving import spread
from leitstand.planning.targets.year import Year, year_ahead

MONTHS = np.arange(48.0)
YEAR = year_ahead(1000 * 1.002**MONTHS * (1 + 0.5 * (MONTHS % 12 == 11)))


def lever_of(name: str, low: float = 0.9, high: float = 1.1, share: tuple[float, float] = (1.0, 0.2)) -> Lever:
    return Lever(name, 10.0, 10 * low, 10 * high, "own_history", "own_history", share=share)


def test_the_worked_example_of_the_design() -> None:
    """+10 % over three levers with costs 1:2:4 and caps 10, 5, 3 %: +5.6, +2.8, +1.4 %."""
    rooms = [math.log(1.10), math.log(1.05), math.log(1.03)]
    steps = spread(math.log(1.1), rooms, [cost * room for cost, room in zip((1, 2, 4), rooms, strict=True)])
    assert [round(100 * math.expm1(step), 1) for step in steps] == [5.6, 2.8, 1.4]
    assert sum(steps) == pytest.approx(math.log(1.1), abs=1e-12)


def test_alike_levers_are_moved_by_the_same_share_of_their_room_and_none_beyond() -> None:
    assert spread(0.15, [0.2, 0.1], [1, 1]) == pytest.approx([0.1, 0.05])
    assert spread(-0.15, [-0.2, -0.1], [1, 1]) == pytest.approx([-0.1, -0.05])
    assert spread(0.5, [0.2, 0.1], [1, 1]) == [0.2, 0.1]
    assert spread(0.25, [0.2, 0.1], [1, 9]) == pytest.approx([0.2, 0.05])


def test_the_factors_of_a_product_multiply_to_the_target_and_the_months_add_up_to_it() -> None:
    found = plan(YEAR, YEAR.value * 1.1, [lever_of("a"), lever_of("b", high=1.05), lever_of("c", high=1.02)], "product")
    assert found.feasible and not found.binding
    assert math.prod(one.factor or 0 for one in found.drivers) == pytest.approx(1.1, rel=1e-12)
    assert all(
        one.low <= one.after <= one.high and one.after == one.before * (one.factor or 0) for one in found.drivers
    )
    assert found.path.sum() == pytest.approx(found.target, rel=1e-12)
    lift = found.path / YEAR.path
    assert lift[0] < lift[5] == pytest.approx(lift[11])
    assert found.path.argmax() == YEAR.path.argmax()


def test_parts_of_a_sum_add_up_to_the_gap_with_their_signs() -> None:
    income = Lever("income", YEAR.value * 1.5, YEAR.value * 1.5, YEAR.value * 1.6, "kept", "own_history")
    cost = Lever("cost", YEAR.value * 0.5, YEAR.value * 0.45, YEAR.value * 0.5, "own_history", "kept", sign=-1)
    found = plan(YEAR, YEAR.value * 1.06, [income, cost], "sum")
    assert sum(one.contribution or 0 for one in found.drivers) == pytest.approx(0.06 * YEAR.value, rel=1e-12)
    up, down = found.drivers
    assert up.after > up.before and down.after < down.before and (down.contribution or 0) > 0
    assert down.bound_by == "own_history"


def test_what_is_out_of_reach_gives_the_farthest_and_what_binds() -> None:
    found = plan(YEAR, YEAR.value * 4, [lever_of("a"), lever_of("b", high=1.05)], "product")
    assert not found.feasible
    assert found.reachable == pytest.approx(YEAR.value * 1.1 * 1.05)
    assert found.binding == ["a", "b"]
    assert found.path.sum() == pytest.approx(found.reachable)
    assert found.probability < 0.01


def test_planned_at_its_expected_value_the_chance_is_one_half() -> None:
    levers = [lever_of("a"), lever_of("b")]
    found = plan(YEAR, YEAR.value * 1.08, levers, "product")
    assert found.probability == pytest.approx(0.5, abs=0.02)
    assert found.likely == pytest.approx(found.target, rel=0.005)
    assert found.commitment < found.likely < found.stretch
    assert found.alone < found.probability


def test_levers_that_bring_only_a_part_make_the_wish_less_likely() -> None:
    half = plan(YEAR, YEAR.value * 1.08, [lever_of("a", share=(0.35, 0.35))], "product")
    assert YEAR.value < half.likely < half.target
    assert half.alone < half.probability < 0.5


def test_downwards_the_commitment_is_the_higher_value() -> None:
    found = plan(YEAR, YEAR.value * 0.95, [lever_of("a")], "itself")
    assert found.commitment > found.likely > found.stretch
    assert (
        found.drivers[0].contribution == pytest.approx(-0.05 * YEAR.value * 10 / YEAR.value)
        or found.drivers[0].after < 10
    )


def test_a_wish_that_is_expected_anyway_moves_nothing() -> None:
    found = plan(YEAR, YEAR.value * 0.9, [lever_of("a"), lever_of("b")], "product", "up")
    assert found.feasible and found.probability > 0.8 and not found.binding
    assert [one.factor for one in found.drivers] == [1, 1]
    assert found.reachable == pytest.approx(YEAR.value * 1.21)


def test_months_never_pass_what_values_cannot_pass() -> None:
    share = year_ahead(np.full(36, 0.95), flow=False, last=0.95, limits=(0.0, 1.0))
    found = plan(share, 0.995, [Lever("share", 0.95, 0.9, 1.0, "own_history", "limit")], "itself", "up")
    assert found.path.max() <= 1 and found.path.mean() == pytest.approx(0.995)


def test_with_half_of_the_year_over_only_the_rest_can_be_moved() -> None:
    rest = year_ahead(1000 * 1.002**MONTHS, until=6)
    found = plan(rest, rest.value * 3, [lever_of("a")], "product")
    assert found.reachable == pytest.approx(rest.value * 1.1**rest.ahead)
    assert found.path[:6] == pytest.approx(rest.path[:6])


def test_a_baseline_below_zero_can_be_raised() -> None:
    loss = Year(-100.0, np.full(12, -100 / 12), np.ones(12), 0, True, 1.0, -90.0, False, 20.0, 0.0,
                (-math.inf, math.inf), "ets_theta")  # fmt: skip
    itself = lever("result", -100.0, [-120.0, -110.0, -90.0, -100.0, -95.0, -80.0, -100.0, -90.0, -85.0])
    found = plan(loss, -90.0, [itself], "itself")
    assert found.drivers[0].contribution == pytest.approx(10) and found.path.sum() == pytest.approx(-90)
    with pytest.raises(UnusableInput, match="0 or below"):
        plan(YEAR, -1.0, [lever_of("a")], "product")


def test_bounds_come_from_own_years_the_best_shown_and_capacity() -> None:
    years = [100.0, 101, 102, 103, 104, 106, 103, 107, 108, 107, 109]
    own = lever("orders", 110.0, years, direction="up")
    assert own.high_by == "own_history" and 110 < own.high < 125 and own.low == 110
    assert lever("orders", 110.0, direction="up").high == pytest.approx(110 * math.exp(P90 * USUAL_CHANGE))
    near = lever("rate", 110.0, years, direction="up", shown=[Shown(114.0, "best_segment"), Shown(112, "benchmark")])
    assert near.high_by == "best_segment" and near.high == pytest.approx(math.sqrt(110 * 114))
    assert lever("orders", 110.0, years, direction="up", capacity=112).high_by == "capacity"
    assert lever("share", 0.97, [0.97] * 12, direction="up", limits=(0.0, 1.0)).high == 1.0
    assert lever("days", 10.0, years, direction="down").high == 10.0
    kept = lever("orders", 110.0, years, direction="up", kept=True)
    assert kept.room(True) == kept.room(False) == 0
