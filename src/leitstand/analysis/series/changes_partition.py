"""Cuts a series into the pieces that straight or level lines fit best, for every number of cuts at once."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
GRID = 800
"""More places than this are not tried at first: the memory grows with their square."""


def places(n: int) -> NDArray[np.int64]:
    """Where cuts may lie: every index, or evenly spread ones in a long series; first 0, last n."""
    return np.unique(np.append(np.arange(0, n, -(-n // GRID)), n))


def misfit(values: Floats, at: NDArray[np.int64], degree: int) -> Floats:
    """Squared errors of the best level (degree 0) or straight line (1) from place to place.

    Returns a square matrix: [i, j] for the values at[i] … at[j]−1, infinite where j ≤ i. By prefix sums.
    """
    n = len(values)
    time = (np.arange(n) - n / 2) / n

    def between(terms: Floats) -> Floats:
        sums = np.concatenate([[0.0], np.cumsum(terms)])[at]
        return np.asarray(sums[None, :] - sums[:, None])

    length = between(np.ones(n))
    count = np.where(length > 0, length, 1)
    total = between(values)
    error = between(values**2) - total**2 / count
    if degree:
        clock = between(time)
        spread = between(time**2) - clock**2 / count
        shared = between(time * values) - clock * total / count
        error -= np.where(spread > 1e-13, shared**2 / np.maximum(spread, 1e-13), 0)
    return np.where(length > 0, np.maximum(error, 0), np.inf)


def partitions(error: Floats, most: int) -> list[tuple[list[int], float]]:
    """The best cuts for 0, 1, … most cuts, as positions in the grid of `error`, and their error.

    Exact dynamic programme; fewer where no more cuts fit in.
    """
    best = error[0].copy()
    came: list[NDArray[np.int64]] = []
    found: list[tuple[list[int], float]] = [([], float(best[-1]))]
    for _ in range(most):
        sums = best[:, None] + error
        origin = sums.argmin(axis=0)
        best = sums[origin, np.arange(len(best))]
        if not np.isfinite(best[-1]):
            break
        came.append(origin)
        cuts: list[int] = []
        end = len(best) - 1
        for origins in reversed(came):
            end = int(origins[end])
            cuts.append(end)
        found.append((cuts[::-1], float(best[-1])))
    return found


def residuals(rows: Floats, cuts: list[int], degree: int) -> Floats:
    """What the lines between the cuts leave over; shape as rows (n, series)."""
    left = np.empty_like(rows)
    edges = [0, *cuts, len(rows)]
    for start, end in pairwise(edges):
        clock = np.linspace(-1, 1, end - start)
        shape, _ = np.linalg.qr(np.vander(clock, degree + 1))
        left[start:end] = rows[start:end] - shape @ (shape.T @ rows[start:end])
    return left


def sharpened(rows: Floats, cuts: list[int], degree: int, step: int, shortest: int) -> list[int]:
    """Cuts that were looked for on a grid only, each moved to the best index between its neighbours on the grid."""
    cuts = list(cuts)
    for position, cut in enumerate(cuts):
        before = cuts[position - 1] if position else 0
        after = cuts[position + 1] if position + 1 < len(cuts) else len(rows)
        tries = range(max(before + shortest, cut - step), min(after - shortest, cut + step) + 1)
        part = rows[before:after]
        cuts[position] = min(
            tries, key=lambda c: float(np.sum(residuals(part, [c - before], degree) ** 2)), default=cut
        )
    return cuts
