"""The year ahead: the sum of the forecast, what has happened counts as it was, and errors learnt from the past."""

from __future__ import annotations

import numpy as np
import pytest

from leitstand.analysis import forecast
from leitstand.foundation.errors import UnusableInput
from leitstand.planning.targets.year import LAST_YEAR, OF_LAST_YEAR, year_ahead

MONTHS = np.arange(48.0)
STEADY = 1000 * 1.01**MONTHS * (1 + 0.3 * (MONTHS % 12 == 11))


def test_the_baseline_is_the_sum_of_the_forecast_that_people_see() -> None:
    year = year_ahead(STEADY)
    assert year.value == pytest.approx(forecast(STEADY, 12).p50.sum())
    assert year.last == pytest.approx(STEADY[-12:].sum())
    assert year.value == pytest.approx(
        1000 * (1.01 ** np.arange(48, 60) * (1 + 0.3 * (np.arange(48, 60) % 12 == 11))).sum(), rel=0.02
    )


def test_months_that_are_over_count_as_they_were() -> None:
    year = year_ahead(STEADY, until=5)
    assert year.known == 7
    assert year.path[:7] == pytest.approx(STEADY[-7:])
    assert year.ahead == pytest.approx(year.path[7:].sum() / year.path.sum())
    assert year.spread < year_ahead(STEADY).spread


def test_a_mean_moves_the_value_of_the_last_year_by_as_much_as_its_months() -> None:
    months = np.full(36, 0.2)
    year = year_ahead(months, flow=False, last=0.21, limits=(0.0, 1.0))
    assert year.value == pytest.approx(0.21)
    assert year.draws(5_000, np.random.default_rng(1)).max() <= 1.0


def test_a_stock_is_what_stands_at_the_end() -> None:
    weights = np.zeros(12)
    weights[11] = 1.0
    year = year_ahead(100 + MONTHS, flow=False, last=147.0, weights=weights)
    assert year.value == pytest.approx(159, rel=0.03)


def test_with_a_single_year_last_year_is_the_forecast_and_it_says_so() -> None:
    year = year_ahead(STEADY[:14])
    assert year.value == pytest.approx(STEADY[2:14].sum())
    assert year.path == pytest.approx(STEADY[2:14])
    assert year.note == LAST_YEAR
    assert year.spread == OF_LAST_YEAR


def test_a_livelier_series_is_less_sure() -> None:
    rng = np.random.default_rng(3)
    calm, lively = (np.exp(7 + np.cumsum(rng.normal(0, drift, 60))) for drift in (0.005, 0.06))
    assert year_ahead(calm).spread < year_ahead(lively).spread


def test_what_falls_below_zero_has_errors_in_its_unit() -> None:
    flow = np.random.default_rng(4).normal(-50, 400, 40)
    year = year_ahead(flow, limits=(-np.inf, np.inf))
    assert not year.relative
    assert year.spread > 100


def test_a_year_that_is_over_and_a_history_too_short_are_said() -> None:
    with pytest.raises(UnusableInput, match="already known"):
        year_ahead(STEADY, until=0)
    with pytest.raises(UnusableInput):
        year_ahead([1.0, 2.0, 3.0])
    with pytest.raises(UnusableInput, match="begin only within"):
        year_ahead([1.0, 2.0, 3.0, 4.0, 5.0], until=3)


def test_further_ahead_is_less_sure() -> None:
    assert year_ahead(STEADY, until=24).spread > year_ahead(STEADY).spread > 0
