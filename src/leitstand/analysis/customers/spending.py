"""How much a customer spends on an order day, given how much it was so far: the Gamma–Gamma model."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from leitstand.analysis.customers.fitting import covariance, likeliest
from leitstand.analysis.customers.histories import Histories

LEAST_BUYERS = 30
MOST_CORRELATION = 0.3
"""Of number and size of purchases: the model takes the two for independent."""


@dataclass(frozen=True, slots=True)
class GammaGamma:
    """Amounts differ within a customer as a gamma(p, nu), and nu between customers as a gamma(q, gamma).

    correlation: of the mean amount with the number of repeat order days. spread: covariance of the logarithms of the
    three, None: unknown. Fader and Hardie (2013), note 025.
    """

    p: float
    q: float
    gamma: float
    ll: float
    correlation: float
    spread: np.ndarray | None = None

    @property
    def independent(self) -> bool:
        """Whether number and size of purchases have as little to do with each other as the model assumes."""
        return abs(self.correlation) < MOST_CORRELATION

    def expected(self, repeats: np.ndarray, spend: np.ndarray) -> np.ndarray:
        """Mean amount of an order day to expect of each; without a repeat purchase the mean of all customers."""
        x, total = _known(repeats, spend)
        return np.asarray(self.p * (self.gamma + total) / (self.p * x + self.q - 1))

    def draw(
        self, order_days: np.ndarray, repeats: np.ndarray, spend: np.ndarray, dice: np.random.Generator
    ) -> np.ndarray:
        """One possible sum of so many order days of each."""
        x, total = _known(repeats, spend)
        nu = dice.gamma(self.q + self.p * x) / (self.gamma + total)
        return np.where(order_days > 0, dice.gamma(self.p * np.maximum(order_days, 1)) / nu, 0.0)

    def perhaps(self, dice: np.random.Generator) -> GammaGamma:
        """The model with parameters that are as likely as the uncertainty of the estimates allows."""
        if self.spread is None:
            return self
        p, q, gamma = np.exp(dice.multivariate_normal(np.log([self.p, self.q, self.gamma]), self.spread))
        return replace(self, p=float(p), q=max(float(q), 1.05), gamma=float(gamma))


def _known(repeats: np.ndarray, spend: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Repeat order days with an amount, and their sum."""
    x = np.where(spend > 0, repeats, 0.0)
    return x, np.where(x > 0, x * np.nan_to_num(spend), 0.0)


def log_likelihood(p: float, q: float, gamma: float, repeats: np.ndarray, spend: np.ndarray) -> np.ndarray:
    """Of each customer's mean amount under the model; repeats and spend above zero."""
    from scipy.special import gammaln

    px = p * repeats
    return np.asarray(
        gammaln(px + q)
        - gammaln(px)
        - gammaln(q)
        + q * np.log(gamma)
        + (px - 1) * np.log(spend)
        + px * np.log(repeats)
        - (px + q) * np.log(gamma + repeats * spend)
    )


def fit(known: Histories) -> GammaGamma | None:
    """The likeliest model of the amounts of repeat buyers; None where they are too few, or it does not suit them."""
    came_back = (known.repeats > 0) & (known.spend > 0)
    repeats, spend = known.repeats[came_back], known.spend[came_back]
    if len(repeats) < LEAST_BUYERS or np.ptp(spend) == 0:
        return None
    scale = float(spend.mean())
    scaled = spend / scale

    def minus_log(logs: np.ndarray) -> float:
        p, q, gamma = np.exp(logs)
        return float(-log_likelihood(p, q, gamma, repeats, scaled).mean())

    found = likeliest(minus_log, ([1.0, 1.0, 0.0], [2.0, 2.0, -1.0]))
    if found is None:
        return None
    p, q, gamma = (float(value) for value in np.exp(found))
    if q <= 1:  # then the mean amount of a customer has no expectation
        return None
    gamma *= scale
    correlation = float(np.corrcoef(repeats, spend)[0, 1]) if np.ptp(repeats) else 0.0
    total = float(log_likelihood(p, q, gamma, repeats, spend).sum())
    return GammaGamma(p, q, gamma, total, correlation, covariance(minus_log, found, len(repeats)))
