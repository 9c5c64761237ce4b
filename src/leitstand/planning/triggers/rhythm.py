"""How regularly each customer buys, and when a pause is longer than that explains."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import pandas as pd

LEAST_GAPS = 3
LEVEL = 0.95
MANY = 10
"""Customers from which on their spreads say something about each other."""
ROUNDING = 1 / 12
"""Variance that counting in whole days alone makes, in days²."""


def rhythms(days: pd.DataFrame) -> pd.DataFrame:
    """Per customer with at least three pauses between order days: `gaps` (their number), `median` and `limit` in days,
    `last` (day). days: `customer`, `day`.

    limit: in 95 of 100 cases the next order comes within it: the upper prediction bound of a t distribution over the
    logarithms of the pauses. The spread of three pauses alone says little, so it leans on that of all customers, the
    more the more alike they are (empirical Bayes, Smyth 2004, Stat. Appl. Genet. Mol. Biol. 3).

    >>> import pandas as pd
    >>> day = pd.to_datetime(["2025-01-01", "2025-01-31", "2025-03-02", "2025-04-01"])
    >>> found = rhythms(pd.DataFrame({"customer": 1, "day": day})).loc[1]
    >>> int(found.gaps), float(found["median"]), round(float(found.limit))
    (3, 30.0, 31)
    """
    from scipy import stats

    rows = days[["customer", "day"]].drop_duplicates().sort_values(["customer", "day"])
    rows = rows.assign(gap=rows.groupby("customer").day.diff().dt.days)
    known = rows.dropna(subset=["gap"])
    known = known.assign(log=np.log(known.gap.astype(float)))
    table = known.groupby("customer").agg(
        gaps=("gap", "size"), median=("gap", "median"), mean=("log", "mean"), var=("log", "var"), last=("day", "max")
    )
    table = table[table.gaps >= LEAST_GAPS]
    free = table.gaps.to_numpy(dtype=float) - 1
    own = np.maximum(table["var"].to_numpy(), ROUNDING / table["median"].to_numpy() ** 2)
    weight, usual = _usual(own, free)
    spread = np.sqrt((weight * usual + free * own) / (weight + free))
    reach = stats.t.ppf(LEVEL, weight + free) * spread * np.sqrt(1 + 1 / table.gaps)
    return table.assign(limit=np.exp(table["mean"] + reach))[["gaps", "median", "limit", "last"]]


def _usual(own: np.ndarray, free: np.ndarray) -> tuple[float, float]:
    """How many pauses the variance of all customers is worth beside a customer's own, and that variance."""
    from scipy import optimize, special

    if len(own) < MANY:
        return 0.0, 0.0
    logs = np.log(own) - special.digamma(free / 2) + np.log(free / 2)
    excess = float(logs.var(ddof=1) - special.polygamma(1, free / 2).mean())
    least, most = 1e-2, 1e3
    if excess <= special.polygamma(1, most / 2):
        weight = most
    elif excess >= special.polygamma(1, least / 2):
        return 0.0, 0.0
    else:
        weight = float(optimize.brentq(lambda one: float(special.polygamma(1, one / 2)) - excess, least, most))
    return weight, float(np.exp(logs.mean() + special.digamma(weight / 2) - np.log(weight / 2)))
