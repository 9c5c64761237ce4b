"""Small worlds to look at with pencil and paper: tables as frames, empty where nothing is given."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import pandas as pd

from leitstand.planning.triggers.sight import Sight

TODAY = date(2026, 6, 30)
DAYS = ("_on", "_month", "_from", "_to", "_date")


class World:
    """What a sight reads, out of rows typed by hand; columns that a row does not name are missing in it."""

    def __init__(self, as_of: date = TODAY, **tables: Sequence[Mapping[str, Any]]) -> None:
        self.as_of, self.tables = as_of, tables

    def has(self, table: str) -> bool:
        return bool(self.tables.get(table))

    def rows(self, table: str, columns: Sequence[str]) -> pd.DataFrame:
        given = self.tables.get(table, ())
        return pd.DataFrame({name: _column(name, [row.get(name) for row in given]) for name in columns})

    def until(self, table: str) -> date:
        return self.as_of


def _column(name: str, values: list[Any]) -> pd.Series:
    if name.endswith(DAYS):
        return pd.Series(pd.to_datetime(values), dtype="datetime64[ns]")
    if any(isinstance(one, str | bool) for one in values):
        return pd.Series(values, dtype=object)
    if name.endswith(("_key", "_id")):
        return pd.Series(values, dtype="Int64" if None in values or not values else "int64")
    return pd.Series(values, dtype=float)


def ago(days: int, today: date = TODAY) -> date:
    return today - timedelta(days=days)


def orders(*bought: tuple[int, int, float], first: int = 1, today: date = TODAY) -> dict[str, list[dict[str, Any]]]:
    """Tables of orders: (customer, days ago, net amount); 60 % of it is cost."""
    found: dict[str, list[dict[str, Any]]] = {"order": [], "purchase": [], "sale": []}
    for number, (customer, days, amount) in enumerate(bought, first):
        order = {"order_id": number, "customer_key": customer, "ordered_on": ago(days, today)}
        found["order"].append(order)
        found["purchase"].append(order)
        found["sale"].append(
            {"order_id": number, "line_type": "goods", "net_amount_base": amount, "cost_amount_base": 0.6 * amount}
        )
    return found


def sight(**tables: Sequence[Mapping[str, Any]]) -> Sight:
    return Sight(World(**tables))
