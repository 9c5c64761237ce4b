"""How long a customer had been one when something happened: in bands of months since the first order."""

from __future__ import annotations

from typing import Any

from leitstand.metrics.contract import Facts

BANDS = {0: "0–3", 3: "3–12", 12: "12–24", 24: "24–60", 60: "60+"}
"""Full months from which a band begins → its name."""


def bands(facts: Facts, rows: Any, key: str, day: str) -> Any:
    """The key and `tenure_band` on the date column `day` of rows with a customer_key; null without an order before."""
    import ibis

    rows = rows.select(key, "customer_key", day=day)
    first = facts.table("customer_orders").select("customer_key", "first_order_on")
    rows = rows.left_join(first, "customer_key")
    months = (rows.day.year() - rows.first_order_on.year()) * 12 + rows.day.month() - rows.first_order_on.month()
    months = months - (rows.day.day() < rows.first_order_on.day()).ifelse(1, 0)
    return rows.select(
        key, tenure_band=ibis.cases(*((months >= start, name) for start, name in reversed(BANDS.items())))
    )
