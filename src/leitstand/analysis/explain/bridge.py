"""The revenue bridge between any two periods: new, returning, growing, shrinking and lost customers."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class RevenueBridge:
    """What each kind of customer adds to the change of revenue; all seven add up to it, losses below zero.

    refund_only: customers with refunds and no purchases in both periods. unassigned: revenue without a customer.
    """

    new: float = 0
    reactivation: float = 0
    expansion: float = 0
    contraction: float = 0
    churn: float = 0
    refund_only: float = 0
    unassigned: float = 0


def revenue_bridge(
    before: Mapping[Any, float], after: Mapping[Any, float], bought_earlier: Collection[Any]
) -> RevenueBridge:
    """Customer → revenue of both periods (key None: without a customer) into the parts of the change.

    Idea: each customer belongs to exactly one part. Formula, with r₀ and r₁: new r₁ − r₀ where r₀ ≤ 0 < r₁ and nothing
    was bought before the later period, reactivation where something was (`bought_earlier`); expansion and contraction
    r₁ − r₀ where both are positive; churn where r₁ ≤ 0 < r₀. When it misleads: churn only says that nothing was bought
    in the later period; short periods make rare buyers come and go. The metrics rev_new … are the same for a period and
    the one before it.

    >>> revenue_bridge({"a": 10, "b": 5, "c": 8}, {"a": 12, "c": 6, "d": 4, "e": 3}, {"e"})
    RevenueBridge(new=4, reactivation=3, expansion=2, contraction=-2, churn=-5, refund_only=0, unassigned=0)
    """
    parts: dict[str, float] = dict.fromkeys(RevenueBridge.__slots__, 0)
    for customer in {*before, *after}:
        was, now = before.get(customer, 0), after.get(customer, 0)
        parts[_part(customer, was, now, customer in bought_earlier)] += now - was
    return RevenueBridge(**parts)


def _part(customer: Any, was: float, now: float, bought: bool) -> str:
    if customer is None:
        return "unassigned"
    if was > 0 and now > 0:
        return "expansion" if now >= was else "contraction"
    if now > 0:
        return "reactivation" if bought else "new"
    return "churn" if was > 0 else "refund_only"
