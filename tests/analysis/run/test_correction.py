"""Chance is allowed for over all tests together."""

from __future__ import annotations

import numpy as np
import pytest
from tests.analysis.run.plain import candidate

from leitstand.analysis.run.correction import adjusted, by_family, stretch, stretched


def test_worked_by_hand() -> None:
    """Ranks 1 to 4 of 5: 0.001·5/1, 0.008·5/2, 0.039·5/3 → the smaller 0.041·5/4 to its right, 0.9."""
    assert adjusted([0.039, 0.001, 0.9, 0.008, 0.041]).tolist() == pytest.approx([0.05125, 0.005, 0.9, 0.02, 0.05125])


def test_no_tests() -> None:
    assert adjusted([]).size == 0


@pytest.mark.parametrize("bad", [-0.1, 1.1, float("nan")])
def test_what_is_no_p_value(bad: float) -> None:
    with pytest.raises(ValueError, match="p-value"):
        adjusted([0.5, bad])


def test_where_nothing_happened_few_runs_report_anything() -> None:
    """2,000 runs of 50 tests each that hang together (a common part of two thirds): at most 5 % report anything."""
    dice = np.random.default_rng(1)
    common, own = dice.standard_normal((2000, 1)), dice.standard_normal((2000, 50))
    from scipy.special import ndtr

    p = 2 * ndtr(-np.abs((2 / 3) ** 0.5 * common + (1 / 3) ** 0.5 * own))
    alarms = np.mean([adjusted(run).min() <= 0.05 for run in p])
    assert alarms <= 0.05


def test_few_tests_asked_on_purpose_do_not_drown_in_a_scan() -> None:
    dice = np.random.default_rng(3)
    p, families = [0.001, 1e-9, *dice.uniform(size=4999)], ["trial", *["scan"] * 5000]
    assert adjusted(p)[0] > 0.05
    found = by_family(p, families)
    assert found.p[0] == pytest.approx(0.001) and found.p[1] < 0.05 and (found.p[2:] > 0.05).all()
    assert found.wider["trial"] == 1.0 and found.wider["scan"] > 2


def test_families_of_which_few_pass_are_tested_at_a_part_of_the_level() -> None:
    """Two families; only one passes, so its tests are held to q/2."""
    found = by_family([0.01, 0.04, 0.9, 0.8], ["a", "a", "b", "b"])
    assert found.p.tolist() == pytest.approx([0.04, 0.08, 1.0, 1.0])
    assert by_family([], []).p.size == 0


def test_where_nothing_happened_families_report_no_more_often() -> None:
    dice = np.random.default_rng(4)
    families = ["a"] * 3 + ["b"] * 40 + ["c"] * 7
    alarms = np.mean([by_family(run, families).p.min() <= 0.05 for run in dice.uniform(size=(1000, 50))])
    assert alarms <= 0.065


def test_a_real_effect_survives_beside_many_tests_of_nothing() -> None:
    p = [1e-6, *np.random.default_rng(2).uniform(size=999)]
    assert adjusted(p)[0] < 0.05


def test_intervals_of_chosen_findings_are_wider() -> None:
    assert stretch(0, 100) == stretch(100, 100) == 1.0
    one = stretched(candidate(effect=10.0, low=8.0, high=11.0), 2.0)
    assert (one.effect, one.low, one.high) == (10.0, 6.0, 12.0)
