"""Difference in differences and synthetic control: planted effects are found, nothing is found where nothing is."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd
import pytest

from leitstand.foundation.errors import UnusableInput
from leitstand.planning.effects.contract import Effect, verdict
from leitstand.planning.effects.difference_in_differences import difference_in_differences
from leitstand.planning.effects.synthetic_control import synthetic_control

NAMES = {"unit": "unit", "time": "time", "outcome": "y", "treated": "on"}


def _long(values: npt.NDArray[np.float64], starts: dict[int, int]) -> pd.DataFrame:
    """values: one row per unit. starts: treated unit → first period of the action."""
    rows = [
        (unit, time, y, int(time >= starts.get(unit, 10**6)))
        for unit, course in enumerate(values)
        for time, y in enumerate(course)
    ]
    return pd.DataFrame(rows, columns=["unit", "time", "y", "on"])


def _walks(dice: np.random.Generator, units: int, periods: int) -> npt.NDArray[np.float64]:
    """Series of different level that remember, with common ups and downs."""
    shocks = dice.normal(0, 1, (units, periods))
    for time in range(1, periods):
        shocks[:, time] += 0.7 * shocks[:, time - 1]
    return dice.normal(50, 10, (units, 1)) + dice.normal(0, 3, periods) + shocks


@pytest.mark.parametrize(("treated", "units"), [(8, 30), (1, 30), (2, 12)])
def test_intervals_hold_the_truth(treated: int, units: int) -> None:
    dice, found = np.random.default_rng(1), []
    for _ in range(100):
        values = _walks(dice, units, 24)
        values[:treated, 14:] += 2.0
        found.append(difference_in_differences(_long(values, dict.fromkeys(range(treated), 14)), **NAMES))
    assert np.mean([one.low <= 2 <= one.high for one in found]) >= 0.9
    assert np.mean([one.estimate for one in found]) == pytest.approx(2.0, abs=0.4)


def test_two_units_are_judged_over_time() -> None:
    dice = np.random.default_rng(2)
    found = []
    for _ in range(60):
        values = _walks(dice, 3, 40)
        values[0, 30:] += 12.0
        found.append(difference_in_differences(_long(values, {0: 30}), **NAMES))
    assert found[0].checks[0].name == "periods"
    assert (
        np.mean([one.low <= 12 <= one.high for one in found]) >= 0.9 and np.mean([one.low > 0 for one in found]) > 0.9
    )
    short = difference_in_differences(_long(_walks(dice, 3, 10), {0: 6}), **NAMES)
    assert short.low == -np.inf and short.failed[0].name == "units" and short.as_dict()["ci_low"] is None


def test_staggered_starts_are_each_held_against_the_untreated() -> None:
    """Two-way fixed effects would take early units, whose effect grows, as a comparison for late ones."""
    values = np.zeros((20, 30))
    values[:5, 10:] = np.arange(20)
    values[5:10, 20:] = np.arange(10)
    starts = {**dict.fromkeys(range(5), 10), **dict.fromkeys(range(5, 10), 20)}
    found = difference_in_differences(_long(values, starts), **NAMES)
    assert found.estimate == pytest.approx((np.arange(20).mean() + np.arange(10).mean()) / 2)


def test_courses_that_drifted_apart_before_are_noticed() -> None:
    dice = np.random.default_rng(3)
    values = dice.normal(0, 0.5, (20, 20))
    values[:6] += 0.3 * np.arange(20)
    found = difference_in_differences(_long(values, dict.fromkeys(range(6), 12)), **NAMES)
    assert found.low > 0 and [check.name for check in found.failed] == ["pre_trend"] and verdict(found) == "undecided"


def test_percent_for_units_of_different_size() -> None:
    sizes = np.geomspace(10, 10_000, 24)[:, None] * np.exp(np.random.default_rng(4).normal(0, 0.02, (24, 16)))
    sizes[:6, 8:] *= 1.1
    found = difference_in_differences(_long(sizes, dict.fromkeys(range(6), 8)), **NAMES, scale="log")
    assert found.estimate == pytest.approx(0.1, abs=0.02) and found.unit == "ratio" and verdict(found) == "worked"


def test_missing_values_do_not_shift_the_effect() -> None:
    values = np.add.outer(np.arange(20.0), np.arange(12.0))
    values[:6, 8:] += 3
    values[10, 2] = values[1, 9] = np.nan
    found = difference_in_differences(_long(values, dict.fromkeys(range(6), 8)), **NAMES)
    assert found.estimate == pytest.approx(3.0) and found.checks[2].value == 2


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda data: data.drop(columns="on"), "missing: on"),
        (lambda data: pd.concat([data, data.iloc[:1]]), "One row per unit"),
        (lambda data: data.assign(on=0), "units without"),
        (lambda data: data.assign(on=((data.unit == 0) & (data.time == 5)).astype(int)), "keeps it"),
        (lambda data: data.assign(on=(data.unit == 0).astype(int)), "before the action"),
    ],
)
def test_says_what_is_wrong_with_the_table(change: object, said: str) -> None:
    assert callable(change)
    with pytest.raises(UnusableInput, match=said):
        difference_in_differences(change(_long(np.ones((5, 9)), {0: 5})), **NAMES)


def _mixed(dice: np.random.Generator, donors: int, effect: float) -> Effect:
    values = _walks(dice, donors + 1, 40)
    values[0] = 0.6 * values[1] + 0.4 * values[2] + dice.normal(0, 0.3, 40)
    values[0, 30:] += effect
    return synthetic_control(_long(values, {0: 30}), **NAMES)


def test_synthetic_control_finds_weights_and_effect() -> None:
    found = _mixed(np.random.default_rng(5), 30, 6.0)
    assert found.weights["1"] == pytest.approx(0.6, abs=0.1) and found.weights["2"] == pytest.approx(0.4, abs=0.1)
    assert found.estimate == pytest.approx(6.0, abs=0.6) and found.low > 0 and found.p == pytest.approx(1 / 31)
    assert len(found.expected) == 10 and verdict(found) == "worked"


def test_synthetic_control_finds_nothing_where_nothing_is() -> None:
    dice, wrong = np.random.default_rng(6), 0
    for _ in range(60):
        found = synthetic_control(_long(_walks(dice, 21, 30), {0: 22}), **NAMES)
        wrong += found.low > 0 or found.high < 0
    assert wrong / 60 <= 0.12


def test_few_donors_bound_nothing() -> None:
    found = _mixed(np.random.default_rng(7), 8, 6.0)
    assert found.low == -np.inf and found.estimate == pytest.approx(6.0, abs=1.5) and found.p <= 2 / 9
    assert [check.name for check in found.failed] == ["donors"]


def test_synthetic_control_wants_one_complete_unit() -> None:
    values: Sequence[Sequence[float]] = np.ones((5, 9)).tolist()
    with pytest.raises(UnusableInput, match="exactly one"):
        synthetic_control(_long(np.array(values), {0: 5, 1: 5}), **NAMES)
    holes = np.array(values)
    holes[0, 2] = np.nan
    with pytest.raises(UnusableInput, match="gaps"):
        synthetic_control(_long(holes, {0: 5}), **NAMES)
