"""The probability of buying soon agrees with purchases that the same model draws."""

from __future__ import annotations

import numpy as np

from leitstand.analysis.customers.buying import BgNbd


def test_soon_is_the_share_of_drawn_futures_with_a_purchase() -> None:
    model = BgNbd(r=0.8, alpha=6.0, a=0.9, b=2.5, ll=0.0)
    repeats, last, age = np.array([0.0, 2.0, 9.0]), np.array([0.0, 10.0, 48.0]), np.array([12.0, 30.0, 50.0])
    dice = np.random.default_rng(3)
    drawn = np.mean([model.draw(4.0, repeats, last, age, dice) > 0 for _ in range(20_000)], axis=0)
    assert np.allclose(model.soon(4.0, repeats, last, age), drawn, atol=0.012)


def test_soon_grows_with_time_and_never_passes_being_a_customer() -> None:
    model = BgNbd(r=0.8, alpha=6.0, a=0.9, b=2.5, ll=0.0)
    history = np.array([3.0]), np.array([20.0]), np.array([40.0])
    found = [float(model.soon(time, *history)[0]) for time in (0.0, 1.0, 10.0, 1e9)]
    assert found[0] == 0 and sorted(found) == found and found[-1] <= float(model.alive(*history)[0])
