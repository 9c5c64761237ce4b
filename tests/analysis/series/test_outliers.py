"""Point anomalies: the odd value is found with its time, and season, trend, memory and heavy tails are no anomaly."""

from __future__ import annotations

import doctest
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest

from leitstand.analysis import anomalies
from leitstand.analysis.series import outliers


def months(n: int) -> list[date]:
    return [date(2021 + i // 12, i % 12 + 1, 1) for i in range(n)]


def days(n: int) -> list[date]:
    return [date(2024, 1, 1) + timedelta(days=i) for i in range(n)]


def hours(n: int) -> list[datetime]:
    return [datetime(2024, 1, 1) + timedelta(hours=i) for i in range(n)]


def noise(dice: np.random.Generator, n: int, memory: float = 0.0) -> np.ndarray:
    values = dice.normal(size=n + 30)
    for i in range(1, len(values)):
        values[i] += memory * values[i - 1]
    return values[30:]


def test_the_example_in_the_docstring_is_true() -> None:
    assert doctest.testmod(outliers).failed == 0
    assert doctest.testmod(outliers).attempted >= 2


KINDS: dict[str, Callable[[np.random.Generator, int], np.ndarray]] = {
    "white": noise,
    "memory": lambda dice, n: noise(dice, n, 0.5),
    "season": lambda dice, n: noise(dice, n) + 3 * np.sin(2 * np.pi * np.arange(n) / 12),
    "december": lambda dice, n: noise(dice, n) + 8 * (np.arange(n) % 12 == 11),
    "trend": lambda dice, n: noise(dice, n) + 0.3 * np.arange(n),
    "step": lambda dice, n: noise(dice, n) + 5 * (np.arange(n) > n // 2),
    "counts": lambda dice, n: dice.poisson(3, n).astype(float),
    "rare counts": lambda dice, n: dice.poisson(0.3, n).astype(float),
}


@pytest.mark.parametrize("kind", KINDS)
def test_short_monthly_series_seldom_raise_an_alarm(kind: str) -> None:
    dice = np.random.default_rng(1)
    lengths = dice.integers(24, 37, 200)
    alarms = sum(bool(anomalies(KINDS[kind](dice, int(n)), months(int(n)))) for n in lengths)
    assert alarms <= 10


def test_heavy_tails_raise_about_one_alarm_a_series_at_most() -> None:
    dice = np.random.default_rng(2)
    alarms = [len(anomalies(dice.standard_t(3, 730), days(730))) for _ in range(20)]
    assert np.mean(alarms) <= 1.3
    assert sum(len(anomalies(noise(dice, 730), days(730))) for _ in range(20)) <= 3


def test_a_month_far_off_is_found_with_its_numbers() -> None:
    dice = np.random.default_rng(3)
    hits = 0
    for _ in range(50):
        values = 100 + noise(dice, 36)
        values[17] -= 9
        found = anomalies(values, months(36))
        hits += [one.index for one in found] == [17]
        for one in found:
            assert one.timestamp == months(36)[one.index]
            assert one.value == values[one.index]
            assert one.low < one.expected < one.high
            assert not one.low <= one.value <= one.high
            assert one.score > 1
    assert hits >= 44


def test_a_day_is_judged_by_its_weekday() -> None:
    dice = np.random.default_rng(4)
    values = 20 + noise(dice, 200) + 30 * (np.arange(200) % 7 < 5)
    values[102] = 22  # a Friday as empty as a Sunday
    (found,) = anomalies(values, days(200))
    assert found.index == 102
    assert found.expected == pytest.approx(50, abs=2)


def test_an_hour_is_judged_by_the_time_of_day_and_an_episode_is_one_alarm() -> None:
    dice = np.random.default_rng(5)
    time = np.arange(24 * 28)
    values = 50 + 20 * np.sin(2 * np.pi * time / 24) + noise(dice, len(time))
    values[300:303] += [10, 30, 10]
    assert [one.index for one in anomalies(values, hours(len(time)))] == [301]
    values[321:331] += 25  # over midnight: two days in a row are still one episode with the one before
    assert len(anomalies(values, hours(len(time)))) == 1


def test_order_kind_of_time_and_missing_values_do_not_matter() -> None:
    dice = np.random.default_rng(6)
    values, when = 10 + noise(dice, 36), months(36)
    values[20] += 12
    found = [one.index for one in anomalies(values, when)]
    assert found == [20]
    assert [one.index for one in anomalies(values, [day.isoformat() for day in when])] == found
    zoned = [datetime(day.year, day.month, 1, tzinfo=UTC) for day in when]
    assert [one.index for one in anomalies(values, zoned)] == found
    turned = anomalies(values[::-1], when[::-1])
    assert [one.timestamp for one in turned] == [when[20]] and turned[0].index == 15
    values[3] = np.nan
    assert [one.index for one in anomalies(values, when)] == found


def test_wrong_input_is_said_plainly() -> None:
    with pytest.raises(ValueError, match="3 values but 2 timestamps"):
        anomalies([1, 2, 3], ["2024-01-01", "2024-02-01"])
    with pytest.raises(ValueError, match=r"(?i)parsing|datetime"):
        anomalies([1.0] * 12, ["soon"] * 12)


@pytest.mark.parametrize("values", [[], [1.0] * 5, [5.0] * 40, [float("nan")] * 30])
def test_nothing_comes_from_too_little_or_equal_values(values: list[float]) -> None:
    assert anomalies(values, days(len(values))) == []
