"""Finds the times at which a series moved to another level or another slope, and stays silent over mere noise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from leitstand.analysis.series.changes_partition import Floats, misfit, partitions, places, residuals, sharpened

SHORTEST_SERIES = 12
SHORTEST_PART = 3
SHARE_PART = 0.05
"""The shortest part as a share of the series: the smallest trimming in the tables of Bai and Perron."""
VALUES_PER_CHANGE = 40
"""So many values are needed for each further change that is assumed while the noise is measured."""
SPIKE = 3.0
"""Robust deviations from which a single value is drawn in: Hampel's three."""
PERIODS = (4, 7, 12, 24)


def change_points(series: Sequence[float] | Sequence[Sequence[float]]) -> list[int]:
    """Where a series changes its level or slope: the index (from 0) of the first value of each new part, ascending.

    Idea: a change must pay for itself. The series is cut where levels, or straight lines, fit it best; a cut counts
    only if the squared errors fall by more than a price that grows with the noise, and the noise is measured with
    its memory: values that resemble their neighbours wander by themselves, and a wandering is no change.

    Formula: min over the number K and the places of the cuts of  Σ(x−fit)²/ω² + (p+2)·K·ln n + Σ ln(nₖ/n),  the
    modified BIC; p = 1 for levels, 2 for lines (the cheaper of both is taken), nₖ the values of a part. ω² is the
    long-run variance s²·(1+ρ)/(1−ρ) of what the best cuts leave over, the least over 0 … n/40 cuts (at least 2 for
    levels, 1 for lines), with ρ their lag-1 correlation plus 2q(1+ρ)/n for the q = p+(p+2)K fitted numbers. It is
    measured again with the cuts found, which may only add further ones, until nothing changes. Before that single
    values are drawn in to three robust deviations from the median of five around them, and a season of 4, 7, 12 or 24
    values that is beyond doubt (F test, p < 0.001, three cycles) is taken out.

    When it misleads: parts shorter than 5 % of the series or 3 values (lines: 6) are not looked for, they are
    outliers; a gradual bend gets one date somewhere in it; a trend in 24 values may be taken for a step; in series
    with a strong memory (ρ ≥ 0.8) under 60 values one in five alarms falsely, in skewed noise one in ten; of 24
    values only steps of some three standard deviations are seen.

    series: at least 12 values in equal time steps (any unit; fewer give []), or rows of several values that change
    together. Missing values (nan) are skipped; the index counts them.

    References: Bai & Perron 1998, 2003 (dynamic programme, trimming, several changes at once); Zhang & Siegmund 2007
    (modified BIC); Kendall 1954 (bias of ρ). The summand 2q(1+ρ)/n was set by simulation: white noise and noise with
    ρ = 0.5 of 24 to 400 values raises an alarm in at most about one of ten series (tests/analysis/series).

    >>> change_points([10, 11, 9, 10, 12, 10, 9, 11, 10, 21, 19, 20, 22, 20, 19, 21, 20, 21])
    [9]
    """
    rows = np.asarray(series, dtype=float)
    rows = rows[:, None] if rows.ndim == 1 else rows
    known = np.flatnonzero(np.isfinite(rows).all(axis=1))
    rows = rows[known]
    if len(rows) < SHORTEST_SERIES:
        return []
    spread = rows.std(axis=0)
    moving = spread > 1e-9 * np.maximum(np.abs(rows).max(axis=0), 1e-300)
    if not moving.any():
        return []
    rows = (rows[:, moving] - rows[:, moving].mean(axis=0)) / spread[moving]
    rows, lost = without_season(without_spikes(rows))
    fits = [cut_up(rows, degree, lost) for degree in (0, 1)]
    noise = np.minimum(fits[0].noise, fits[1].noise)
    best = min(fits, key=lambda fit: fit.price(rows, noise))
    return [int(known[cut]) for cut in best.cuts]


@dataclass(frozen=True)
class Fit:
    """Cuts for one kind of line. noise: the long-run variance of each column."""

    cuts: list[int]
    degree: int
    noise: Floats

    def price(self, rows: Floats, noise: Floats) -> float:
        """Errors in units of noise plus what the cuts and lines cost; the lower the better."""
        n, width = rows.shape
        errors = float(np.sum(np.sum(residuals(rows, self.cuts, self.degree) ** 2, axis=0) / noise))
        lines = (self.degree + 1) * width * float(np.log(n))
        return float(errors + lines + penalty(n, width, self.degree, self.cuts))


def penalty(n: int, width: int, degree: int, cuts: Sequence[int]) -> float:
    """What the cuts cost: the modified BIC."""
    parts = np.diff([0, *cuts, n])
    return float(((degree + 1) * width + 2) * len(cuts) * np.log(n) + np.sum(np.log(parts / n)))


def cut_up(rows: Floats, degree: int, lost: int) -> Fit:
    """The cuts of the least price for levels (0) or lines (1). lost: degrees of freedom already used up."""
    n, width = rows.shape
    shortest = max(SHORTEST_PART * (degree + 1), int(SHARE_PART * n))
    at = places(n)
    too_short = at[None, :] - at[:, None] < shortest
    errors = [np.where(too_short, np.inf, misfit(column, at, degree)) for column in rows.T]
    most = n // shortest - 1

    def candidates(noise: Floats, limit: int) -> list[tuple[list[int], float]]:
        weighed = np.sum([error / one for error, one in zip(errors, noise, strict=True)], axis=0)
        return [([int(at[cut]) for cut in cuts], error) for cuts, error in partitions(weighed, limit)]

    noise = np.full(width, np.inf)
    for cuts, _ in candidates(np.ones(width), min(max(2 - degree, n // VALUES_PER_CHANGE), most)):
        noise = np.minimum(noise, long_run_variance(residuals(rows, cuts, degree), degree, len(cuts), lost))
    found: list[int] = []
    while True:
        tried = candidates(noise, most)
        better, _ = min(tried, key=lambda one: one[1] + penalty(n, width, degree, one[0]))
        if len(better) <= len(found):
            break
        found = better
        noise = np.minimum(noise, long_run_variance(residuals(rows, found, degree), degree, len(found), lost))
    step = int(at[1] - at[0])
    return Fit(sharpened(rows, found, degree, step, shortest) if step > 1 else found, degree, noise)


def long_run_variance(left: Floats, degree: int, cuts: int, lost: int = 0) -> Floats:
    """s²·(1+ρ)/(1−ρ) of each column of residuals, corrected for the numbers that were fitted; infinite if too few."""
    n = len(left)
    fitted = degree + 1 + (degree + 3) * cuts + lost
    if n - fitted < 4:
        return np.full(left.shape[1], np.inf)
    squares = np.maximum(np.sum(left**2, axis=0), 1e-9)
    memory = np.sum(left[1:] * left[:-1], axis=0) / squares
    memory = memory + 2 * fitted * (1 + np.maximum(memory, 0)) / n
    memory = np.clip(memory, 0, 0.95)
    return np.asarray(squares / (n - fitted) * (1 + memory) / (1 - memory))


def without_spikes(rows: Floats) -> Floats:
    """Single values far from the median of the five around them are drawn in (Hampel), so that none makes a part."""
    from scipy.ndimage import median_filter

    level = median_filter(rows, size=(5, 1), mode="nearest")
    away = rows - level
    limit = SPIKE * 1.4826 * np.median(np.abs(away), axis=0)
    return np.asarray(np.where(limit > 0, level + np.clip(away, -limit, limit), rows))


def without_season(rows: Floats) -> tuple[Floats, int]:
    """The rows without a season that is beyond doubt, and the degrees of freedom that it took (0: no season)."""
    from scipy.special import fdtrc

    n = len(rows)
    trend = residuals(rows, [], 1)
    best: tuple[float, int, NDArray[np.float64]] | None = None
    for period in PERIODS:
        if n < 3 * period:
            continue
        phase = np.arange(n) % period
        pattern = np.array([trend[phase == p].mean(axis=0) for p in range(period)])
        left = np.sum((trend - pattern[phase]) ** 2)
        freedom = n - period - 1
        ratio = (np.sum(trend**2) - left) / (period - 1) / max(left / freedom, 1e-12)
        chance = float(fdtrc(period - 1, freedom, max(ratio, 0)))
        if chance < 0.001 and (best is None or chance < best[0]):
            best = chance, period, pattern[phase]
    return (rows, 0) if best is None else (rows - best[2], best[1] - 1)
