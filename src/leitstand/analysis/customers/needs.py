"""What each customer likes to buy, and when the next need for it is due."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from datetime import date

    import pandas as pd

LEAST_GAPS = 2
"""Gaps from which on a customer's own interval holds; before, that of all customers in the category."""
OVER = 2.0
"""Intervals of silence after which a need is taken for gone, not for due."""
SOON = 0.25


def needs(bought: pd.DataFrame, until: date) -> pd.DataFrame:
    """One row per customer and category: what share of the customer's money it takes, and when it is needed next.

    bought: `customer`, `day`, `category`, `amount`. Columns: customer, category, order_days, share (of the customer's
    amount), preference (that share over the category's share of all: above 1 is liked more than by others), interval
    (days; missing where nobody bought twice), own (the interval is the customer's own), last, next (day), due
    (the next need lies within a quarter of an interval, or is past by less than one).
    """
    import pandas as pd

    end = pd.Timestamp(until)
    rows = bought.dropna(subset=["customer", "day", "category"])
    rows = rows[rows.day <= end]
    pair = ["customer", "category"]
    days = rows.groupby([*pair, "day"]).amount.sum().reset_index().sort_values([*pair, "day"])
    days["gap"] = days.groupby(pair).day.diff().dt.days
    usual = days.groupby("category").gap.median()
    found = days.groupby(pair, as_index=False).agg(
        order_days=("day", "size"), amount=("amount", "sum"), own_gap=("gap", "median"), last=("day", "max")
    )
    total, of_all = found.groupby("customer").amount.transform("sum"), float(found.amount.sum())
    everybody = found.groupby("category").amount.transform("sum") / of_all if of_all else np.nan
    own = found.order_days > LEAST_GAPS
    interval = found.own_gap.where(own, found.category.map(usual)).clip(lower=1)
    waited = (end - found["last"]).dt.days / interval
    share = found.amount / total.where(total > 0)
    table: pd.DataFrame = found.assign(
        share=share,
        preference=share / everybody,
        interval=interval,
        own=own,
        next=found["last"] + pd.to_timedelta(interval, unit="D"),
        due=(waited >= 1 - SOON) & (waited < OVER),
    )
    return table[[*pair, "order_days", "share", "preference", "interval", "own", "last", "next", "due"]]
