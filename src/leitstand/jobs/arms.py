"""What the customers of a test did in the days after the lot was drawn for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from leitstand.foundation.errors import UnusableInput
from leitstand.foundation.text import Text
from leitstand.metrics.compute.facts import StoreFacts
from leitstand.metrics.compute.rows import rows

if TYPE_CHECKING:
    import pandas as pd

Kind = Literal["share", "amount", "orders", "mean"]

OUTCOMES: Mapping[str, Kind] = {
    "purchase_rate": "share",
    "repeat_purchase_rate_90": "share",
    "rev_reactivation": "amount",
    "revenue_net": "amount",
    "revenue_identified": "amount",
    "arpc": "amount",
    "orders": "orders",
    "purchase_frequency": "orders",
    "aov": "mean",
}
"""Metrics that can be told per customer: whether ordered, amount, number of orders, amount / number."""

BEFORE = 365
"""Days before the lot whose outcome takes out what was to be expected of each customer."""

ARMS = ("treatment", "control")


@dataclass(frozen=True, slots=True)
class Arms:
    """Per customer of the test: treated, and orders and amount after and before. shared: part of them who were in
    another test at the same time."""

    table: pd.DataFrame
    shared: float


def arms(facts: StoreFacts, campaign: str, action: str, days: int, as_of: date) -> Arms:
    """The customers for whom a lot was drawn in the campaign, or whose rows name the action; maybe none.

    An order counts from the moment after the lot up to `days` later.
    """
    import pandas as pd

    names = ["campaign.name", "action_id", "unit_type", "customer_key", "arm", "assigned_on"]
    known = "assignment" in facts.systems
    drawn = rows(facts, "assignment", names) if known else pd.DataFrame(columns=names)
    ours = (drawn["campaign.name"] == campaign) if campaign else (drawn.action_id.astype(str) == action)
    usable = (drawn.unit_type == "customer") & drawn.customer_key.notna()
    drawn, others = drawn[ours & usable & drawn.arm.isin(ARMS)], drawn[~ours & usable]
    over = drawn[drawn.assigned_on + pd.Timedelta(days=days) <= pd.Timestamp(as_of)].reset_index(drop=True)
    found = _bought(facts, over.customer_key, over.assigned_on, days)
    found["treated"] = (over.arm == "treatment").to_numpy()
    return Arms(found, _shared(over, others, days))


def _shared(own: pd.DataFrame, others: pd.DataFrame, days: int) -> float:
    both = own.merge(others[["customer_key", "assigned_on"]], on="customer_key", suffixes=("", "_other"))
    near = both[(both.assigned_on - both.assigned_on_other).abs().dt.days < days]
    return near.customer_key.nunique() / len(own) if len(own) else 0.0


def customers(facts: StoreFacts, days: int, where: Mapping[str, str]) -> pd.DataFrame:
    """What those did in the latest `days` days who had ordered in the year before: who a lot could be drawn for.

    Columns as Arms.table, without `treated`. where: only customers of this segment (dimension segment or country).
    """
    import pandas as pd

    columns = [f"customer.{name}" for name in where if name in ("segment", "country")]
    orders = rows(facts, "order", ["customer_key", "ordered_on", *columns])
    orders = orders[orders.customer_key.notna()]
    for name in columns:
        orders = orders[orders[name] == where[name.removeprefix("customer.")]]
    since = pd.Timestamp(facts.as_of) - pd.Timedelta(days=days)
    known = orders[(orders.ordered_on <= since) & (orders.ordered_on > since - pd.Timedelta(days=BEFORE))]
    keys = known.customer_key.drop_duplicates().reset_index(drop=True)
    return _bought(facts, keys, pd.Series(since, index=keys.index), days)


def outcome(kind: Kind, table: pd.DataFrame) -> tuple[pd.Series, pd.Series | None, pd.Series | None]:
    """Outcome, denominator and value from before, as ab_test takes them."""
    match kind:
        case "share":
            return table.orders > 0, None, None
        case "orders":
            return table.orders, None, table.orders_before
        case "mean":
            return table.amount, table.orders, None
    return table.amount, None, table.amount_before


def _bought(facts: StoreFacts, keys: pd.Series, since: pd.Series, days: int) -> pd.DataFrame:
    """Per place in `keys`: orders and amount within the days after, and in the year before."""
    import pandas as pd

    orders = rows(facts, "order", ["customer_key", "ordered_on", "net_amount_base"])
    drawn = pd.DataFrame({"customer_key": keys, "since": since}).reset_index()
    bought = drawn.merge(orders, "inner", on="customer_key")
    late = (bought.ordered_on - bought.since).dt.days
    spans = {"": (late > 0) & (late <= days), "_before": (late <= 0) & (late > -BEFORE)}
    found = {}
    for name, inside in spans.items():  # the order of the day itself may have led to the lot
        sums = bought[inside].groupby("index").net_amount_base.agg(["size", "sum"]).reindex(drawn["index"]).fillna(0.0)
        found[f"orders{name}"], found[f"amount{name}"] = sums["size"].to_numpy(), sums["sum"].to_numpy()
    return pd.DataFrame(found)


def none_drawn(campaign: str, action: str) -> UnusableInput:
    """There are no arms to compare."""
    where = campaign or action
    return UnusableInput(
        Text(
            de=f"Für „{where}“ liegt keine Auslosung vor, deren Frist um ist.",
            en=f"For '{where}' there is no lot whose days are over.",
        ),
        Text(
            de="Laden Sie die Zuteilung (Tabelle assignment: Kunde, Gruppe treatment oder control, Tag).",
            en="Load the assignment (table assignment: customer, arm treatment or control, day).",
        ),
    )
