"""Which things are bought together more often than chance would have it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import pandas as pd

MOST_ITEMS = 80
LEAST_TOGETHER = 10
LEVEL = 0.05


def pairs(baskets: pd.DataFrame) -> pd.DataFrame:
    """One row per pair of items that share baskets more often than expected, the strongest lift first.

    baskets: `basket`, `item`, one row for each item in each basket (repeats count once). Columns: first, second,
    together (baskets with both), support (their share), confidence (share of the baskets with `first` that hold
    `second`, and with the rarer one as first), lift (over independence), p (Fisher's exact test, one-sided), p_adjusted
    (Benjamini–Hochberg over all pairs of the items looked at, up to 80 commonest). Only p_adjusted below 5 % and at
    least ten baskets. What goes together is not what follows from a recommendation.
    """
    import pandas as pd
    from scipy.stats import false_discovery_control, hypergeom

    columns = ["first", "second", "together", "support", "confidence", "lift", "p", "p_adjusted"]
    rows = baskets[["basket", "item"]].dropna().drop_duplicates()
    whole = rows.basket.nunique()
    common = rows.item.value_counts().head(MOST_ITEMS)
    rows = rows[rows.item.isin(common.index)]
    if whole == 0 or len(common) < 2:
        return pd.DataFrame(columns=columns)
    holds = pd.crosstab(rows.basket, rows.item)[common.index].to_numpy()
    both = holds.T @ holds
    one, other = np.triu_indices(len(common), 1)
    counts = common.to_numpy()
    together, n, m = both[one, other], counts[one], counts[other]
    p = hypergeom.sf(together - 1, whole, n, m)
    found = pd.DataFrame(
        {
            "first": common.index[other],  # the rarer: its buyers are those to tell
            "second": common.index[one],
            "together": together,
            "support": together / whole,
            "confidence": together / m,
            "lift": together * whole / (n * m),
            "p": p,
            "p_adjusted": false_discovery_control(p),
        }
    )
    kept = found[(found.p_adjusted < LEVEL) & (found.together >= LEAST_TOGETHER)]
    return kept.sort_values(["lift", "together"], ascending=False, ignore_index=True)[columns]
