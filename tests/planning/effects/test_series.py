"""Interrupted time series and before/after: honest under memory and season, and not taken in by bad months."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest

from leitstand.foundation.errors import UnusableInput
from leitstand.planning.effects.before_after import before_after
from leitstand.planning.effects.contract import Effect, verdict
from leitstand.planning.effects.interrupted_time_series import interrupted_time_series


def _series(dice: np.random.Generator, length: int, memory: float) -> npt.NDArray[np.float64]:
    values = dice.normal(0, 1, length + 30)
    for place in range(1, len(values)):
        values[place] += memory * values[place - 1]
    return values[30:] + 50


@pytest.mark.parametrize("memory", [0.0, 0.5, 0.8])
@pytest.mark.parametrize(("before", "after"), [(30, 8), (80, 12)])
def test_intervals_hold_the_truth(memory: float, before: int, after: int) -> None:
    dice, found = np.random.default_rng(1), []
    for _ in range(120):
        values = _series(dice, before + after, memory)
        values[before:] += 3.0
        found.append(interrupted_time_series(values, before))
    assert np.mean([one.low <= 3 <= one.high for one in found]) >= 0.9


def test_least_squares_errors_would_be_too_narrow() -> None:
    """What the design of D.15 is there for: a plain t-test calls memory an effect."""
    from scipy.stats import ttest_ind

    dice, plain, ours = np.random.default_rng(2), 0, 0
    for _ in range(120):
        values = _series(dice, 60, 0.8)
        plain += ttest_ind(values[:48], values[48:]).pvalue < 0.05
        ours += verdict(interrupted_time_series(values, 48)) in ("worked", "harmed")
    assert plain / 120 > 0.25 and ours / 120 <= 0.07


def test_a_season_is_no_effect_and_hides_none() -> None:
    dice, month = np.random.default_rng(3), np.arange(44)
    season = 10 * np.sin(2 * np.pi * month / 12)
    calm = [interrupted_time_series(100 + season + dice.normal(0, 1, 44), 36, period=12) for _ in range(60)]
    assert np.mean([one.low > 0 or one.high < 0 for one in calm]) <= 0.1
    lifted = 100 + season + dice.normal(0, 1, 44) + 6 * (month >= 36)
    found = interrupted_time_series(lifted, 36, period=12)
    assert found.estimate == pytest.approx(6, abs=2) and verdict(found) == "worked" and len(found.expected) == 8


def test_without_two_years_season_and_effect_cannot_be_told_apart() -> None:
    found = interrupted_time_series(np.r_[np.full(18, 5.0), np.full(6, 9.0)] + np.arange(24) % 2, 18, period=12)
    assert [check.name for check in found.failed] == ["season"] and verdict(found) == "undecided"


def test_growth_is_no_effect() -> None:
    dice = np.random.default_rng(4)
    growing = np.exp(0.02 * np.arange(60) + dice.normal(0, 0.02, 60))
    assert verdict(interrupted_time_series(growing, 48, scale="log")) == "undecided"
    lifted = growing * np.where(np.arange(60) >= 48, 1.2, 1.0)
    found = interrupted_time_series(lifted, 48, scale="log")
    assert found.estimate == pytest.approx(0.2, abs=0.06) and found.unit == "ratio" and verdict(found) == "worked"


def test_too_short_series_are_refused() -> None:
    with pytest.raises(UnusableInput, match="needs 12 periods before and 6 after"):
        interrupted_time_series(np.ones(16), 11)
    with pytest.raises(UnusableInput, match="12 and 5"):
        interrupted_time_series(np.ones(17), 12)
    with pytest.raises(UnusableInput, match="gaps"):
        interrupted_time_series([1.0] * 15 + [np.nan] * 6, 15)


def _after_a_bad_stretch(dice: np.random.Generator) -> tuple[npt.NDArray[np.float64], int]:
    """A series in which somebody acts right after the worst three months of three years; it does nothing."""
    values = _series(dice, 60, 0.3)
    sums = np.convolve(values[20:45], np.ones(3), "valid")
    return values, 20 + int(sums.argmin()) + 3


def test_what_comes_back_by_itself_is_not_put_down_to_the_action() -> None:
    dice = np.random.default_rng(5)
    naive, told, judged = [], [], []
    for _ in range(80):
        values, start = _after_a_bad_stretch(dice)
        seen = values[: start + 6]
        naive.append(seen[start:].mean() - seen[start - 3 : start].mean())
        told.append(before_after(seen, start).estimate)
        judged.append(verdict(interrupted_time_series(seen, start)))
    assert np.mean(naive) > 1.2 and abs(np.mean(told)) < np.mean(naive) / 2
    assert np.mean([word == "worked" for word in judged]) <= 0.05


def test_before_and_after_never_proves_anything() -> None:
    found = before_after([5.0, 5.1] * 10 + [9.0] * 6, 20)
    assert found.estimate == pytest.approx(3.95, abs=0.1) and found.low > 0 and verdict(found) == "undecided"
    assert {check.name: check.ok for check in found.checks} == {"regression_to_the_mean": True, "attributable": False}
    assert before_after([1.0, 2.0, 5.0, 6.0], 2).checks[0].ok is None
    with pytest.raises(UnusableInput):
        before_after([1.0, 2.0, 3.0], 1)


def test_verdicts() -> None:
    def effect(low: float, high: float) -> Effect:
        return Effect("ab_test", (low + high) / 2, low, high, 1.0, 0.5, 10, ())

    assert verdict(effect(1, 3)) == "worked" and verdict(effect(-3, -1)) == "harmed"
    assert verdict(effect(-3, -1), "down") == "worked" and verdict(effect(1, 3), "down") == "harmed"
    assert verdict(effect(-1, 1)) == verdict(effect(-1, 1), minimum=0.5) == "undecided"
    assert verdict(effect(-1, 1), minimum=2) == verdict(effect(0.5, 1), minimum=2) == "no_effect"
