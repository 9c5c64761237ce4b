"""The company's own books and bank: every amount that moved is posted twice, and the trial balance adds up."""

from __future__ import annotations

import numpy as np
import pandas as pd

from leitstand.demo.finance import bank, bookkeeping, costs, liquidity
from leitstand.demo.finance.accounts import BANK, LABELS, OPENING, SAVINGS
from leitstand.demo.finance.liquidity import Liquidity
from leitstand.demo.finance.postings import entries, postings, trial_balances
from leitstand.demo.finance.workdays import workday
from leitstand.demo.world import END, FIRST_DAY, Truth, World

_LOAN = 180_000_00
"""The bank's loan on the first day for the standard company, in cents."""


def stage(world: World) -> None:
    """Adds `bills`, `entries`, `postings`, `trial_balances`, `accounts`, `bank_lines`, `bank_items`, `bank_balances`.

    Their amounts are in cents.
    """
    tables, scale = world.tables, world.plan.scale
    invoice, paid, activity = tables["invoices"], tables["payments"], tables["payouts"]
    loan = round(_LOAN * scale / 100_00) * 100_00
    own = [
        bookkeeping.income_taxes(int(invoice["net"].sum())),
        bookkeeping.equipment(scale),
        bookkeeping.loan(loan),
        _unclear(),
    ]
    fixed = sum(int(one.loc[one["account"].between(2000, 4999), "cents"].sum()) for one in own)
    bill, staff, sold = costs.bills(world, invoice, activity, fixed)
    own.append(bookkeeping.payroll(staff, tables["employees"]))
    batch = [
        bookkeeping.sales(invoice, tables["credit_notes"]),
        bookkeeping.receipts(paid),
        bookkeeping.providers(activity),
        bookkeeping.purchases(bill, sold),
        *own,
    ]
    own.append(bookkeeping.value_added_tax(postings(pd.concat(batch, ignore_index=True))))
    batch.append(own[-1])
    money = liquidity.kept(_flow(pd.concat(batch)), _held_back(paid), world.plan.story)
    own.append(money.entries)
    opening = _opening(money, loan, bookkeeping.first_value(scale), round(float(sold.head(3).sum())))
    written = pd.concat([opening, *batch, money.entries], ignore_index=True)
    tables["bills"] = bill
    tables["entries"] = written.sort_values(["day", "document", "account"], kind="stable", ignore_index=True)
    tables["postings"] = postings(tables["entries"])
    tables["trial_balances"] = trial_balances(tables["postings"])
    tables["accounts"] = pd.DataFrame(LABELS.items(), columns=["account", "label"])
    tables["bank_lines"] = bank.lines(world, paid, activity, bill, pd.concat(own))
    tables["bank_items"] = bank.items(world, paid)
    tables["bank_balances"] = _balances(tables["bank_lines"], money)
    _tell(world, money)


def _unclear() -> pd.DataFrame:
    """A payment a quarter of which only the owners know what it was for."""
    days = pd.DatetimeIndex(workday(pd.date_range(FIRST_DAY, END, freq="QS", inclusive="left") + pd.Timedelta(days=40)))
    amount = 100_00 + 15_00 * np.arange(len(days))
    return entries(days, 4930, BANK, amount, document="SO-" + days.strftime("%Y%m"), text="Sonstiges")


def _flow(batch: pd.DataFrame) -> pd.Series:
    """What the bank account gained each day, in cents."""
    found = postings(batch.reset_index(drop=True))
    return found[found["account"] == BANK].groupby("day")["cents"].sum()


def _held_back(paid: pd.DataFrame) -> pd.Series:
    """What customers would have paid by each day had they kept their habits, and had not, in cents."""
    planned, actual = (paid.groupby(day)["cents"].sum() for day in ("planned_on", "paid_on"))
    return planned.sub(actual, fill_value=0).sort_index().cumsum().reindex(liquidity.DAYS, method="ffill").fillna(0)


def _opening(money: Liquidity, loan: int, equipment: int, stock: int) -> pd.DataFrame:
    """The balances with which the first fiscal year begins; what is left over is earlier profit."""
    known = {BANK: money.opening - money.savings, SAVINGS: money.savings, 420: equipment, 3980: stock,
             650: -loan, 800: -50_000_00}  # fmt: skip
    known[860] = -sum(known.values())
    return entries(pd.Timestamp(FIRST_DAY), list(known), OPENING, list(known.values()), document="EB",
                   text="Eröffnungsbilanz")  # fmt: skip


def _balances(lines: pd.DataFrame, money: Liquidity) -> pd.DataFrame:
    """Balance of each own account after each day with lines: day, account, opening, closing in cents."""
    found = []
    for account, first in ((BANK, money.opening - money.savings), (SAVINGS, money.savings)):
        moved = lines[lines["account"] == account].groupby("day")["cents"].sum()
        closing = moved.cumsum() + first
        found.append(pd.DataFrame({"account": account, "opening": closing - moved, "closing": closing}).reset_index())
    return pd.concat(found, ignore_index=True)


def _tell(world: World, money: Liquidity) -> None:
    short = money.shortage
    if short:
        world.told(
            Truth(
                "cash_shortage", "cash_shortage", "cash_balance_amount", {}, short.since.date(), short.credit_on.date(),
                short.lowest / 100, "EUR",
                {"threshold": liquidity.SHORT / 100, "lowest": short.lowest / 100,
                 "had_they_paid_as_before": short.as_planned / 100, "credit_drawn": short.credit / 100,
                 "credit_drawn_on": short.credit_on.date().isoformat(), "cause": "large_customers_late"},
            )
        )  # fmt: skip
    found = world.tables["postings"]
    month = found["day"].dt.to_period("M").astype(str)
    revenue = found["account"].between(8000, 8999)
    by_month = -found.loc[revenue, "cents"].groupby(month[revenue]).sum()
    cost = found["account"].between(4000, 4999)
    by_type = found.loc[cost, "cents"].groupby(found["account"]).sum()
    unclear = world.tables["bank_lines"]["purpose"].str.startswith("wie besprochen")
    amount = world.tables["bank_lines"]["cents"].abs()
    world.told(Truth("books_revenue", "fact", "books_revenue", unit="EUR",
                     more={"by_month": {one: cents / 100 for one, cents in by_month.items()}}))  # fmt: skip
    world.told(Truth("costs_by_account", "fact", "cost_amount", unit="EUR",
                     more={"by_account": {str(one): cents / 100 for one, cents in by_type.items()}}))  # fmt: skip
    world.told(Truth("unclear_payments", "unclassified", "cash_unclassified", effect=float(amount[unclear].sum() / 100),
                     unit="EUR", more={"lines": int(unclear.sum()),
                                       "share": float(amount[unclear].sum() / amount.sum())}))  # fmt: skip
