"""Whether the shares of the segments really moved, or only strayed as they do from month to month."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

YEAR = 12
FEWEST_MONTHS = 8
"""Pairs of the same calendar month below which nothing is tested."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A difference between two years with its 95 % interval and the two-sided p of its being nothing."""

    value: float
    low: float
    high: float
    p: float


@dataclass(frozen=True, slots=True)
class Shift:
    """The change of a rate between two years and its parts; mix + rate is the total, exactly.

    level_before, level_after: the rate over all. moved: mix per segment. rates_before, rates_after (NaN without cases),
    shares_before, shares_after: per segment.
    """

    total: Estimate
    mix: Estimate
    rate: Estimate
    level_before: float
    level_after: float
    moved: np.ndarray
    rates_before: np.ndarray
    rates_after: np.ndarray
    shares_before: np.ndarray
    shares_after: np.ndarray

    def reversal(self, least: float = 0.01) -> bool:
        """Whether every segment with at least this share of the cases went the other way than the whole."""
        large = np.maximum(self.shares_before, self.shares_after) >= least
        moves = (self.rates_after - self.rates_before)[large]
        return bool(large.sum() > 1 and (moves * self.total.value < 0).all())


def shift(numerators: np.ndarray, denominators: np.ndarray, before: slice, after: slice) -> Shift | None:
    """Mix and rate between two years of months, tested against how they stray.

    Idea: what the whole rate would be in each month at unchanged rates of the segments (mix), or at unchanged shares
    (rate), is a monthly series; the same calendar months of both years are compared, which takes the season out.
    Formula: M_t = Σ_s w_st·(r̄_s − R̄) and K_t = Σ_s w̄_s·r_st; a t-test of the paired differences with n − 2 degrees of
    freedom; their standard error is enlarged by √((1+ρ)/(1−ρ)) for their autocorrelation ρ, never made smaller. The
    spread comes from the months themselves, so that more than binomial scatter is allowed for; that of r̄ adds to mix.
    When it misleads: two years are one comparison; a single odd year looks like a shift.
    numerators, denominators: [month, segment], segments that make up the whole; before, after: two years of equally
    many months that begin in the same calendar month. None where there are too few months with cases in both.
    References: Marshall 1890, Edgeworth 1925 (means of both periods); Bayley and Hammersley 1946 (effective number).
    """
    sides = [(numerators[part], denominators[part]) for part in (before, after)]
    sums = [(upper.sum(axis=0), lower.sum(axis=0)) for upper, lower in sides]
    if any(lower.sum() <= 0 for _, lower in sums):
        return None
    shares = [lower / lower.sum() for _, lower in sums]
    rates = [np.divide(upper, lower, out=np.full(len(lower), np.nan), where=lower > 0) for upper, lower in sums]
    known = [np.where(np.isnan(own), other, own) for own, other in (rates, rates[::-1])]
    known = [np.nan_to_num(one) for one in known]
    totals = [float(upper.sum() / lower.sum()) for upper, lower in sums]
    mean_rate, mean_share, overall = (known[0] + known[1]) / 2, (shares[0] + shares[1]) / 2, sum(totals) / 2
    by_segment = (shares[1] - shares[0]) * (mean_rate - overall)
    mix = float(by_segment.sum())
    months = [(upper, lower, lower.sum(axis=1)) for upper, lower in sides]
    used = (months[0][2] > 0) & (months[1][2] > 0)
    if used.sum() < FEWEST_MONTHS:
        return None
    moved = [(lower[used] / whole[used, None]) @ (mean_rate - overall) for _, lower, whole in months]
    worked = [_at_rates(upper[used], lower[used], known[at], mean_share) for at, (upper, lower, _) in enumerate(months)]
    weights = np.sqrt(months[0][2][used] * months[1][2][used])
    of_rates = float(((shares[1] - shares[0]) ** 2 * sum(map(_scatter, *zip(*sides, strict=True)))).sum()) / 4
    whole = [upper[used].sum(axis=1) / lower[used].sum(axis=1) for upper, lower, _ in months]
    return Shift(
        _paired(whole[1] - whole[0], weights, totals[1] - totals[0]),
        _paired(moved[1] - moved[0], weights, mix, of_rates),
        _paired(worked[1] - worked[0], weights, totals[1] - totals[0] - mix),
        totals[0], totals[1], by_segment, rates[0], rates[1], shares[0], shares[1],
    )  # fmt: skip


def _at_rates(upper: np.ndarray, lower: np.ndarray, usual: np.ndarray, share: np.ndarray) -> np.ndarray:
    """Each month's rate at unchanged shares; a segment without cases in a month has its usual rate."""
    rates = np.divide(upper, lower, out=np.broadcast_to(usual, upper.shape).copy(), where=lower > 0)
    worked: np.ndarray = rates @ share
    return worked


def _scatter(upper: np.ndarray, lower: np.ndarray) -> np.ndarray:
    """Variance of each segment's rate over the year, as its months scatter around it."""
    whole = lower.sum(axis=0)
    strayed = upper - lower * np.divide(upper.sum(axis=0), whole, out=np.zeros(len(whole)), where=whole > 0)
    scattered: np.ndarray = np.divide((strayed**2).sum(axis=0), whole**2, out=np.zeros(len(whole)), where=whole > 0)
    return scattered


def _paired(differences: np.ndarray, weights: np.ndarray, value: float, more: float = 0.0) -> Estimate:
    """The value with the uncertainty that the scatter of the monthly differences gives it. more: further variance."""
    from scipy import special

    share = weights / weights.sum()
    n = 1 / (share**2).sum()
    strayed = differences - (share * differences).sum()
    lagged = (strayed[1:] * strayed[:-1]).sum() / max((strayed**2).sum(), 1e-300)
    rho = min(max((n * lagged + 1) / (n - 4), 0.0), 0.9)  # the sample's own is too low in short series
    ratio = (1 + rho) / (1 - rho)
    variance = (share * strayed**2).sum() * n / max(n - ratio, 1.0)  # about their own mean they stray too little
    error = np.sqrt(max(variance, 1e-300) * ratio / n + more)
    half = float(special.stdtrit(n - 2, 0.975) * error)
    return Estimate(value, value - half, value + half, float(2 * special.stdtr(n - 2, -abs(value) / error)))
