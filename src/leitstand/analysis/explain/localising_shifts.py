"""Finds the combination of two properties whose level left that of its neighbours for a while, and when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

SHORTEST = 3
"""Periods that a shift lasts at least."""
BEFORE = 6
"""Periods before it at least: nothing shifts that has no history."""
OUTSIDE = 12
LEAST_CASES = 30
"""Cases within the shift."""
PERSISTENCE = 0.8
UNCLEAR = 0.1
"""p above which no second test is needed."""
STRIDE = 1000
NEGLIGIBLE = 1e-12
CANDIDATES = 3
"""Cells of a table that are compared with their neighbours."""


@dataclass(frozen=True)
class Cells:
    """One metric by cell and period. labels: value of each dimension; values: [cell, period], NaN unknown; n: cases.

    hits: numerators where the values are shares of counted cases, else None.
    """

    labels: Sequence[tuple[str, ...]]
    values: np.ndarray
    n: np.ndarray
    hits: np.ndarray | None = None

    @cached_property
    def weight(self) -> np.ndarray:
        """Cases of known values: [cell, period]."""
        return np.asarray(np.where(np.isfinite(self.values), self.n, 0.0))

    @cached_property
    def weighted(self) -> np.ndarray:
        return np.asarray(self.weight * np.nan_to_num(self.values))

    def rest(self, members: np.ndarray) -> np.ndarray:
        """Mean of the cells, weighted by cases; NaN where none is known."""
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.asarray(self.weighted[members].sum(axis=0) / self.weight[members].sum(axis=0))


@dataclass(frozen=True)
class Shift:
    """The cell moved away from the rest in the periods [start, end). p: corrected for all windows and cells looked at.

    effect, low, high: change of the difference to the rest, with 95 % interval. share: of all movement in the table.
    """

    cell: int
    start: int
    end: int
    effect: float
    low: float
    high: float
    p: float
    share: float = 1.0


def shifted(cells: Cells) -> Shift | None:
    """The cell that left all others the clearest; None where no cell has history enough. For one dimension."""
    found = [one for k in range(len(cells.labels)) if (one := _against(cells, k, _others(cells, k)))]
    best = min(found, key=lambda one: one.p, default=None)
    return best and replace(best, p=min(1.0, best.p * len(found)))


def combined(cells: Cells) -> Shift | None:
    """The cell of a table of two dimensions that left all others and also those of its own row and column.

    p is the largest of the three: a shift of the whole row or column is none of the cell. None: nothing to compare.
    """
    found = [one for k in range(len(cells.labels)) if (one := _against(cells, k, _others(cells, k)))]
    best = None
    for one in sorted(found, key=lambda one: one.p)[:CANDIDATES]:
        p = one.p
        for side in (0, 1):
            alike = [label[side] == cells.labels[one.cell][side] for label in cells.labels]
            near = _against(cells, one.cell, _others(cells, one.cell) & np.array(alike), (one.start, one.end))
            p = max(p, near.p if near and near.effect * one.effect > 0 else 1.0)
        if best is None or p < best.p:
            best = replace(one, p=p)
    return best and replace(best, p=min(1.0, best.p * len(found)), share=_share(cells, best))


def narrower(cells: Cells, window: tuple[int, int]) -> Shift | None:
    """The one cell of a segment that all of its shift is in; None where the others moved along."""
    found = [one for k in range(len(cells.labels)) if (one := _against(cells, k, _others(cells, k), window))]
    best = min(found, key=lambda one: one.p, default=None)
    if best is None:
        return None
    inside = _inside(cells, window)
    along = cells.rest(_others(cells, best.cell))
    moved = np.nanmean(along[inside]) - np.nanmean(along[~inside])
    alone = abs(moved) < 0.25 * abs(best.effect)
    return replace(best, p=min(1.0, best.p * len(found))) if alone else None


def moved(cells: Cells, cell: int, window: tuple[int, int]) -> Shift | None:
    """How a cell left all others within a window that something else is known of; p counts this one look only."""
    return _against(cells, cell, _others(cells, cell), window, tries=1)


def _others(cells: Cells, cell: int) -> np.ndarray:
    return np.asarray(np.arange(len(cells.labels)) != cell)


def core_of(weight: np.ndarray, window: tuple[int, int]) -> tuple[int, int]:
    """A window without its first and last period, which the shift may fill in part only, where enough remain."""
    start, end = window[0] + 1, window[1] - (window[1] < len(weight))
    return (start, end) if (weight[start:end] > 0).sum() >= SHORTEST else window


def _inside(cells: Cells, window: tuple[int, int]) -> np.ndarray:
    return _within(cells.values.shape[1], window)


def _within(length: int, window: tuple[int, int]) -> np.ndarray:
    place = np.arange(length)
    return np.asarray((place >= window[0]) & (place < window[1]))


def _against(
    cells: Cells, cell: int, others: np.ndarray, window: tuple[int, int] | None = None, tries: int | None = None
) -> Shift | None:
    """The window in which the cell's difference to the others is farthest from what it is outside, and its test.

    Weighted t-test whose variance is what the residuals show, not less than chance among counted cases demands,
    enlarged where they persist; for shares also not surer than the beta-binomial prediction of the hits. tries: how
    many looks p is corrected for; default one for each window.
    """
    from scipy import special

    if not others.any():
        return None
    y = cells.values[cell] - cells.rest(others)
    known = np.isfinite(y) & (cells.n[cell] > 0)
    weight = np.where(known, cells.n[cell], 0.0)
    y = np.where(known, y, 0.0)
    windows = _windows(known, weight)
    if not len(windows):
        return None
    level, spread, freedom = _levels(y, weight, known, windows, _floor(cells, cell))
    matching = np.arange(len(windows)) if window is None else np.flatnonzero((windows == window).all(axis=1))
    if not len(matching):
        return None
    pick = matching[np.argmax(np.abs(level[matching]) / spread[matching])]
    start, end = int(windows[pick, 0]), int(windows[pick, 1])
    effect, error = level[pick], spread[pick] * _persistence(y, weight, known, (start, end))
    looks = tries or len(windows)
    p = 2 * float(special.stdtr(freedom, -abs(effect) / error)) * looks
    if p < UNCLEAR:
        p = max(p, _chance(cells, cell, (start, end), known) * looks)
    effect, error = _size(y, weight, (start, end), error)
    reach = float(special.stdtrit(freedom, 0.975)) * error
    return Shift(cell, start, end, float(effect), float(effect - reach), float(effect + reach),
                 min(1.0, p))  # fmt: skip


def _windows(known: np.ndarray, weight: np.ndarray) -> np.ndarray:
    """[window, (start, end)] of all that hold enough and leave enough."""
    seen, cases = np.concatenate([[0], np.cumsum(known)]), np.concatenate([[0], np.cumsum(weight)])
    start, end = np.triu_indices(len(known) + 1, SHORTEST)
    within = seen[end] - seen[start]
    enough = (seen[start] >= BEFORE) & (within >= SHORTEST) & (seen[-1] - within >= OUTSIDE)
    enough &= cases[end] - cases[start] >= LEAST_CASES
    return np.column_stack([start[enough], end[enough]])


def _levels(
    y: np.ndarray, weight: np.ndarray, known: np.ndarray, windows: np.ndarray, floor: float
) -> tuple[np.ndarray, np.ndarray, int]:
    """Difference of levels inside and outside each window, its standard error, degrees of freedom."""
    sums = [np.concatenate([[0.0], np.cumsum(weight * y**power)]) for power in range(3)]
    start, end = windows.T
    w, wy = (one[end] - one[start] for one in sums[:2])
    w_out, wy_out = sums[0][-1] - w, sums[1][-1] - wy
    freedom = int(known.sum()) - 2
    inner, outer = wy / w, wy_out / w_out
    squares = np.maximum(sums[2][-1] - w * inner**2 - w_out * outer**2, 0)
    variance = np.maximum(squares / freedom, max(floor, 1e-12 * float((weight * y**2).sum()) + 1e-300))
    return inner - outer, np.sqrt(variance * (1 / w + 1 / w_out)), freedom


def _size(y: np.ndarray, weight: np.ndarray, window: tuple[int, int], error: float) -> tuple[float, float]:
    """The change of level within the core of the window, and its error."""
    outside = ~_within(len(y), window)
    core = _within(len(y), core_of(weight, window))
    level = np.average(y[core], weights=weight[core]) - np.average(y[outside], weights=weight[outside])
    w, w_out = weight[~outside].sum(), weight[outside].sum()
    fewer = np.sqrt((1 / weight[core].sum() + 1 / w_out) / (1 / w + 1 / w_out))
    return float(level), float(error * fewer)


def _floor(cells: Cells, cell: int) -> float:
    """Variance of a single case where cases are counted."""
    if cells.hits is None:
        return 0.0
    known = np.isfinite(cells.values[cell]) & (cells.hits[cell] > 0)
    if not known.any():
        return 0.0
    hits, cases = cells.hits[cell][known], cells.n[cell][known]
    scale = float(np.median(cells.values[cell][known] * cases / hits))  # 1 for shares, 100 for percent
    rate = (hits.sum() + 0.5) / (cases.sum() + 1)
    return float(rate * (1 - rate)) * scale**2


def _persistence(y: np.ndarray, weight: np.ndarray, known: np.ndarray, window: tuple[int, int]) -> float:
    """Factor of the standard error: neighbouring residuals that are alike say less than as many separate ones."""
    inside = _within(len(y), window)
    levels = [np.average(y[part & known], weights=weight[part & known]) for part in (inside, ~inside)]
    left = y - np.where(inside, *levels)
    scaled = (left * np.sqrt(weight))[known]
    alike = float((scaled[1:] * scaled[:-1]).sum() / max(float((scaled**2).sum()), 1e-300))
    alike = min(max(alike + 4 / len(scaled), 0.0), PERSISTENCE)  # fitting the levels hides that much of it
    return float(np.sqrt((1 + alike) / (1 - alike)))


def _chance(cells: Cells, cell: int, window: tuple[int, int], known: np.ndarray) -> float:
    """Beta-binomial probability of the hits within the window by those outside it; 0 where cases are not counted."""
    from scipy import special

    if cells.hits is None:
        return 0.0
    inside = _inside(cells, window) & known
    hits, cases = np.nan_to_num(cells.hits[cell]), cells.n[cell]
    k, n = round(hits[inside].sum()), round(cases[inside].sum())
    a = hits[known & ~inside].sum() + 0.5
    b = cases[known & ~inside].sum() + 1 - a
    lower = k * (a + b) <= n * a
    tail, own, step = 0.0, None, -1 if lower else 1
    for first in range(k, -1 if lower else n + 1, step * STRIDE):  # outwards, until nothing is added any more
        place = np.arange(first, max(first - STRIDE, -1) if lower else min(first + STRIDE, n + 1), step)
        ways = -special.betaln(place + 1, n - place + 1) - np.log(n + 1)
        law = np.exp(ways + special.betaln(place + a, n - place + b) - special.betaln(a, b))
        tail, own = tail + law.sum(), law[0] if own is None else own
        if law[-1] * n < NEGLIGIBLE * tail:
            break
    return float(min(1.0, 2 * min(tail, 1 + (own or 0.0) - tail)))


def _share(cells: Cells, shift: Shift) -> float:
    """How much of all movement in the table at that time, weighted by cases, is the cell's."""
    inside = _inside(cells, (shift.start, shift.end))
    known = np.isfinite(cells.values)
    weight = np.where(known, cells.n, 0.0)

    def level(part: np.ndarray) -> np.ndarray:
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.asarray((weight * np.nan_to_num(cells.values))[:, part].sum(axis=1) / weight[:, part].sum(axis=1))

    moved = np.nan_to_num(np.abs(level(inside) - level(~inside)) * weight[:, inside].sum(axis=1))
    return float(moved[shift.cell] / moved.sum()) if moved.sum() else 0.0
