"""How far the amounts that salespeople expect lie from what the deals bring in the end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import pandas as pd

LEAST_DEALS = 30
TRIMMED = 0.01
"""Share of the wildest deviations on either side that are typing errors more often than expectations."""


@dataclass(frozen=True, slots=True)
class Bias:
    """Mean of expected / won − 1 over the won deals that entered a stage, with its 95 % interval. high_share: share of
    them that were expected to bring more than they did."""

    stage: str
    mean: float
    low: float
    high: float
    deals: int
    high_share: float


def biases(moves: pd.DataFrame) -> list[Bias]:
    """For every open stage with enough won deals, in the order of the stages.

    moves: deal, stage, position, entered (instant), expected (amount on entry), won (amount in the end), of won deals.
    """
    from scipy.stats import t

    known = moves[(moves.expected > 0) & (moves.won > 0)].sort_values("entered", kind="stable")
    known = known.drop_duplicates(["deal", "stage"], keep="last")
    found = []
    for (_, stage), own in known.groupby(["position", "stage"]):
        if len(own) < LEAST_DEALS:
            continue
        off = (own.expected / own.won - 1).to_numpy(float)
        off = off[(off >= np.quantile(off, TRIMMED)) & (off <= np.quantile(off, 1 - TRIMMED))]
        half = float(t.ppf(0.975, len(off) - 1) * off.std(ddof=1) / np.sqrt(len(off)))
        mean = float(off.mean())
        found.append(Bias(str(stage), mean, mean - half, mean + half, len(own), float((off > 0).mean())))
    return found
