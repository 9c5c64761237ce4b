"""How likely so many, or so few, cases are by chance: with the tails of counts, which are longer than a bell's."""

from __future__ import annotations

import numpy as np


def dispersion(events: np.ndarray, fitted: np.ndarray, trials: np.ndarray, df: float) -> float:
    """φ = Pearson χ² of the months / degrees of freedom, at least 1: how much wider than chance the events scatter."""
    known = np.isfinite(events) & np.isfinite(fitted)
    mean = np.maximum(fitted, 0.05)
    tried = np.where(np.isfinite(trials), np.maximum(trials, 1), np.inf)
    spread = np.maximum(mean * (1 - mean / tried), 0.05)
    return max(1.0, float(((events - mean) ** 2 / spread)[known].sum() / df))


def tail(events: np.ndarray, expected: np.ndarray, inside: np.ndarray, trials: np.ndarray, phi: float) -> float:
    """Two-sided p that the events inside differ so much from those outside.

    Idea: given the rest, the events inside follow a distribution with an uncertain rate: negative binomial for counts,
    beta-binomial for shares; overdispersion φ (as in Laney's charts) shrinks the number of independent cases.
    Formula: counts: with E expected inside and x₀ seen, E₀ expected outside, P(X ≥ x) of Poisson mixed with
    Gamma(x₀/φ + ½, E₀/E); shares: P(X ≥ x) of n trials mixed with Beta(x₀/φ + ½, (n₀ − x₀)/φ + ½); x, n divided by φ.
    When it misleads: few months estimate φ badly; it is never taken below 1.
    events, expected: (T,) numbers of cases (NaN unknown). inside: (T,) bool. trials: (T,), of shares; NaN for counts.
    phi: see `dispersion`.
    Reference: Laney (Quality Engineering 2002); Box, Hunter, Hunter, Statistics for Experimenters.
    """
    from scipy.stats import betabinom, nbinom

    known = np.isfinite(events) & np.isfinite(expected)
    within, beyond = known & inside, known & ~inside
    shares = bool(np.isfinite(trials).any())
    mean = np.maximum(expected, 0.05)
    x, rest = events[within].sum() / phi, events[beyond].sum() / phi
    due, due_rest = mean[within].sum() / phi, mean[beyond].sum() / phi
    if not shares:
        law = nbinom(rest + 0.5, due_rest / (due_rest + due))
    else:
        tried = trials[beyond].sum() / phi
        # trials inside that would give the expected number at the rate outside: the season is in `expected`
        cases = max(round(float(due / (rest + 0.5) * tried)), int(np.ceil(x)), 1)
        law = betabinom(cases, rest + 0.5, max(tried - rest, 0) + 0.5)
    # a divided count lies between two whole ones: the less surprising of them is taken
    surprise = law.sf(np.floor(x) - 1) if x > due else law.cdf(np.ceil(x))
    return float(min(1.0, 2 * surprise))
