"""Change points: found where there are some, on the right date, and silence over noise, season and memory."""

from __future__ import annotations

import doctest
import json
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from leitstand.analysis import change_points
from leitstand.analysis.series import changes
from leitstand.analysis.series.changes_partition import misfit, partitions, places, residuals, sharpened

REAL = Path(__file__).resolve().parents[3] / "../shared/data/tcpd"


def noise(dice: np.random.Generator, n: int, memory: float = 0.0) -> np.ndarray:
    values = dice.normal(size=n + 30)
    for i in range(1, len(values)):
        values[i] += memory * values[i - 1]
    return values[30:]


def test_the_example_in_the_docstring_is_true() -> None:
    assert doctest.testmod(changes).failed == 0
    assert doctest.testmod(changes).attempted == 1


@pytest.mark.parametrize(
    ("kind", "most"), [("white", 0.06), ("memory", 0.12), ("season", 0.05), ("spike", 0.06), ("trend", 0.05)]
)
def test_short_series_without_a_change_seldom_raise_an_alarm(kind: str, most: float) -> None:
    dice = np.random.default_rng(4)
    alarms = 0
    for i in range(150):
        n = int(dice.integers(24, 37))
        values = noise(dice, n, 0.5 if kind == "memory" else 0.0)
        if kind == "season":
            values += 3 * np.sin(2 * np.pi * (np.arange(n) + i) / 12)
        if kind == "spike":
            values[dice.integers(n)] += 8
        if kind == "trend":
            values += 0.2 * np.arange(n)
        alarms += bool(change_points(values))
    assert alarms <= most * 150


def test_long_series_with_a_strong_memory_seldom_raise_an_alarm() -> None:
    dice = np.random.default_rng(5)
    assert sum(bool(change_points(noise(dice, 200, 0.8))) for _ in range(20)) <= 3


def test_steps_are_found_near_their_date() -> None:
    dice = np.random.default_rng(6)
    found = [change_points(noise(dice, 36) + 4 * (np.arange(36) >= 20)) for _ in range(50)]
    assert sum(len(one) == 1 and abs(one[0] - 20) <= 1 for one in found) >= 42


def test_a_dip_is_found_at_both_ends() -> None:
    dice, time = np.random.default_rng(13), np.arange(36)
    found = [change_points(noise(dice, 36) - 5 * ((time >= 12) & (time < 24))) for _ in range(50)]
    assert sum(one == [12, 24] for one in found) >= 42
    assert change_points([0.0] * 20 + [5.0] * 20 + [0.0] * 20) == [20, 40]


def test_a_bend_of_the_slope_is_found() -> None:
    dice = np.random.default_rng(7)
    time = np.arange(100)
    found = change_points(noise(dice, 100) + np.where(time < 60, 0.3 * time, 18 - 0.3 * (time - 60)))
    assert len(found) == 1
    assert abs(found[0] - 60) <= 3


def test_a_step_under_a_season_is_found() -> None:
    dice = np.random.default_rng(8)
    time = np.arange(60)
    found = change_points(0.5 * noise(dice, 60) + 3 * np.sin(2 * np.pi * time / 12) + 3 * (time >= 35))
    assert len(found) == 1
    assert abs(found[0] - 35) <= 1


def test_columns_that_change_together_help_each_other() -> None:
    dice = np.random.default_rng(9)
    step = 3 * (np.arange(60) >= 25)
    rows = np.column_stack([noise(dice, 60) + step, noise(dice, 60) - step, np.full(60, 7.0)])
    assert change_points(rows) == [25]


def test_neither_unit_nor_sign_matters() -> None:
    dice = np.random.default_rng(10)
    values = noise(dice, 48) + 4 * (np.arange(48) >= 30)
    found = change_points(values)
    assert found
    assert change_points(values * 1e6 + 1e7) == found
    assert change_points(-values * 1e-6) == found


def test_missing_values_are_skipped_and_counted() -> None:
    values = [10.0, 11, 9, 10, 12, 10, 9, 11, 10, 21, 19, 20, 22, 20, 19, 21, 20, 21]
    values.insert(3, float("nan"))
    assert change_points(values) == [10]


@pytest.mark.parametrize("values", [[], [1.0] * 5, [5.0] * 40, [float("nan")] * 30, [1e9] * 20])
def test_nothing_comes_from_too_little_or_equal_values(values: list[float]) -> None:
    assert change_points(values) == []


@pytest.mark.parametrize("values", [np.arange(40) * 0.1 + 3, np.arange(500.0), -np.arange(25) * 1e5])
def test_a_straight_line_has_no_change(values: np.ndarray) -> None:
    assert change_points(values) == []


def test_an_exact_step_without_noise_is_found() -> None:
    assert change_points([1.0] * 10 + [2.0] * 10) == [10]


def test_long_series_are_dated_to_the_index_though_searched_on_a_grid() -> None:
    dice = np.random.default_rng(11)
    (found,) = change_points(noise(dice, 4000) + 3 * (np.arange(4000) >= 1333))
    assert abs(found - 1333) <= 2


@pytest.mark.parametrize("degree", [0, 1])
def test_the_partition_is_the_best_of_all(degree: int) -> None:
    values = np.random.default_rng(12).normal(size=14).cumsum()
    rows, at = values[:, None], places(14)
    error = np.where(at[None, :] - at[:, None] < 2, np.inf, misfit(values, at, degree))
    found = partitions(error, 3)
    for count in range(4):
        possible = [c for c in combinations(range(1, 14), count) if min(np.diff([0, *c, 14])) >= 2]
        sums = {c: float(np.sum(residuals(rows, list(c), degree) ** 2)) for c in possible}
        cuts, least = found[count]
        assert least == pytest.approx(min(sums.values()))
        assert sums[tuple(cuts)] == pytest.approx(least)


def test_a_coarse_cut_is_sharpened() -> None:
    rows = (np.arange(100) >= 43).astype(float)[:, None]
    assert sharpened(rows, [40], 0, 5, 3) == [43]


def test_the_nile_fell_in_1898_and_quality_control_5_never_changed() -> None:
    if not REAL.exists():
        pytest.skip("the public data beside the project (../shared/data/tcpd) are not here")

    def real(name: str) -> list[float]:
        return list(json.loads((REAL / f"{name}.json").read_text())["series"][0]["raw"])

    assert change_points(real("nile")) == [28]
    assert change_points(real("quality_control_5")) == []
