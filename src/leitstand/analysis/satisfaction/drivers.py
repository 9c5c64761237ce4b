"""Which single points the overall judgement of customers goes along with most, and how well each of them is rated."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np

from leitstand.analysis.satisfaction.shares import shares_of_r2

if TYPE_CHECKING:
    import pandas as pd

LEAST_ANSWERS, LEAST_PER_ITEM = 200, 10
DRAWS, SEED, CHUNK = 400, 13, 2_000_000
LOW, TOP = 0.3, 0.85
"""Ratings, from 0 to 1, up to which a point counts as badly and from which on as very well rated."""
LEAST_EXTREME = 15
"""Answers that must rate a point badly, and very well, to tell penalty from reward."""
ASYMMETRIC = 1.5
"""The one must surely be more than so many times the other to call a point a basic or an excitement factor."""
MOST_MISSING = 0.5
SURE = 0.95

Quadrant = Literal["fix_first", "keep", "low_priority", "overkill"]
Kind = Literal["basic", "performance", "excitement", "unclear"]
Bounds = tuple[float, float]


class Extremes(NamedTuple):
    penalty: float | None
    reward: float | None
    kind: Kind


@dataclass(frozen=True, slots=True)
class Item:
    """A point that was asked. Intervals are 95 %, bootstrapped by customer.

    performance: mean rating, 0 to 1. importance: its share of the explained differences; all shares add up to 1.
    slope: rise of the overall judgement per rise of the point, the others held. penalty, reward: what it loses (below
    0) where the point is rated badly, and wins where it is rated very well, beside middling ratings; None with too few
    such answers. stated: how important customers say it is, None where nobody was asked.
    """

    name: str
    performance: float
    performance_bounds: Bounds
    importance: float
    importance_bounds: Bounds
    slope: float
    slope_bounds: Bounds
    penalty: float | None
    reward: float | None
    quadrant: Quadrant
    kind: Kind
    stated: float | None = None


@dataclass(frozen=True, slots=True)
class Drivers:
    """items: the most important first. r2: share of the differences in the overall judgement that they explain.

    first: share of bootstrap draws in which the first is the most important.
    """

    items: tuple[Item, ...]
    r2: float
    answers: int
    first: float

    @property
    def clear(self) -> bool:
        return self.first >= SURE


def needed(items: int) -> int:
    """Complete answers that are needed for so many items."""
    return max(LEAST_ANSWERS, LEAST_PER_ITEM * items)


def drivers(
    ratings: pd.DataFrame, overall: np.ndarray, respondents: np.ndarray, stated: pd.Series | None = None
) -> Drivers | None:
    """Looks which items go along with the overall judgement; None with too few complete answers or fewer than 2 items.

    ratings: one row per answer, one column per item, 0 (worst) to 1 (best), NaN where not answered. overall: the same
    for the overall judgement. respondents: who answered, for the bootstrap. stated: item → stated importance.
    """
    whole = usable(ratings, overall)
    rows = whole.index
    if len(whole.columns) < 2 or len(rows) < needed(len(whole.columns)):
        return None
    x, y, who = whole.to_numpy(float), overall[rows], respondents[rows]
    if not np.ptp(y):
        return None
    means, cov = _moments(np.column_stack([x, y]), who)
    shares = shares_of_r2(_correlations(cov))
    r2 = shares[0].sum()
    importance = shares / shares.sum(1, keepdims=True)
    slopes = _slopes(cov)
    extremes = _extremes(x, y, who)
    at, weight = means[0, :-1].mean(), 1 / x.shape[1]
    order = np.argsort(-importance[0])
    found = [
        Item(
            name=str(whole.columns[item]),
            performance=float(means[0, item]),
            performance_bounds=_bounds(means[1:, item]),
            importance=float(importance[0, item]),
            importance_bounds=_bounds(importance[1:, item]),
            slope=float(slopes[0, item]),
            slope_bounds=_bounds(slopes[1:, item]),
            penalty=extremes[item].penalty,
            reward=extremes[item].reward,
            quadrant=_quadrant(means[0, item] >= at, importance[0, item] >= weight),
            kind=extremes[item].kind,
            stated=_stated(stated, whole.columns[item]),
        )
        for item in order
    ]
    first = float((importance[1:].argmax(1) == order[0]).mean())
    return Drivers(tuple(found), float(r2), len(rows), first)


def usable(ratings: pd.DataFrame, overall: np.ndarray) -> pd.DataFrame:
    """Complete answers to the items that most answered and that differ; the index holds their places."""
    table: pd.DataFrame = ratings.reset_index(drop=True)[~np.isnan(overall)]
    table = table.loc[:, table.isna().mean() <= MOST_MISSING].dropna()
    differ: pd.DataFrame = table.loc[:, table.nunique() > 1]
    return differ if len(table) else table


def _moments(values: np.ndarray, who: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Means (1 + DRAWS, m) and covariances (1 + DRAWS, m, m): as it is first, then drawn anew by respondent."""
    columns = values.shape[1]
    places, persons = np.unique(who, return_inverse=True)
    pairs = np.triu_indices(columns)
    single = np.column_stack([np.ones(len(values)), values, values[:, pairs[0]] * values[:, pairs[1]]])
    sums = np.zeros((len(places), single.shape[1]))
    np.add.at(sums, persons, single)
    dice = np.random.default_rng(SEED)
    parts, step = [sums.sum(0, keepdims=True)], max(CHUNK // len(places), 1)
    for start in range(0, DRAWS, step):
        size = (min(step, DRAWS - start), len(places))
        drawn = np.apply_along_axis(np.bincount, 1, dice.integers(0, len(places), size), minlength=len(places))
        parts.append(drawn @ sums)
    total = np.concatenate(parts)
    means = total[:, 1 : columns + 1] / total[:, :1]
    cov = np.empty((len(total), columns, columns))
    cov[:, pairs[0], pairs[1]] = total[:, columns + 1 :] / total[:, :1]
    cov[:, pairs[1], pairs[0]] = cov[:, pairs[0], pairs[1]]
    return means, cov - means[:, :, None] * means[:, None, :]


def _correlations(cov: np.ndarray) -> np.ndarray:
    spread = np.sqrt(np.clip(np.diagonal(cov, axis1=1, axis2=2), 1e-15, None))
    return np.asarray(cov / (spread[:, :, None] * spread[:, None, :]))


def _slopes(cov: np.ndarray) -> np.ndarray:
    return np.asarray((np.linalg.pinv(cov[:, :-1, :-1], hermitian=True) @ cov[:, :-1, -1:])[..., 0])


def _extremes(x: np.ndarray, y: np.ndarray, who: np.ndarray) -> list[Extremes]:
    marks = np.stack([x <= LOW, x >= TOP], axis=2)
    enough = np.flatnonzero(((marks.sum(0) >= LEAST_EXTREME) & ((~marks).sum(0) >= LEAST_EXTREME)).all(1))
    found = [Extremes(None, None, "unclear")] * x.shape[1]
    if len(enough):
        seen = marks[:, enough].reshape(len(x), -1)
        slopes = _slopes(_moments(np.column_stack([seen, y]), who)[1]).reshape(-1, len(enough), 2)
        for place, item in enumerate(enough):
            penalty, reward = slopes[:, place].T
            found[item] = Extremes(float(penalty[0]), float(reward[0]), _kind(penalty, reward))
    return found


def _kind(penalty: np.ndarray, reward: np.ndarray) -> Kind:
    """The first of each is what was seen, the others are draws."""
    lost, won = _bounds(penalty[1:])[1] < 0, _bounds(reward[1:])[0] > 0
    if not lost and not won:
        return "unclear"
    if _bounds(-penalty[1:] - ASYMMETRIC * reward[1:])[0] > 0:
        return "basic"
    return "excitement" if _bounds(reward[1:] + ASYMMETRIC * penalty[1:])[0] > 0 else "performance"


def _quadrant(good: bool, important: bool) -> Quadrant:
    if important:
        return "keep" if good else "fix_first"
    return "overkill" if good else "low_priority"


def _stated(stated: pd.Series | None, name: object) -> float | None:
    value = None if stated is None else stated.get(name)
    return None if value is None or np.isnan(value) else float(value)


def _bounds(draws: Sequence[float] | np.ndarray) -> Bounds:
    low, high = np.quantile(np.asarray(draws), [0.025, 0.975])
    return float(low), float(high)
