"""What the overall judgement goes along with: known weights are found, halo and chance are not taken for drivers."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pandas as pd
import pytest

from leitstand.analysis.satisfaction.aftermath import aftermath, befell
from leitstand.analysis.satisfaction.drivers import drivers
from leitstand.analysis.satisfaction.recommending import answers_needed, difference, score
from leitstand.analysis.satisfaction.shares import shares_of_r2

WEIGHTS = {"delivery": 0.40, "quality": 0.28, "service": 0.16, "price": 0.10, "usability": 0.06}


def on_scale(points: np.ndarray) -> np.ndarray:
    return np.asarray((np.clip(np.round(points), 1, 5) - 1) / 4)


def survey(seed: int, n: int = 1500) -> tuple[pd.DataFrame, np.ndarray]:
    """Answers of people of whom some like everything and others nothing."""
    dice = np.random.default_rng(seed)
    mood = dice.normal(0, 0.55, n)
    points = {item: 3.9 + mood + dice.normal(0, 0.7, n) for item in WEIGHTS}
    overall = sum(weight * points[item] for item, weight in WEIGHTS.items()) + dice.normal(0, 0.25, n)
    return pd.DataFrame({item: on_scale(one) for item, one in points.items()}), on_scale(np.asarray(overall))


def test_the_shares_are_the_mean_over_all_orders() -> None:
    dice = np.random.default_rng(2)
    rows = dice.normal(size=(80, 5)) @ dice.normal(size=(5, 5))
    matrix = np.asarray(np.corrcoef(rows, rowvar=False))

    def r2(chosen: tuple[int, ...]) -> float:
        own = list(chosen)
        return float(matrix[own, -1] @ np.linalg.solve(matrix[np.ix_(own, own)], matrix[own, -1])) if own else 0.0

    gains = np.zeros(4)
    orders = list(permutations(range(4)))
    for order in orders:
        for place, item in enumerate(order):
            gains[item] += (r2(order[: place + 1]) - r2(order[:place])) / len(orders)
    assert shares_of_r2(matrix) == pytest.approx(gains)
    assert shares_of_r2(np.stack([matrix, matrix]))[1].sum() == pytest.approx(r2((0, 1, 2, 3)))


def test_many_items_share_all_that_is_explained() -> None:
    dice = np.random.default_rng(3)
    items = dice.normal(size=(500, 10)) + dice.normal(size=(500, 1))
    overall = items @ np.array([1, 0.5, *[0] * 8]) + dice.normal(size=500)
    matrix = np.asarray(np.corrcoef(np.column_stack([items, overall]), rowvar=False))
    shares = shares_of_r2(matrix)
    r2 = matrix[-1, :-1] @ np.linalg.solve(matrix[:-1, :-1], matrix[-1, :-1])
    assert shares.sum() == pytest.approx(r2) and list(np.argsort(-shares)[:2]) == [0, 1]


def test_known_weights_come_out_in_their_order() -> None:
    ratings, overall = survey(1)
    stated = pd.Series({"price": 4.6, "delivery": 3.9})
    found = drivers(ratings, overall, np.arange(len(overall)), stated)
    assert found is not None and found.clear and 0.55 < found.r2 < 0.8
    assert [one.name for one in found.items][:3] == ["delivery", "quality", "service"]
    first = found.items[0]
    assert first.importance_bounds[0] < first.importance < first.importance_bounds[1]
    assert first.slope == pytest.approx(0.37, abs=0.05) and first.stated == 3.9
    assert sum(one.importance for one in found.items) == pytest.approx(1)
    assert first.penalty is not None and first.penalty < 0 and first.reward is not None and first.reward > 0
    assert drivers(ratings, overall, np.arange(len(overall)), stated) == found, "the same answers, the same numbers"


def test_who_answers_often_does_not_make_it_surer() -> None:
    ratings, overall = survey(4, 300)
    persons = np.arange(300)
    once = drivers(ratings, overall, persons)
    thrice = drivers(pd.concat([ratings] * 3), np.tile(overall, 3), np.tile(persons, 3))
    assert once is not None and thrice is not None
    assert thrice.items[0].importance_bounds == pytest.approx(once.items[0].importance_bounds, abs=1e-9)


def test_basic_and_excitement_factors_are_told_apart() -> None:
    dice = np.random.default_rng(5)
    ratings = pd.DataFrame({name: dice.integers(0, 5, 2000) / 4 for name in ("wc", "gift", "plain")})
    overall = (
        0.5
        - 0.3 * (ratings.wc <= 0.3)
        + 0.3 * (ratings.gift >= 0.85)
        + 0.3 * (ratings.plain - 0.5)
        + dice.normal(0, 0.1, 2000)
    )
    found = drivers(ratings, overall.to_numpy(), np.arange(2000))
    assert found is not None
    assert {one.name: one.kind for one in found.items} == {
        "wc": "basic", "gift": "excitement", "plain": "performance"
    }  # fmt: skip


def test_important_and_weak_comes_first() -> None:
    ratings, overall = survey(6)
    ratings["delivery"] = np.maximum(ratings.delivery - 0.25, 0)
    found = drivers(ratings, overall, np.arange(len(overall)))
    assert found is not None
    places = {one.name: one.quadrant for one in found.items}
    assert places["delivery"] == "fix_first" and places["quality"] == "keep" and places["usability"] == "overkill"


def test_two_alike_are_not_ranked() -> None:
    dice = np.random.default_rng(7)
    ratings = pd.DataFrame({"one": dice.integers(0, 5, 400) / 4, "two": dice.integers(0, 5, 400) / 4})
    found = drivers(ratings, (ratings.sum(axis=1) + dice.normal(0, 0.3, 400)).to_numpy(), np.arange(400))
    assert found is not None and not found.clear


def test_too_few_or_empty_answers_say_nothing() -> None:
    ratings, overall = survey(8, 199)
    assert drivers(ratings, overall, np.arange(199)) is None
    ratings, overall = survey(8, 400)
    assert drivers(ratings[["price"]], overall, np.arange(400)) is None
    assert drivers(ratings, np.full(400, 0.5), np.arange(400)) is None
    assert drivers(ratings * np.nan, overall, np.arange(400)) is None
    sparse = ratings.assign(hardly_asked=np.nan)
    found = drivers(sparse, overall, np.arange(400))
    assert found is not None and len(found.items) == 5


def test_what_befell_a_customer_before_the_answer() -> None:
    days = pd.to_datetime(["2025-06-01", "2025-06-01", "2025-06-01", "2025-12-01"])
    answers = pd.DataFrame({"customer": [1, 2, 3, 1], "day": days})
    happened = pd.DataFrame(
        {
            "customer": [1, 1, 2, 4],
            "day": pd.to_datetime(["2025-05-01", "2025-05-20", "2025-05-02", "2025-05-01"]),
            "wrong": [True, False, False, True],
        }
    )
    found = befell(answers, happened)
    assert found[:2].tolist() == [1, 0] and np.isnan(found[2:]).all()


def test_a_spoilt_rating_is_found_with_its_size_and_chance_is_not() -> None:
    sure = []
    for seed in range(100):
        dice = np.random.default_rng(seed)
        persons = dice.integers(0, 300, 400)
        mood = dice.normal(0, 0.6, 300)[persons]
        wrong = (dice.random(300) < 0.25)[persons].astype(float)
        ratings = np.clip(np.round(4 + mood + dice.normal(0, 0.6, 400)), 1, 5)
        found = aftermath(ratings, persons, wrong)
        assert found is not None
        sure.append(found.p < 0.05)
        if seed == 0:
            spoilt = aftermath(ratings - wrong, persons, wrong)
            assert spoilt is not None and spoilt.p < 1e-5 and spoilt.difference == pytest.approx(found.difference - 1)
    assert np.mean(sure) <= 0.085, "the interval holds the true difference in so many cases as p is above 0.05"
    assert aftermath(np.arange(30.0), np.arange(30), np.repeat([1.0, 0.0], [10, 20])) is None


def test_recommendation_needs_many_answers() -> None:
    assert [answers_needed(points) for points in (3, 5, 10)] == [2604, 938, 235]
    assert answers_needed(5, population=300) < 235
    now, before = score(33, 12, 60), score(30, 12, 60)
    assert now is not None and before is not None and score(0, 0, 0) is None
    apart, low, high = difference(now, before)
    assert apart == pytest.approx(5) and low < -15 and high > 20, "sixty answers cannot show five points"
    with pytest.raises(ValueError, match="above zero"):
        answers_needed(0)
