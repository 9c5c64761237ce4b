"""How people rate a point after something went wrong for them, beside those for whom it went well."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import pandas as pd

DAYS = 90
"""How long before the answer it may have happened."""
LEAST_CUSTOMERS = 20


@dataclass(frozen=True, slots=True)
class Aftermath:
    """Mean ratings of customers for whom it went wrong and for whom it went well, with 95 % intervals; their difference
    with its interval and p of Welch's t."""

    wrong: float
    wrong_bounds: tuple[float, float]
    well: float
    well_bounds: tuple[float, float]
    difference: float
    low: float
    high: float
    p: float
    customers_wrong: int
    customers_well: int


def befell(answers: pd.DataFrame, happened: pd.DataFrame, days: int = DAYS) -> np.ndarray:
    """Per answer 1 where something went wrong for the customer in the days before, 0 where all went well, NaN where
    nothing happened.

    answers: `customer`, `day`. happened: `customer`, `day`, `wrong` (bool), in any order; no keys missing in either.
    """
    import pandas as pd

    found = np.full(len(answers), np.nan)
    asked = answers[["customer", "day"]].astype({"customer": "int64", "day": "datetime64[s]"})
    asked = asked.assign(place=np.arange(len(asked))).sort_values("day", kind="stable")
    seen = happened.astype({"customer": "int64", "day": "datetime64[s]"}).sort_values("day", kind="stable")
    for wrong in (False, True):  # what went wrong outweighs what went well
        own = seen.loc[seen.wrong == wrong, ["customer", "day"]].assign(there=True)
        hit = pd.merge_asof(asked, own, on="day", by="customer", tolerance=pd.Timedelta(days=days))
        found[hit.place[hit.there.notna()]] = float(wrong)
    return found


def aftermath(ratings: np.ndarray, customers: np.ndarray, wrong: np.ndarray) -> Aftermath | None:
    """Compares ratings after `wrong` with those without; every customer counts once on each side. None with too few."""
    import pandas as pd
    from scipy.stats import t, ttest_ind

    table = pd.DataFrame({"rating": ratings, "customer": customers, "wrong": wrong}).dropna()
    means = table.groupby(["wrong", "customer"]).rating.mean()
    sides = [means[means.index.get_level_values("wrong") == side].to_numpy() for side in (1.0, 0.0)]
    if min(len(one) for one in sides) < LEAST_CUSTOMERS or not all(np.ptp(one) for one in sides):
        return None
    bad, good = sides
    test = ttest_ind(bad, good, equal_var=False)
    interval = test.confidence_interval(0.95)

    def bounds(one: np.ndarray) -> tuple[float, float]:
        width = t.ppf(0.975, len(one) - 1) * one.std(ddof=1) / np.sqrt(len(one))
        return float(one.mean() - width), float(one.mean() + width)

    return Aftermath(
        wrong=float(bad.mean()),
        wrong_bounds=bounds(bad),
        well=float(good.mean()),
        well_bounds=bounds(good),
        difference=float(bad.mean() - good.mean()),
        low=float(interval.low),
        high=float(interval.high),
        p=float(test.pvalue),
        customers_wrong=len(bad),
        customers_well=len(good),
    )
