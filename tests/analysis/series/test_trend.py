"""Mann–Kendall and Theil–Sen by hand, and how often they are wrong where nothing happens."""

from __future__ import annotations

import numpy as np
import pytest

from leitstand.analysis.series.trend import mann_kendall, stands_still, trend, yearly_growth


def noise(dice: np.random.Generator, number: int, length: int, memory: float) -> np.ndarray:
    shocks = dice.standard_normal((number, length + 40))
    y = np.zeros_like(shocks)
    for t in range(1, length + 40):
        y[:, t] = memory * y[:, t - 1] + shocks[:, t]
    return y[:, 40:]


def test_pencil_and_paper() -> None:
    s, variance, pairs = mann_kendall(np.array([1.0, 2.0, 2.0, 3.0]))
    assert (s[0], pairs[0]) == (5, 6)
    assert variance[0] == pytest.approx((4 * 3 * 13 - 2 * 1 * 9) / 18)  # one tie of two


def test_seasons_are_compared_with_themselves_only() -> None:
    zigzag = np.array([[1.0, 100, 2, 99, 3, 98]])
    s, _, pairs = mann_kendall(zigzag, 2)
    assert (s[0], pairs[0]) == (0, 6)
    gap = np.array([[1.0, np.nan, 2, 99, 3, 98]])
    assert mann_kendall(gap, 2)[2][0] == 4


def test_slope_and_interval() -> None:
    dice = np.random.default_rng(3)
    season = np.tile(dice.normal(0, 5, 12), 3)
    found = trend(0.5 * np.arange(36) + season + dice.normal(0, 1, 36), 12)
    assert found.low < 0.5 < found.high and found.slope == pytest.approx(0.5, abs=0.1)
    assert found.p < 1e-4 and found.tau > 0.8


@pytest.mark.parametrize("memory", [0.0, 0.3, 0.5])
def test_false_alarms_stay_rare_with_autocorrelation(memory: float) -> None:
    plain = [trend(y).p for y in noise(np.random.default_rng(4), 200, 30, memory)]
    assert np.mean(np.array(plain) < 0.05) <= 0.1


def test_standing_still_is_an_interval_and_no_failed_test() -> None:
    dice = np.random.default_rng(5)
    assert stands_still(1000 * np.exp(dice.normal(0, 0.003, 36)))
    assert not stands_still(1000 * np.exp(dice.normal(0, 0.3, 36)))  # unknown is not still
    assert not stands_still(1000 * 1.05 ** (np.arange(36) / 12) * np.exp(dice.normal(0, 0.003, 36)))
    growth, low, high = yearly_growth(1000 * 1.05 ** (np.arange(36) / 12) * np.exp(dice.normal(0, 0.003, 36)))
    assert low < 0.05 < high and growth == pytest.approx(0.05, abs=0.01)


def test_too_short_or_not_above_zero() -> None:
    with pytest.raises(ValueError, match="needs 10"):
        trend([1, 2, 3])
    with pytest.raises(ValueError, match="above zero"):
        yearly_growth([0.0] * 36)
