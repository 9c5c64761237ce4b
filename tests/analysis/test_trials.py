"""Trials against Newcombe's published examples, and against chance."""

from __future__ import annotations

import numpy as np
import pytest

from leitstand.analysis.trials import two_shares


@pytest.mark.parametrize(
    ("successes", "n", "others", "m", "low", "high"),
    [  # Newcombe (1998), Statistics in Medicine 17, 873–890, table II, method 10
        (56, 70, 48, 80, 0.0524, 0.3339),
        (9, 10, 3, 10, 0.1705, 0.8090),
        (5, 56, 0, 29, -0.0381, 0.1926),
        (0, 10, 0, 10, -0.2775, 0.2775),
        (10, 10, 0, 10, 0.6075, 1.0),
    ],
)
def test_published_intervals(successes: int, n: int, others: int, m: int, low: float, high: float) -> None:
    found = two_shares(successes, n, others, m)
    assert (found.low, found.high) == pytest.approx((low, high), abs=6e-5)
    assert found.effect == successes / n - others / m


def test_uplift_and_empty_arms() -> None:
    assert two_shares(30, 100, 20, 100).uplift == pytest.approx(0.5)
    assert two_shares(3, 100, 0, 100).uplift is None
    with pytest.raises(ValueError, match="at least one unit"):
        two_shares(0, 0, 1, 5)


def test_chance_is_no_effect() -> None:
    dice = np.random.default_rng(1)
    pairs = dice.binomial(324, 0.3, (400, 2))
    p = np.array([two_shares(int(a), 324, int(b), 324).p for a, b in pairs])
    assert (p < 0.05).mean() <= 0.07 and (p < 0.01).mean() <= 0.025
