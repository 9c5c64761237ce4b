"""How often customers will buy again, and whether they are still customers: the BG/NBD model."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from leitstand.analysis.customers.fitting import covariance, likeliest
from leitstand.analysis.customers.histories import Histories

LEAST_REPEATS = 30
"""Fewer customers who came back say too little about four parameters."""


@dataclass(frozen=True, slots=True)
class BgNbd:
    """Buying at rates that differ as a gamma(r, alpha), and after each purchase leaving for good with a probability
    that differs as a beta(a, b). ll: log-likelihood. spread: covariance of the logarithms of the four, None: unknown.

    Fader, Hardie and Lee (2005), Marketing Science 24(2).
    """

    r: float
    alpha: float
    a: float
    b: float
    ll: float
    spread: np.ndarray | None = None

    def alive(self, repeats: np.ndarray, last: np.ndarray, age: np.ndarray) -> np.ndarray:
        """Probability of still being a customer; 1 for those who bought on one day only (the model says no more)."""
        return np.asarray(1 / (1 + self._odds_gone(repeats, last, age)))

    def expected(self, time: float, repeats: np.ndarray, last: np.ndarray, age: np.ndarray) -> np.ndarray:
        """Order days to expect of each within the next `time`."""
        from scipy.special import hyp2f1

        # a = 1 is a removable gap of the formula
        a = self.a if abs(self.a - 1) > 1e-6 else 1 + 1e-6
        z = time / (self.alpha + age + time)
        # Euler's transformation of the published 2F1: no large powers that would cancel each other
        with np.errstate(invalid="ignore"):
            rest = (1 - z) ** (a - 1) * hyp2f1(a + self.b - 1 - self.r, a - 1, a + self.b + repeats - 1, z)
        if a > 1:  # far ahead everybody has left; there 0 times infinity is 0
            rest = np.nan_to_num(rest, nan=0.0, posinf=0.0)
        return np.asarray((a + self.b + repeats - 1) / (a - 1) * (1 - rest) * self.alive(repeats, last, age))

    def soon(self, time: float, repeats: np.ndarray, last: np.ndarray, age: np.ndarray) -> np.ndarray:
        """Probability of each to buy at least once within the next `time`."""
        silent = (self.r + repeats) * (np.log(self.alpha + age) - np.log(self.alpha + age + time))
        return np.asarray(-np.expm1(silent) * self.alive(repeats, last, age))

    def draw(
        self, time: float, repeats: np.ndarray, last: np.ndarray, age: np.ndarray, dice: np.random.Generator
    ) -> np.ndarray:
        """One possible number of order days of each within the next `time`."""
        alive = dice.random(len(repeats)) < self.alive(repeats, last, age)
        rate = dice.gamma(self.r + repeats) / (self.alpha + age)
        leave = np.clip(dice.beta(self.a, self.b + repeats), 1e-9, 1.0)
        return np.where(alive, np.minimum(dice.poisson(rate * time), dice.geometric(leave)), 0)

    def perhaps(self, dice: np.random.Generator) -> BgNbd:
        """The model with parameters that are as likely as the uncertainty of the estimates allows."""
        if self.spread is None:
            return self
        at = np.log([self.r, self.alpha, self.a, self.b])
        r, alpha, a, b = np.exp(dice.multivariate_normal(at, self.spread))
        return replace(self, r=float(r), alpha=float(alpha), a=float(a), b=float(b))

    def _odds_gone(self, repeats: np.ndarray, last: np.ndarray, age: np.ndarray) -> np.ndarray:
        came_back = np.maximum(repeats, 1)
        log_odds = (
            np.log(self.a)
            - np.log(self.b + came_back - 1)
            + (self.r + repeats) * (np.log(self.alpha + age) - np.log(self.alpha + last))
        )
        return np.where(repeats > 0, np.exp(np.minimum(log_odds, 700)), 0.0)


def log_likelihood(
    r: float, alpha: float, a: float, b: float, repeats: np.ndarray, last: np.ndarray, age: np.ndarray
) -> np.ndarray:
    """Of each customer's history under the model."""
    from scipy.special import gammaln

    both = gammaln(r + repeats) - gammaln(r) + r * np.log(alpha)
    both = both + gammaln(a + b) + gammaln(b + repeats) - gammaln(b) - gammaln(a + b + repeats)
    stayed = -(r + repeats) * np.log(alpha + age)
    left = np.log(a) - np.log(b + np.maximum(repeats, 1) - 1) - (r + repeats) * np.log(alpha + last)
    return np.asarray(both + np.where(repeats > 0, np.logaddexp(stayed, left), stayed))


def fit(known: Histories) -> BgNbd | None:
    """The likeliest model of these histories; None where too few came back."""
    if np.count_nonzero(known.repeats) < LEAST_REPEATS:
        return None
    rows, counts = np.unique(np.column_stack([known.repeats, known.last, known.age]), axis=0, return_counts=True)
    scale = max(float(known.age.mean()), 1e-9)  # so that alpha is near 1, whatever the unit of time
    repeats, last, age = rows[:, 0], rows[:, 1] / scale, rows[:, 2] / scale
    share = counts / counts.sum()

    def minus_log(logs: np.ndarray) -> float:
        r, alpha, a, b = np.exp(logs)
        return float(-(share @ log_likelihood(r, alpha, a, b, repeats, last, age)))

    found = likeliest(minus_log, ([0.0, 0.0, 0.0, 0.0], [-1.0, -1.5, 0.0, 1.0]))
    if found is None:
        return None
    r, alpha, a, b = (float(value) for value in np.exp(found))
    alpha *= scale
    total = float(counts @ log_likelihood(r, alpha, a, b, *rows.T))
    return BgNbd(r, alpha, a, b, total, covariance(minus_log, found, len(known)))
