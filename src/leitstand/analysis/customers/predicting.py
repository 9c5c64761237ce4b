"""What each customer will probably bring within the next twelve months, and within which bounds."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from leitstand.analysis.customers.averages import Averages
from leitstand.analysis.customers.buying import BgNbd
from leitstand.analysis.customers.histories import YEAR, Histories
from leitstand.analysis.customers.spending import GammaGamma

DRAWS = 240
MODELS = 40
"""Sets of parameters among the draws: the estimates are not sure either."""
AT_ONCE = 25_000
BOUNDS = (2.5, 97.5)


@dataclass(frozen=True, slots=True)
class Outlook:
    """Per customer, in the order of the histories: probability of still being one, order days and amount to expect.

    low, high: within which 95 % of the possible amounts of a single customer lie; NaN where no model holds. alive: NaN
    there too. total: of all, with its bounds.
    """

    alive: np.ndarray
    order_days: np.ndarray
    value: np.ndarray
    low: np.ndarray
    high: np.ndarray
    total: float
    total_low: float | None
    total_high: float | None


def predict(
    model: BgNbd | Averages,
    spending: GammaGamma | None,
    known: Histories,
    days: float = YEAR,
    seed: int = 0,
) -> Outlook:
    """The outlook for the `days` after the histories. spending None: everybody spends the mean of all repeat days.

    Bounds by simulation: parameters by their uncertainty, then the customer's rate, stay, purchases and amounts.
    """
    time = known.time(days)
    if isinstance(model, Averages):
        unknown = np.full(len(known), np.nan)
        bought = model.rate * time
        value = bought * model.spend
        return Outlook(unknown, bought, value, unknown, unknown, float(value.sum()), None, None)
    mean = float(np.nanmean(known.spend)) if np.any(known.spend > 0) else 0.0
    each = spending.expected(known.repeats, known.spend) if spending else np.full(len(known), mean)
    bought = model.expected(time, known.repeats, known.last, known.age)
    dice = np.random.default_rng(seed)
    models = [(model.perhaps(dice), spending.perhaps(dice) if spending else None) for _ in range(MODELS)]
    bounds, totals = np.empty((2, len(known))), np.zeros(DRAWS)
    for start in range(0, len(known), AT_ONCE):
        part = slice(start, start + AT_ONCE)
        repeats, last, age, spend = known.repeats[part], known.last[part], known.age[part], known.spend[part]
        drawn = np.empty((DRAWS, len(repeats)), dtype=np.float32)
        for number in range(DRAWS):
            buying, amounts = models[number % MODELS]
            count = buying.draw(time, repeats, last, age, dice)
            drawn[number] = amounts.draw(count, repeats, spend, dice) if amounts else count * mean
        totals += drawn.sum(axis=1, dtype=float)
        bounds[:, part] = np.percentile(drawn, BOUNDS, axis=0)
    low, high = np.percentile(totals, BOUNDS)
    value = bought * each
    alive = model.alive(known.repeats, known.last, known.age)
    return Outlook(alive, bought, value, bounds[0], bounds[1], float(value.sum()), float(low), float(high))
