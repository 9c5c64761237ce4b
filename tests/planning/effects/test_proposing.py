"""Which designs the data allow, what each could see, and that this is what it then sees."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import numpy as np
import pytest

from leitstand import planning
from leitstand.planning import effects, lessons
from leitstand.planning.effects import power
from leitstand.planning.effects.ab_test import ab_test
from leitstand.planning.effects.contract import verdict
from leitstand.planning.effects.proposing import Shape, propose


def test_everything_there_is() -> None:
    dice = np.random.default_rng(1)
    series = 100 + dice.normal(0, 5, 120)
    shape = Shape(8, series, 52, 100 + dice.normal(0, 5, (30, 120)), 1, 4000, 0.4)
    found = propose(shape)
    assert [one.design for one in found] == [
        "ab_test", "difference_in_differences", "synthetic_control", "interrupted_time_series", "before_after",
    ]  # fmt: skip
    assert all(one.refused is None for one in found) and all(one.detectable for one in found[:4])


def test_a_design_that_would_miss_what_pays_comes_later() -> None:
    series = 100 + np.random.default_rng(2).normal(0, 2, 120)
    shape = Shape(8, series, None, (), 0, 200, 40.0)
    assert propose(shape)[0].design == "ab_test" and propose(shape, minimum=8)[0].design == "interrupted_time_series"
    first, second = propose(shape, minimum=8)[:2]
    assert first.needed == 6 and second.needed == power.per_arm(40, 8) > 200


def test_nothing_but_before_and_after() -> None:
    found = propose(Shape(4))
    assert [one.design for one in found if one.refused is None] == ["before_after"]
    assert all(one.refused and one.refused.de and one.refused.en for one in found[1:])


@pytest.mark.parametrize(
    ("shape", "design", "said"),
    [
        (Shape(8, customers=60, spread=1.0), "ab_test", "60 customers"),
        (Shape(8, units=np.ones((5, 40)), treated=1), "synthetic_control", "4 segments"),
        (Shape(8, units=np.ones((5, 6)), treated=1), "difference_in_differences", "5 segments and 6 periods"),
        (Shape(8, units=np.ones((30, 40)), treated=3), "synthetic_control", "one single segment"),
        (Shape(8, series=np.ones(60), period=52), "interrupted_time_series", "104 needed"),
        (Shape(3, series=np.ones(60)), "interrupted_time_series", "3 periods after"),
    ],
)
def test_reasons(shape: Shape, design: str, said: str) -> None:
    refused = {one.design: one.refused for one in propose(shape)}[design]
    assert refused is not None and said in refused.en


def test_the_detectable_effect_is_detected_in_four_of_five() -> None:
    dice = np.random.default_rng(3)
    least = power.of_arms(1.0, 200, 200)
    arm = np.arange(400) < 200
    seen = [verdict(ab_test(dice.normal(0, 1, 400) + least * arm, arm)) == "worked" for _ in range(400)]
    assert 0.74 <= np.mean(seen) <= 0.86


def test_the_number_per_arm() -> None:
    assert power.per_arm(0.5, 0.05) == pytest.approx(16 * 0.25 / 0.05**2, rel=0.02)
    assert power.per_arm(1, 0.1, explained=0.8) == pytest.approx(power.per_arm(1, 0.1) * 0.36, rel=0.01)
    wandering = np.cumsum(np.random.default_rng(4).normal(0, 1, 60))
    assert power.window_needed(wandering, 0.1) is None


def test_examples() -> None:
    names = [
        f"{package.__name__}.{one.name}"
        for package in (effects, lessons)
        for one in pkgutil.iter_modules(package.__path__)
    ]
    found = [doctest.testmod(importlib.import_module(name)) for name in ("leitstand.planning", *names)]
    assert sum(one.failed for one in found) == 0 and sum(one.attempted for one in found) >= 20
    assert sorted(planning.__all__) == [name for name in sorted(planning.__all__) if callable(getattr(planning, name))]
