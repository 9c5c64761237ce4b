"""Reads what customers bought out of a company's data, for all methods that look at customers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from leitstand.analysis.customers.histories import order_days

if TYPE_CHECKING:
    import pandas as pd

COUNTED_LINES = ("goods", "discount")


class Rows(Protocol):
    """The part of a sight that is needed here (analysis.contract.Sight)."""

    def rows(self, table: str, columns: Sequence[str]) -> pd.DataFrame: ...


def purchases(sight: Rows) -> pd.DataFrame:
    """One row per order of a known customer that was not cancelled: `order_id`, `customer`, `day`, `amount`.

    amount: net sales before refunds in the reporting currency, as in the measure sales_amount.
    """
    orders = sight.rows("purchase", ["order_id", "customer_key", "ordered_on"])
    lines = sight.rows("sale", ["order_id", "line_type", "net_amount_base"])
    counted = lines[lines.line_type.fillna("goods").isin(COUNTED_LINES)]
    amounts = counted.groupby("order_id").net_amount_base.sum()
    found = orders.rename(columns={"customer_key": "customer", "ordered_on": "day"})
    return found.assign(amount=found.order_id.map(amounts).astype(float).fillna(0.0))


def bought(sight: Rows) -> pd.DataFrame:
    """One row per customer and day with orders: `customer`, `day`, `amount` (see `histories.order_days`)."""
    return order_days(purchases(sight))
