"""How long a customer had been one when something happened: in bands of months since the first order."""

from __future__ import annotations

from typing import Any

from leitstand.foundation.schema import table as schema_table
from leitstand.metrics.contract import Facts

BANDS = {0: "0–3", 3: "3–12", 12: "12–24", 24: "24–60", 60: "60+"}
"""Full months from which a band begins → its name."""


def bands(facts: Facts, name: str, day: str) -> Any:
    """The key of the table and `tenure_band` on its date column `day`; null without a known first order before."""
    import ibis

    key = schema_table(name).key[0]
    rows = facts.table(name).select(key, "customer_key", day=day)
    first = facts.table("customer_orders").select("customer_key", "first_order_on")
    rows = rows.left_join(first, "customer_key")
    months = (rows.day.year() - rows.first_order_on.year()) * 12 + rows.day.month() - rows.first_order_on.month()
    months = months - (rows.day.day() < rows.first_order_on.day()).ifelse(1, 0)
    return rows.select(
        key, tenure_band=ibis.cases(*((months >= start, name) for start, name in reversed(BANDS.items())))
    )
