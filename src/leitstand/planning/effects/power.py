"""How large an effect must be to be seen, and how many people or weeks it takes to see one."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from leitstand.planning.effects.counterfactual import outlook
from leitstand.planning.effects.interrupted_time_series import LEAST_AFTER, detectable

REACH = 2.8016
"""Standard errors between no effect and one that is seen in 80 % of cases at 5 %: 1.96 + 0.84."""

WINDOWS = (LEAST_AFTER, 8, 13, 26, 52)
"""Lengths of a window that are tried, in periods."""


def of_arms(spread: float, treated: int, control: int) -> float:
    """Smallest difference of two means likely to be seen. spread: standard deviation of the outcome.

    >>> round(of_arms(0.46, 324, 324), 3)  # a share of 30 %
    0.101
    """
    return REACH * spread * math.sqrt(1 / treated + 1 / control)


def per_arm(spread: float, effect: float, explained: float = 0.0) -> int:
    """Units each arm needs to see the effect. explained: correlation with a value from before the start (CUPED).

    >>> per_arm(0.5, 0.05)  # 16 s²/d²
    1570
    """
    return math.ceil(2 * (REACH * spread / effect) ** 2 * (1 - explained**2))


def of_share(share: float) -> float:
    """Standard deviation of a share's zeros and ones.

    >>> of_share(0.5)
    0.5
    """
    return math.sqrt(share * (1 - share))


def of_series(before: npt.ArrayLike, window: int, period: int | None = None) -> float:
    """Smallest shift of a series' mean over the window likely to be seen, in its unit."""
    return REACH * detectable(before, window, period).se


def of_gap(gap: npt.ArrayLike, window: int) -> float:
    """Smallest shift likely to be seen of the gap between treated and other units, judged over time."""
    y = np.asarray(gap, dtype=float)
    return REACH * outlook(y, np.ones((len(y) + window, 1))).se


def window_needed(before: npt.ArrayLike, effect: float, period: int | None = None) -> int | None:
    """Periods until a shift of a series would be seen; None: not within 52, for the further one looks the less is known
    of how the series would have gone on."""
    for window in WINDOWS:
        if of_series(before, window, period) <= abs(effect):
            return window
    return None


def of_units(values: npt.ArrayLike, treated: int, window: int) -> float:
    """Smallest difference in differences likely to be seen, from how unevenly units (rows) changed before.

    The last periods (as many as the window) against those before; infinite for fewer than four units.
    """
    table = np.asarray(values, dtype=float)
    if len(table) < 4 or treated < 1 or treated >= len(table):
        return math.inf
    cut = table.shape[1] - min(window, table.shape[1] // 2)
    spread = float((table[:, cut:].mean(axis=1) - table[:, :cut].mean(axis=1)).std(ddof=1))
    return REACH * spread * math.sqrt(1 / treated + 1 / (len(table) - treated))
