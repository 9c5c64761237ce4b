"""Fits level, trend and season to many series at once and asks of each date: does something begin that they lack?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

AT_ONCE = 256
"""So many series are fitted together: enough to be fast, few enough to need little memory."""

MEMORIES = (0.0, 0.2, 0.4, 0.6)
"""How much of a month's deviation may live on in the next: what is tried. More is a stock."""

STOCK = (0.99,)
"""Of a stock only the changes are news."""


@dataclass(frozen=True, slots=True)
class Problem:
    """K series of T values with a common design, and what may be added to it.

    y: (K, T), NaN where unknown. variance: (K, T) relative variances. design: (T, p). candidates: (T, C).
    allowed: (K, C), which candidates are tried. floor: (K,) least variance that the sampling itself makes.
    """

    y: np.ndarray
    variance: np.ndarray
    design: np.ndarray
    candidates: np.ndarray
    allowed: np.ndarray
    floor: np.ndarray

    def part(self, rows: slice | np.ndarray) -> Problem:
        """The problem of some of the series."""
        return Problem(self.y[rows], self.variance[rows], self.design, self.candidates, self.allowed[rows],
                       self.floor[rows])  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fits:
    """How well each candidate explains each series.

    t, effect, error: (K, C) test statistic (0 where not allowed), size, standard error. df: (K,) degrees of freedom.
    memory: (K, C) correlation with the month before when the candidate is there.
    """

    t: np.ndarray
    effect: np.ndarray
    error: np.ndarray
    memory: np.ndarray
    df: np.ndarray


def fit(problem: Problem, memories: Sequence[float] = MEMORIES) -> Fits:
    """Each candidate added alone to the design, with and without it the memory that fits best.

    Idea: a change is only as sure as it is better than the best explanation without it, and a series that drifts
    explains a step by memory alone. Formula: y = X b + d·effect + e, e_t = √v_t · u_t, u AR(1) with φ.
    Likelihood of the contrasts free of b: Q(φ) = m·ln RSS(φ) + ln|X'V⁻¹X| + ln|V|, m = n − p;
    t² = (m − 2)·(exp((min Q₀ − min Q₁)/m) − 1), for known φ the usual F. t has its sign from the effect.
    When it misleads: with φ near 1 and few months a step and a random walk look alike; then t stays small.
    Reference: Harville, restricted likelihood (Biometrika 1974); Cooper and Thompson (Biometrika 1977).
    """
    parts = [_fit(problem.part(slice(i, i + AT_ONCE)), memories) for i in range(0, len(problem.y), AT_ONCE)]
    if not parts:
        none = np.zeros((0, problem.candidates.shape[1]))
        return Fits(none, none, none, none, np.zeros(0))
    return Fits(*(np.concatenate(one) for one in zip(*((f.t, f.effect, f.error, f.memory, f.df) for f in parts),
                                                     strict=True)))  # fmt: skip


def _fit(problem: Problem, memories: Sequence[float]) -> Fits:
    y, candidates = np.where(np.isfinite(problem.y), problem.y, 0.0), problem.candidates
    scale = np.where(np.isfinite(problem.y), 1 / np.sqrt(problem.variance), 0.0)
    shape = problem.allowed.shape
    lengths = _lengths(candidates)
    without = np.full(len(y), np.inf)
    best, effect, spread, memory = np.full(shape, np.inf), np.zeros(shape), np.ones(shape), np.zeros(shape)
    contrasts = np.maximum((scale > 0).sum(axis=1) - problem.design.shape[1], 3).astype(float)
    for phi in memories:
        kernel, penalty = _kernel(scale, problem.design, phi)
        seen = (kernel @ y[:, :, None])[:, :, 0]
        total = np.maximum((seen * y).sum(axis=1), 1e-300)
        product = seen @ candidates
        length = lengths(kernel)
        fine = problem.allowed & (length > 1e-9 * (scale**2).sum(axis=1)[:, None])
        length = np.where(fine, length, 1.0)
        gain = np.where(fine, product**2 / length, 0.0)
        left = np.maximum(total[:, None] - gain, 1e-10 * total[:, None])
        without = np.minimum(without, contrasts * np.log(total) + penalty)
        score = contrasts[:, None] * np.log(left) + penalty[:, None]
        better = score < best
        best = np.where(better, score, best)
        effect = np.where(better, np.where(fine, product / length, 0.0), effect)
        spread = np.where(better, left / (contrasts - 1)[:, None], spread)
        memory = np.where(better, phi, memory)
    gained = np.maximum(without[:, None] - best, 0) / contrasts[:, None]
    size = np.sqrt((contrasts - 2)[:, None] * np.expm1(np.minimum(gained, 50)))
    size = size * np.sqrt(np.minimum(1, spread / np.maximum(problem.floor[:, None], spread)))
    t = np.where(problem.allowed & (effect != 0), size * np.sign(effect), 0.0)
    error = np.abs(effect) / np.maximum(np.abs(t), 1e-9)
    return Fits(t, effect, error, memory, contrasts - 2)


def _lengths(candidates: np.ndarray) -> Callable[[np.ndarray], np.ndarray]:
    """Kernels (K, T, T) → d'Nd of each candidate (K, C). Those that are 1 over a stretch of months and else 0 are the
    sum of a square block, read off from sums over all blocks at the corner."""
    flat = ((candidates == 0) | (candidates == 1)).all(axis=0)
    start = (candidates != 0).argmax(axis=0)
    stop = start + (candidates != 0).sum(axis=0)
    stretch = np.flatnonzero(flat & (candidates.sum(axis=0) == stop - start))
    others = np.setdiff1d(np.arange(candidates.shape[1]), stretch)
    a, b, some = start[stretch], stop[stretch], candidates[:, others]

    def of(kernel: np.ndarray) -> np.ndarray:
        found = np.empty((len(kernel), candidates.shape[1]))
        corner = np.zeros((len(kernel), kernel.shape[1] + 1, kernel.shape[1] + 1))
        corner[:, 1:, 1:] = kernel.cumsum(axis=1).cumsum(axis=2)
        found[:, stretch] = corner[:, b, b] - corner[:, a, b] - corner[:, b, a] + corner[:, a, a]
        found[:, others] = ((kernel @ some) * some).sum(axis=1)
        return found

    return of


def base(problem: Problem, chosen: np.ndarray, fits: Fits) -> np.ndarray:
    """(K, T): what the series would be without the chosen candidate (K,) of each: level, trend and season."""
    rows = np.arange(len(chosen))
    moved = problem.candidates[:, chosen].T * fits.effect[rows, chosen][:, None]
    rest = np.where(np.isfinite(problem.y), problem.y - moved, 0.0)
    weight = np.where(np.isfinite(problem.y), 1 / problem.variance, 0.0)
    design = problem.design
    normal = (design.T[None] * weight[:, None, :]) @ design + 1e-9 * np.eye(design.shape[1])
    return np.asarray(np.linalg.solve(normal, ((rest * weight) @ design)[:, :, None])[:, :, 0] @ design.T)


def _kernel(scale: np.ndarray, design: np.ndarray, phi: float) -> tuple[np.ndarray, np.ndarray]:
    """V⁻¹ − V⁻¹X(X'V⁻¹X)⁻¹X'V⁻¹ for each series (K, T, T), and ln|X'V⁻¹X| + ln|V| up to a constant (K,)."""
    length = scale.shape[1]
    seen = scale > 0
    follows = np.zeros(scale.shape, bool)
    follows[:, 1:] = seen[:, 1:] & seen[:, :-1]
    followed = np.zeros(scale.shape, bool)
    followed[:, :-1] = follows[:, 1:]
    diagonal = seen * np.where(follows, 1.0, 1 - phi**2) + followed * phi**2
    inverse = np.zeros((len(scale), length, length))
    at = np.arange(length)
    inverse[:, at, at] = diagonal * scale**2
    beside = -phi * follows[:, 1:] * scale[:, 1:] * scale[:, :-1]
    inverse[:, at[1:], at[:-1]] = beside
    inverse[:, at[:-1], at[1:]] = beside
    weighted = inverse @ design
    normal = design.T @ weighted + 1e-9 * np.eye(design.shape[1])
    kernel = inverse - weighted @ np.linalg.solve(normal, weighted.transpose(0, 2, 1))
    stretches = (seen & ~follows).sum(axis=1)
    return kernel, np.linalg.slogdet(normal)[1] - stretches * np.log(1 - phi**2)
