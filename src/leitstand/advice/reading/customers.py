"""Customers by their orders: how long they have been quiet and what they spent, for lists of those affected."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from leitstand.advice.contract import Affected, Situation
from leitstand.foundation.text import Text

if TYPE_CHECKING:
    import pandas as pd

CUSTOMERS = Text(de="Kunden", en="customers")


def orders_of(situation: Situation) -> pd.DataFrame:
    """Orders of known customers that were not cancelled: customer_key, ordered_on, amount (net, reporting currency)."""
    import pandas as pd

    orders = situation.rows("order", ["customer_key", "ordered_on", "net_amount_base", "status"])
    orders = orders[orders.customer_key.notna() & (orders.status != "cancelled")]
    orders = orders.assign(ordered_on=pd.to_datetime(orders.ordered_on), amount=orders.net_amount_base.astype(float))
    return orders[["customer_key", "ordered_on", "amount"]]


def histories(situation: Situation, orders: pd.DataFrame | None = None) -> pd.DataFrame:
    """One row per customer, those who spent most first: customer_key as index, last (day), quiet (days since), orders,
    spent, rhythm (median days between order days; missing with fewer than three)."""
    import pandas as pd

    orders = orders_of(situation) if orders is None else orders
    by = orders.groupby("customer_key")
    found = by.agg(last=("ordered_on", "max"), orders=("ordered_on", "size"), spent=("amount", "sum"))
    days = orders.drop_duplicates(["customer_key", "ordered_on"]).sort_values(["customer_key", "ordered_on"])
    gaps = days.groupby("customer_key").ordered_on.diff().dt.days
    known = gaps.notna()
    gap = gaps[known].groupby(days.customer_key[known]).agg(["median", "size"])
    found["rhythm"] = gap["median"].where(gap["size"] >= 2)
    found["quiet"] = (pd.Timestamp(situation.as_of) - found["last"]).dt.days
    return found.sort_values("spent", ascending=False)


def listed(what: Text, table: str, keys: Iterable[object], count: float | None = None) -> Affected:
    """Affected with its list of keys, the most urgent first."""
    told = [str(key) for key in keys]
    return Affected(len(told) if count is None else count, what, table, told)
