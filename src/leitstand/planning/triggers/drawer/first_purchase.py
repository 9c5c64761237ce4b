"""A new customer has bought for the first time: the second purchase is decided now."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

from leitstand.foundation.text import Text
from leitstand.planning.triggers.contract import Fact, Task, Trigger
from leitstand.planning.triggers.sight import Sight

if TYPE_CHECKING:
    import pandas as pd

NEW = timedelta(days=14)
SEEN = timedelta(days=180)
"""Orders must reach that far back: before, nobody knows who was a customer already."""
SHARE = 0.1
"""Share of the margin expected within a year that a welcome may move; judgement."""


def look(sight: Sight) -> Iterator[Task]:
    days, end = sight.days, sight.until("order")
    if days.empty or end - days.day.min() < SEEN:
        return
    span = days.groupby("customer").day.agg(["min", "max"])
    new = span[(span["min"] > end - NEW) & (span["min"] == span["max"])]
    orders = sight.orders[sight.orders.customer.isin(new.index)]
    old = _bought_before(sight, orders.order_id)
    orders = orders[~orders.customer.isin(orders.customer[orders.order_id.isin(old)])]
    bought = orders.groupby("customer").agg(amount=("amount", "sum"), order=("order_id", "min"), day=("day", "min"))
    bought = bought.assign(ahead=sight.year_ahead(bought.index))
    for customer, row in bought.iterrows():
        day = row.day.date()
        yield Task(
            customer=int(str(customer)),
            evidence={
                "first_order_on": day, "days_since": (end - row.day).days, "amount": float(row.amount),
                "margin_ahead": float(row.ahead), "share": SHARE,
            },
            stake=SHARE * float(row.ahead),
            news=(day,),
            records=(("order", int(row.order)),),
        )  # fmt: skip


def _bought_before(sight: Sight, orders: pd.Series) -> set[int]:
    """Orders that their source does not take for the customer's first."""
    rows = sight.rows("order", "order_id", "is_first_order")
    rows = rows[rows.order_id.isin(orders)]
    return {int(key) for key, first in zip(rows.order_id, rows.is_first_order, strict=True) if first is False}


TRIGGER = Trigger(
    title=Text(de="Erster Kauf", en="First purchase"),
    reason=Text(
        de="Hat am {first_order_on} zum ersten Mal gekauft, für {amount} netto.",
        en="Bought for the first time on {first_order_on}, for {amount} net.",
    ),
    step=Text(
        de="Willkommen heißen und fragen, ob alles angekommen ist und passt. Werbung nur mit Einwilligung (§ 7 UWG).",
        en="Welcome them and ask whether everything arrived and fits. Advertise with consent only.",
    ),
    worth=Text(
        de="{share} der in zwölf Monaten erwarteten Marge ({margin_ahead}); der Anteil ist eine Einschätzung.",
        en="{share} of the margin expected within twelve months ({margin_ahead}); the share is a judgement.",
    ),
    facts={
        "first_order_on": Fact(Text(de="erste Bestellung", en="first order"), "date"),
        "days_since": Fact(Text(de="seitdem vergangen", en="passed since"), "days"),
        "amount": Fact(Text(de="Nettobetrag", en="net amount"), "currency"),
        "margin_ahead": Fact(Text(de="in zwölf Monaten erwartete Marge", en="margin expected in a year"), "currency"),
        "share": Fact(Text(de="Anteil, um den es geht", en="share that is at stake"), "ratio"),
    },
    needs=("order",),
    role="sales",
    due=3,
    look=look,
)
