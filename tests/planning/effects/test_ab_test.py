"""Randomised tests: the interval holds the truth, less noise with CUPED, and what was not drawn by lot is noticed."""

from __future__ import annotations

import numpy as np
import pytest

from leitstand.foundation.errors import UnusableInput
from leitstand.planning.effects.ab_test import ab_test
from leitstand.planning.effects.contract import Effect, verdict
from leitstand.planning.effects.peeking import always_valid
from leitstand.planning.effects.uplift import uplift_by_segment

ARM = np.arange(400) % 2 == 0


def _held(effects: list[Effect], truth: float) -> float:
    return float(np.mean([one.low <= truth <= one.high for one in effects]))


def test_rates_are_newcombes() -> None:
    found = ab_test([1] * 56 + [0] * 14 + [1] * 48 + [0] * 32, [1] * 70 + [0] * 80)
    assert (found.low, found.high) == pytest.approx((0.0524, 0.3339), abs=5e-5)


@pytest.mark.parametrize("kind", ["mean", "cuped", "ratio", "cluster"])
def test_intervals_hold_the_truth(kind: str) -> None:
    dice, found = np.random.default_rng(3), []
    for _ in range(300):
        before = dice.gamma(2, 10, 400)
        visits = 1 + dice.poisson(2, 400)
        spent = visits * (before / 10 + dice.gamma(1, 2, 400) + 1.5 * ARM)
        match kind:
            case "mean":
                found.append(ab_test(spent / visits, ARM))
            case "cuped":
                found.append(ab_test(spent / visits, ARM, covariate=before))
            case "ratio":
                found.append(ab_test(spent, ARM, denominator=visits))
            case _:
                who = np.repeat(np.arange(400), visits)
                each = np.repeat(spent / visits, visits) + dice.normal(0, 1, len(who))
                found.append(ab_test(each, np.repeat(ARM, visits), cluster=who))
    assert 0.92 <= _held(found, 1.5) <= 0.98


def test_cuped_takes_out_what_was_to_be_expected() -> None:
    dice = np.random.default_rng(4)
    before = dice.normal(50, 10, 400)
    after = before + dice.normal(0, 2, 400) + ARM
    plain, adjusted = ab_test(after, ARM), ab_test(after, ARM, covariate=before)
    assert adjusted.se < plain.se / 4 and verdict(adjusted) == "worked"


def test_without_clusters_the_same_person_would_count_many_times() -> None:
    dice = np.random.default_rng(5)
    person = np.repeat(np.arange(100), 20)
    sessions, arm = dice.normal(0, 1, 100)[person], person % 2 == 0
    assert ab_test(sessions, arm, cluster=person).se > 4 * ab_test(sessions, arm).se


def test_arms_that_no_lot_made() -> None:
    unequal = ab_test(np.arange(400.0), np.arange(400) < 260)
    assert unequal.failed[0].name == "sample_ratio" and verdict(unequal) == "undecided"
    dice = np.random.default_rng(6)
    richer = ab_test(dice.normal(9, 1, 400), ARM, covariate=dice.normal(5, 1, 400) + ARM)
    assert richer.failed[0].name == "balance"
    assert not ab_test(np.arange(400.0), np.arange(400) % 4 == 0, share=0.25).failed


def test_refuses_what_it_cannot_judge() -> None:
    with pytest.raises(UnusableInput, match="Each arm needs 10"):
        ab_test([1.0] * 20, [1] * 5 + [0] * 15)
    with pytest.raises(UnusableInput, match="both arms"):
        ab_test([1.0] * 40, [0, 1] * 20, cluster=[0] * 40)


def test_looking_often_finds_nothing_that_is_not_there() -> None:
    dice, once, always = np.random.default_rng(8), 0, 0
    for _ in range(150):
        values, arm = dice.normal(0, 1, 1000), dice.random(1000) < 0.5
        looks = [(n, ab_test(values[:n], arm[:n])) for n in (100, 200, 300, 500, 700, 1000)]
        once += any(one.low > 0 or one.high < 0 for _, one in looks)
        wide = [always_valid(one, n / 1000) for n, one in looks]
        always += any(one.low > 0 or one.high < 0 for one in wide)
    assert once / 150 > 0.1 and always / 150 <= 0.05


def test_always_valid_still_sees_what_is_large() -> None:
    early = always_valid(Effect("ab_test", 0.2, 0.12, 0.28, 0.04, 1e-6, 500, ()), 0.5)
    assert early.low > 0 and early.p < 0.01 and early.checks[-1].name == "peeking"


def test_uplift_finds_the_segment_and_no_others() -> None:
    dice = np.random.default_rng(11)
    segments = np.repeat([f"s{n}" for n in range(10)], 400)
    arm = dice.random(4000) < 0.5
    bought = dice.random(4000) < 0.2 + 0.2 * arm * (segments == "s3")
    found = uplift_by_segment(bought, arm, segments)
    assert found[0].segment == "s3" and found[0].found and found[0].p_differs < 0.01
    assert sum(row.found for row in found) == 1
    assert uplift_by_segment(bought[:60], arm[:60], segments[:60]) == []


def test_uplift_seldom_finds_what_is_not_there() -> None:
    dice, wrong = np.random.default_rng(10), 0
    for _ in range(30):
        found = uplift_by_segment(dice.random(2000) < 0.3, dice.random(2000) < 0.5, np.arange(2000) % 10)
        wrong += any(row.found or row.p_differs < 0.05 for row in found)
    assert wrong / 30 <= 0.15
