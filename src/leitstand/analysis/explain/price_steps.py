"""Finds when the price of a group of products changed, whatever was sold more or less of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import pandas as pd

LEAST_PRODUCTS, LEAST_MONTHS, WINDOW, LEAST_PAIRS = 3, 12, 6, 3
"""Products sold in both months for a link of the chain; months of a chain; months in which the size is measured;
months with a partner a year before."""

CENT = 0.001
"""Spread of links that is always there: prices are rounded to cents."""


@dataclass(frozen=True, slots=True)
class PriceStep:
    """The month in which prices of the same products jumped. change: relative; low, high: 95 % interval; p: corrected
    for the months tried. months, index: the price level at constant mix, 1 in the first month."""

    since: date
    change: float
    low: float
    high: float
    p: float
    months: tuple[date, ...]
    index: np.ndarray
    products: int


def price_step(sales: pd.DataFrame) -> PriceStep | None:
    """The clearest change of price; None where the history is too short. sales: day, product, units, amount (net).

    Chain of monthly Törnqvist links: ln I_t − ln I_(t−1) = Σ ½(s_t + s_(t−1)) · ln(p_t / p_(t−1)) over products sold in
    both months, p the mean price a unit, s their shares of sales (Törnqvist 1936; Diewert 1976). A link out of line
    with the others is a step: Student's t of the largest link against the mean and spread of all others, times the
    number of links; the step must last (the level three months on is nearer to the new than to the old price). Its
    size is measured over half a year on both sides. Misleads where single large customers get prices of their own.
    """
    from scipy.stats import t

    prices, shares = _prices(sales)
    links, counts = _links(prices, shares)
    if len(links) < LEAST_MONTHS or np.isfinite(links).sum() < LEAST_MONTHS:
        return None
    known = np.flatnonzero(np.isfinite(links))
    centre = np.median(links[known])
    place = int(known[np.argmax(np.abs(links[known] - centre))])
    rest = links[known[known != place]]
    spread = max(float(rest.std(ddof=1)), CENT) * np.sqrt(1 + 1 / len(rest))
    gap = float(links[place] - rest.mean())
    p = min(1.0, float(2 * t.sf(abs(gap) / spread, len(rest) - 1)) * len(known))
    level = np.concatenate([[0.0], np.nancumsum(links)])
    after = level[place + 1 : place + 4].mean() - level[max(place - 2, 0) : place + 1].mean()
    if abs(after) < abs(gap) / 2:
        p = 1.0
    months = tuple(month.start_time.date() for month in prices.index)
    low, change, high = _size(prices, shares, place + 1)
    return PriceStep(months[place + 1], change, low, high, p, months, np.exp(level), int(counts[place]))


def units_since(sales: pd.DataFrame, since: date) -> tuple[float, float, float] | None:
    """Relative change of the units sold since a month against the same months a year before, with its 95 % interval
    (Student's t of the months' differences of logarithms); None with fewer than three such months.

    It says what happened, not why: other things change units too. sales: day, units.
    """
    import pandas as pd
    from scipy.stats import t

    units = sales.groupby(sales.day.dt.to_period("M")).units.sum()
    units = np.log(units[units > 0])
    start = pd.Period(since, "M")
    moved = (units - units.set_axis(units.index + 12))[start:].dropna()
    if len(moved) < LEAST_PAIRS:
        return None
    mean, n = float(moved.mean()), len(moved)
    far = float(t.ppf(0.975, n - 1) * moved.std(ddof=1) / np.sqrt(n))
    change, low, high = (float(np.expm1(one)) for one in (mean, mean - far, mean + far))
    return change, low, high


def _size(prices: pd.DataFrame, shares: pd.DataFrame, place: int) -> tuple[float, float, float]:
    """Relative change with its 95 % interval: half a year from the month on beside the half year before.

    Weighted mean over the products of the change of ln(mean price); the products are the cases of the interval.
    """
    from scipy.stats import t

    before, after = slice(max(place - WINDOW, 0), place), slice(place, place + WINDOW)
    logs = prices.map(np.log)
    moved = (logs.iloc[after].mean() - logs.iloc[before].mean()).dropna()
    weights = (shares.iloc[after].sum() + shares.iloc[before].sum()).reindex(moved.index).to_numpy()
    weights = weights / weights.sum()
    mean, n = float((weights * moved).sum()), len(moved)
    error = float(np.sqrt((weights**2 * (moved - mean) ** 2).sum() * n / (n - 1)))
    far = float(t.ppf(0.975, n - 1)) * error
    low, change, high = (float(np.expm1(one)) for one in (mean - far, mean, mean + far))
    return low, change, high


def _prices(sales: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Mean price a unit and share of sales, month × product."""
    sold = sales[(sales.units > 0) & (sales.amount > 0) & sales["product"].notna() & sales.day.notna()]
    month = sold.day.dt.to_period("M")
    sums = sold.groupby([month, "product"])[["units", "amount"]].sum()
    amounts, units = (sums[name].unstack() for name in ("amount", "units"))
    return amounts / units, amounts.div(amounts.T.sum(), axis=0)


def _links(prices: pd.DataFrame, shares: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Change of the logarithm of the price level from month to month; NaN where too few products are sold in both."""
    if len(prices) < 2:
        return np.empty(0), np.empty(0)
    logs, parts = np.log(prices.to_numpy(float)), shares.to_numpy(float)
    moved = np.diff(logs, axis=0)
    both = np.isfinite(moved)
    weights = np.where(both, (parts[1:] + parts[:-1]) / 2, 0.0)
    total = weights.sum(axis=1)
    counts = both.sum(axis=1)
    links = np.where(both, moved, 0.0) * weights
    fine = (counts >= LEAST_PRODUCTS) & (total > 0)
    return np.where(fine, links.sum(axis=1) / np.where(total > 0, total, 1.0), np.nan), counts
