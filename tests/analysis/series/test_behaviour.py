"""Process behaviour charts: the limits by hand, the rules, and what autocorrelation does to them."""

from __future__ import annotations

import numpy as np
import pytest

from leitstand.analysis.series.behaviour import chart, run_at_end
from leitstand.analysis.series.behaviour_tails import dispersion, tail


def test_limits_by_hand() -> None:
    y = np.tile([10.0, 12.0], 8)
    found = chart(y)
    assert found.centre[0] == 11 and found.upper[0] == pytest.approx(11 + 2.66 * 2)
    assert found.range_limit == pytest.approx(3.267 * 2) and not found.signs


def test_rules() -> None:
    quiet = np.tile([10.0, 10.4, 9.7, 10.1], 6)
    quiet[-1] = 14
    assert [sign.rule for sign in chart(quiet, raw=True).signs] == ["outside"]
    high = np.concatenate([np.tile([9.0, 11.0], 8), np.full(8, 11.5)])
    assert "run" in {sign.rule for sign in chart(high, raw=True).signs}
    rising = np.concatenate([np.tile([9.0, 11.0], 8), 10 + 0.1 * np.arange(8)])
    assert "row" in {sign.rule for sign in chart(rising, raw=True).signs}
    assert run_at_end(np.array([1, -1, -2, np.nan, -3])) == 3


def test_autocorrelation_fools_the_plain_chart_and_not_ours() -> None:
    dice = np.random.default_rng(6)
    shocks = dice.standard_normal((1000, 64))
    y = np.zeros_like(shocks)
    for t in range(1, 64):
        y[:, t] = 0.6 * y[:, t - 1] + shocks[:, t]
    plain = np.mean([any(one.rule == "outside" for one in chart(row[-24:], raw=True).signs) for row in y])
    ours = np.mean([any(one.rule == "outside" for one in chart(row[-24:]).signs) for row in y])
    assert 0.45 < plain < 0.65
    assert ours <= 0.10


def test_too_few_values() -> None:
    with pytest.raises(ValueError, match="needs 12"):
        chart([1.0] * 5)


def test_tails_of_counts_are_those_of_counts() -> None:
    """Null draws: p below 0.01 in about one of a hundred at most, though means are small."""
    dice = np.random.default_rng(7)
    inside = np.arange(24) >= 21
    none = np.full(24, np.nan)
    counts = [tail(row, np.full(24, 6.0), inside, none, 1.0) for row in dice.poisson(6, (600, 24)).astype(float)]
    assert np.mean(np.array(counts) < 0.01) < 0.02
    tried = np.full(24, 50.0)
    shares = [
        tail(row, np.full(24, 5.0), inside, tried, 1.0) for row in dice.binomial(50, 0.1, (600, 24)).astype(float)
    ]
    assert np.mean(np.array(shares) < 0.01) < 0.02
    many = np.where(inside, 30.0, 5.0)
    assert tail(many, np.full(24, 5.0), inside, tried, 1.0) < 1e-9
    assert dispersion(np.array([2.0, 10.0, 3.0, 9.0]), np.full(4, 6.0), np.full(4, np.nan), 3) > 2
