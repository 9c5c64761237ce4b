"""Reads the revenue of each month out of the trial balances, to check the postings against them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from leitstand.metrics.compute.facts import StoreFacts

KINDS = ("revenue", "revenue_deduction")
CENT = Decimal("0.01")


def revenue(facts: StoreFacts) -> dict[date, Decimal]:
    """First day of a month → revenue less deductions by its trial balance, for the months for which it can be said."""
    if "trial_balance" not in facts.systems:
        return {}
    balance, kinds = facts.table("trial_balance"), facts.table("account_kind")
    rows = balance.join(kinds.filter(kinds.kind.isin(KINDS)).select("account"), "account")
    rows = rows.select("day", "account", opening="opening_base", debit="debit_base", credit="credit_base",
                       closing="closing_base")  # fmt: skip
    months: dict[date, dict[str, dict[str, Any]]] = {
        one["day"]: {} for one in balance.select("day").distinct().to_pyarrow().to_pylist()
    }
    for row in rows.to_pyarrow().to_pylist():
        months[row["day"]][row["account"]] = row
    found = {}
    for day, accounts in months.items():
        first = day.replace(day=1)
        before = None if first.month == facts.fiscal_start else months.get(first - timedelta(days=1))
        moved = _moved(accounts.values(), before, starts=first.month == facts.fiscal_start)
        if moved is not None:
            found[first] = -moved.quantize(CENT)
    return found


def _moved(accounts: Iterable[Mapping[str, Any]], before: Mapping[str, Mapping[str, Any]] | None,
           *, starts: bool) -> Decimal | None:  # fmt: skip
    """What the accounts moved in the month, debit positive. before: those of the month before in the same fiscal year.

    Lists that only tell sums of the year need the month before, unless the month starts the fiscal year.
    """
    total = Decimal(0)
    for row in accounts:
        if row["debit"] is not None or row["credit"] is not None:
            total += (row["debit"] or 0) - (row["credit"] or 0)
        elif row["closing"] is None or (before is None and not starts):
            return None
        else:
            earlier = (before or {}).get(row["account"])
            total += row["closing"] - (earlier["closing"] if earlier else row["opening"] or 0)
    return total
