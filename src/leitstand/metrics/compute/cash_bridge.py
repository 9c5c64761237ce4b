"""Computes, month by month, what lies between the operating result of the books and the money on the bank accounts."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from leitstand.foundation.period import parse_grain
from leitstand.metrics.compute.answer import Ask, answer
from leitstand.metrics.compute.facts import StoreFacts
from leitstand.metrics.compute.shop_bridge import Steps

STEPS = {
    "result": ("revenue", "revenue_deduction", "other_income", "material", "cost", "depreciation"),
    "depreciation": ("depreciation",),
    "income_tax": ("income_tax",),
    "receivables": ("receivable",),
    "inventory": ("inventory",),
    "payables": ("payable",),
    "sales_tax": ("sales_tax",),
    "other_balances": ("other_asset", "other_liability"),
}
"""Step → kinds of accounts whose change makes it. Depreciation is in the result and is taken back; interest, loans and
capital are financing (DRS 21), fixed assets investment."""
UNKNOWN = "unknown"
"""Accounts without a kind: an own step, so that nothing is lost."""


def steps(facts: StoreFacts) -> Steps:
    """The steps from the operating result to the operating cash flow, as the books have it; empty without postings."""
    if "ledger_entry" not in facts.systems:
        return {}
    line = facts.table("ledger_line")
    line = line.filter(~line.carried & line.booked_on.notnull())
    kinds = line.kind.fill_null(UNKNOWN)
    rows = line.select(month=line.booked_on.truncate("M"), kind=kinds, amount=-line.amount_base)
    found = rows.group_by("month", "kind").aggregate(amount=rows.amount.sum()).to_pyarrow().to_pylist()
    months: Steps = {}
    for row in found:
        months.setdefault(row["month"], {})[row["kind"]] = Decimal(row["amount"] or 0)
    return {month: _of(kinds) for month, kinds in sorted(months.items())}


def to_bank(facts: StoreFacts) -> Steps:
    """What the bank calls something else than the books, which is no error.

    investment_tax: input VAT of fixed assets, which the bank paid with them. unclassified: movements without a class.
    """
    found: Steps = {}
    if "ledger_entry" in facts.systems:
        line = facts.table("ledger_line")
        line = line.filter(~line.carried & line.document.notnull())
        assets = line.filter(line.kind == "fixed_asset").select("document", "booked_on").distinct()
        tax = line.filter(line.kind == "sales_tax").semi_join(assets, ["document", "booked_on"])
        _add(found, "investment_tax", tax.select(month=tax.booked_on.truncate("M"), amount=tax.amount_base))
    if "cash_movement" in facts.systems:
        cash = facts.table("cash_line")
        cash = cash.filter(cash["class"].isnull())
        _add(found, "unclassified", cash.select(month=cash.booked_on.truncate("M"), amount=-cash.amount_base))
    return found


def _add(found: Steps, step: str, rows: Any) -> None:
    sums = rows.group_by("month").aggregate(amount=rows.amount.sum()).to_pyarrow().to_pylist()
    for row in sums:
        if row["month"] and row["amount"]:
            found.setdefault(row["month"], {})[step] = Decimal(row["amount"])


def _of(kinds: dict[str, Decimal]) -> dict[str, Decimal]:
    steps = {step: sum((kinds.get(one, Decimal(0)) for one in of), Decimal(0)) for step, of in STEPS.items()}
    steps["depreciation"] = -steps["depreciation"]
    steps[UNKNOWN] = kinds.get(UNKNOWN, Decimal(0))
    return {step: amount for step, amount in steps.items() if amount or step == "result"}


def bank(facts: StoreFacts) -> dict[date, Decimal]:
    """First day of a month → operating cash flow of the bank accounts, for the months for which it is known."""
    values = answer(facts, "operating_cash_flow", Ask(parse_grain("month")))
    return {
        one.period.start: Decimal(str(one.value)).quantize(Decimal("0.01")) for one in values if one.value is not None
    }
