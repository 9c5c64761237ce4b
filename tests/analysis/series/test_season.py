"""A series is taken apart into trend, season, calendar and rest."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from leitstand.analysis.series.season import calendar, decompose, seasonal
from leitstand.foundation.calendar import business_days
from leitstand.foundation.period import periods

MONTHS = periods("month", date(2023, 1, 1), date(2026, 1, 1))


def test_parts_add_up_and_are_what_was_put_in() -> None:
    dice = np.random.default_rng(1)
    season = np.array([30.0 * (one.start.month == 12) for one in MONTHS])
    work = np.array([business_days(one.start, one.end) for one in MONTHS], float)
    y = 200 + 2 * np.arange(36) + season + 3 * (work - work.mean()) + dice.normal(0, 1, 36)
    y[17] = np.nan
    parts = decompose(y, MONTHS)
    whole = parts.trend + parts.season + parts.calendar + parts.residual
    np.testing.assert_allclose(whole[np.isfinite(y)], y[np.isfinite(y)])
    assert np.isnan(parts.residual[17])
    december = [i for i, one in enumerate(MONTHS) if one.start.month == 12]
    others = [i for i in range(36) if i not in december]
    assert parts.season[december].mean() - parts.season[others].mean() == pytest.approx(30, abs=6)
    assert (parts.trend[30] - parts.trend[6]) / 24 == pytest.approx(2, abs=0.3)


def test_one_wild_month_bends_neither_trend_nor_season() -> None:
    y = 100 + np.arange(36.0) + 10 * np.sin(np.arange(36) * np.pi / 6)
    wild = y.copy()
    wild[20] += 500
    plain, hit = decompose(y, MONTHS), decompose(wild, MONTHS)
    assert np.abs(hit.trend - plain.trend).max() < 8
    assert hit.residual[20] > 400


def test_a_season_needs_two_years() -> None:
    assert seasonal(MONTHS[:23]).shape == (23, 0)
    assert seasonal(MONTHS[:24]).shape == (24, 11)
    assert (decompose(np.arange(20.0), MONTHS[:20]).season == 0).all()


def test_easter_moves_between_march_and_april() -> None:
    columns = calendar(MONTHS)
    easter = {MONTHS[i].start: columns[i, 1] for i in range(36)}
    assert easter[date(2024, 3, 1)] > 0.8  # Easter Sunday was 31 March
    assert easter[date(2025, 3, 1)] == 0 and easter[date(2025, 4, 1)] == 1


def test_days_have_weekdays_and_holidays() -> None:
    days = periods("day", date(2024, 1, 1), date(2026, 1, 1))
    dice = np.random.default_rng(2)
    week = np.array([20.0 if one.start.weekday() == 5 else 0.0 for one in days])
    year = np.array([10 * np.sin((one.start - date(2024, 1, 1)) / timedelta(days=365.25) * 2 * np.pi) for one in days])
    parts = decompose(100 + week + year + dice.normal(0, 2, len(days)), days)
    saturday = np.mean([parts.season[i] for i, one in enumerate(days) if one.start.weekday() == 5])
    assert saturday - np.mean([parts.season[i] for i in range(len(days)) if week[i] == 0]) == pytest.approx(20, abs=1)
    assert parts.residual.std() < 2.5


def test_lengths_must_fit() -> None:
    with pytest.raises(ValueError, match="equally long"):
        decompose([1.0, 2.0], MONTHS)
