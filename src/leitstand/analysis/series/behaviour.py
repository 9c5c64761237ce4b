"""Process behaviour charts: the limits within which a number varies by itself, and the signs that it left them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

LIMIT = 2.66
"""3 / 1.128: from the mean moving range of two values to three standard deviations (Wheeler)."""

RANGE_LIMIT = 3.267
RUN = 8
ROW = 7
LEAST = 12
MOST_CORRELATED = 0.2
"""From this correlation with the month before on, the chart is drawn on what is not explained by it."""

Rule = Literal["outside", "run", "row", "two_of_three"]


@dataclass(frozen=True, slots=True)
class Sign:
    """at: index of the value with which the sign is complete. length: values that make it."""

    rule: Rule
    at: int
    length: int


@dataclass(frozen=True, slots=True)
class Chart:
    """values: what is drawn (the series, or what autocorrelation leaves). centre, lower, upper: per value, in the
    series' unit. range_limit: largest usual difference of neighbours. memory: the correlation taken out, 0 if none."""

    values: np.ndarray
    centre: np.ndarray
    lower: np.ndarray
    upper: np.ndarray
    range_limit: float
    memory: float
    signs: Sequence[Sign]


def chart(values: Sequence[float] | np.ndarray, raw: bool = False) -> Chart:
    """XmR chart of a series without trend and season (give the residuals of `season.decompose` where there are any).

    Idea: neighbours differ by chance alone; three such standard deviations around the mean hold nearly all values.
    Formula: X̄ ± 2.66·mR̄, ranges up to 3.267·mR̄. Where the correlation with the value before exceeds MOST_CORRELATED
    (bias corrected), each value is compared with what the one before lets expect: X̄ + φ (x_{t−1} − X̄).
    Rules: 1 value outside; 8 in a row on one side; 7 rising or falling; 2 of 3 beyond two thirds of the limit.
    When it misleads: on autocorrelated values as they are (`raw`) the first rule fires in every second series.
    values: NaN are passed over. Raises ValueError for fewer than LEAST known values.
    Reference: Wheeler, Understanding Variation (2000); Alwan and Roberts, residual charts (JBES 1988).

    >>> found = chart([10, 11, 9, 10, 11, 10, 9, 10, 11, 9, 10, 17])
    >>> [(sign.rule, sign.at) for sign in found.signs]
    [('outside', 11)]
    """
    y = np.asarray(values, float)
    known = np.flatnonzero(np.isfinite(y))
    if len(known) < LEAST:
        raise ValueError(f"a chart needs {LEAST} values, there are {len(known)}")
    x = y[known]
    phi = 0.0 if raw else memory(x)
    centre = np.full(len(x), x.mean())
    if phi > MOST_CORRELATED:
        centre[1:] += phi * (x[:-1] - x.mean())
        rest = x[1:] - centre[1:]
        centre[1:] += rest.mean()
    else:
        phi = 0.0
    off = x - centre
    moving = float(np.abs(np.diff(off[1:] if phi else off)).mean())
    # of the first value nothing is known before it: its spread is that of the series
    reach = np.full(len(x), LIMIT * moving)
    reach[0] /= np.sqrt(1 - phi**2)
    found = [Sign(one.rule, int(known[one.at]), one.length) for one in _signs(off, reach)]
    spread = [np.full(len(y), np.nan) for _ in range(3)]
    for whole, part in zip(spread, (centre, centre - reach, centre + reach), strict=True):
        whole[known] = part
    return Chart(y, spread[0], spread[1], spread[2], RANGE_LIMIT * moving, phi, found)


def memory(x: np.ndarray) -> float:
    """Correlation with the value before, corrected for the bias of short series: φ + (1 + 4φ) / n, within 0 … 0.95."""
    off = x - x.mean()
    square = float((off**2).sum())
    seen = float((off[1:] * off[:-1]).sum()) / square if square > 0 else 0.0
    return float(np.clip((seen * len(x) + 1) / max(len(x) - 4, 1), 0, 0.95))


def run_at_end(off: np.ndarray) -> int:
    """How many of the last values lie on the same side."""
    side = np.sign(off[np.isfinite(off)])
    if not len(side) or side[-1] == 0:
        return 0
    other = np.flatnonzero(side != side[-1])
    return int(len(side) - (other[-1] + 1 if len(other) else 0))


def _signs(off: np.ndarray, reach: np.ndarray) -> list[Sign]:
    signs: list[Sign] = []
    side, turn = np.sign(off), np.sign(np.diff(off, prepend=off[0]))
    wide = np.where(np.abs(off) > reach * 2 / 3, side, 0)
    run = row = 0
    for at in range(len(off)):
        run = run + 1 if at and side[at] == side[at - 1] != 0 else 1
        row = row + 1 if at > 1 and turn[at] == turn[at - 1] != 0 else 1
        if abs(off[at]) > reach[at] > 0:
            signs.append(Sign("outside", at, 1))
        if run >= RUN:
            signs.append(Sign("run", at, run))
        if row >= ROW - 1:
            signs.append(Sign("row", at, row + 1))
        if at >= 2 and abs(wide[at - 2 : at + 1].sum()) >= 2 and wide[at]:
            signs.append(Sign("two_of_three", at, 3))
    return signs
