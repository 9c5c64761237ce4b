"""How customers who pay by invoice or direct debit pay: on time, late, in parts, less discount, or never."""

from __future__ import annotations

import numpy as np
import pandas as pd

from leitstand.demo.finance.workdays import next_weekday, workday
from leitstand.demo.world import END, World

LATER_SINCE, LATER_DAYS = pd.Timestamp(2025, 11, 1), 4
"""Since when, by month of invoice, large customers pay how many days later with every month."""
NEVER, IN_PARTS, BOUNCED = 0.008, 0.012, 0.015
"""Shares of private customers' invoices that are never paid, paid in two parts, or whose direct debit comes back."""
_TOGETHER = 5  # invoices in one transfer at most


def terms(world: World, invoice: pd.DataFrame) -> pd.DataFrame:
    """The invoices with their days to pay, the day they are due and whether the customer takes 2 % for paying early."""
    persons = world.tables["persons"]
    dice = world.dice("terms")
    company = persons["kind"].eq("company").to_numpy()
    days = np.where(company & (dice.random(len(persons)) < 0.6), 30, 14)
    takes = company & (days == 30) & (dice.random(len(persons)) < 0.3) & ~persons["large"].to_numpy(bool)
    habit = np.where(company, dice.normal(0, 5, len(persons)), dice.normal(-3, 4, len(persons)))
    own = persons["person_id"].to_numpy()
    found = invoice.copy()
    on_account = found["method"].eq("invoice")
    found["terms"] = found["person_id"].map(pd.Series(days, own)).where(on_account, 0)
    found["terms"] = found["terms"].mask(found["method"].eq("direct_debit"), 7)
    found["due_on"] = found["issued_on"] + pd.to_timedelta(found["terms"], unit="D")
    found["early"] = found["person_id"].map(pd.Series(takes, own)) & on_account
    found["habit"] = found["person_id"].map(pd.Series(habit, own))
    return found


def receipts(world: World, invoice: pd.DataFrame, credit: pd.DataFrame) -> pd.DataFrame:
    """Every payment of an invoice over the bank, in cents, those after the last day too.

    kind: transfer, part, debit (direct debit), bounced (negative), refund (negative, of a credit note paid back);
    planned_on: the day it would have come had large customers kept their habits; skonto_19, skonto_7: discount taken;
    transfer_id: payments with the same arrived together; wording: how the customer writes the number.
    """
    dice = world.dice("receipts")
    bank = invoice[invoice["method"].isin(["invoice", "direct_debit"])].reset_index(drop=True)
    _when(world, bank, dice)
    bank["never"] = (dice.random(len(bank)) < NEVER) & ~bank["company"] & bank["method"].eq("invoice")
    before = _credited_before(bank, credit)
    bank["due"] = bank["gross"] - before
    early = bank["early"] & (before == 0)
    for rate in (19, 7):
        bank[f"skonto_{rate}"] = np.where(early, np.rint(bank[f"gross_{rate}"] * 0.02), 0).astype("int64")
    bank["cents"] = bank["due"] - bank["skonto_19"] - bank["skonto_7"]
    bank = bank[~bank["never"] & (bank["cents"] > 0)].reset_index(drop=True)
    split = (dice.random(len(bank)) < IN_PARTS) & ~bank["company"] & bank["method"].eq("invoice")
    bounced = (dice.random(len(bank)) < BOUNCED) & bank["method"].eq("direct_debit")
    bank["kind"] = np.where(bank["method"] == "direct_debit", "debit", np.where(split, "part", "transfer"))
    rest = bank[split].copy()
    bank.loc[split, "cents"] = (rest["cents"] * 6 // 10).to_numpy()
    rest["cents"] = rest["cents"] - rest["cents"] * 6 // 10
    rest["paid_on"] = workday(rest["paid_on"] + pd.Timedelta(days=18))
    back = bank[bounced].assign(kind="bounced")
    again = back.assign(kind="transfer", paid_on=workday(back["paid_on"] + pd.Timedelta(days=21)))
    back["paid_on"] = workday(back["paid_on"], 3)
    back["cents"] *= -1
    for late in (rest, back, again):
        late["planned_on"] = late["paid_on"]
    found = pd.concat([bank, rest, back, again, _paid_back(bank, credit)], ignore_index=True)
    found[["skonto_19", "skonto_7"]] = found[["skonto_19", "skonto_7"]].fillna(0).astype("int64")
    found["wording"] = dice.choice(["plain", "spaced", "name", "typo"], len(found), p=[0.93, 0.05, 0.01, 0.01])
    found.loc[found["company"], "wording"] = "plain"
    found = found.sort_values(["paid_on", "invoice_id", "kind"], kind="stable", ignore_index=True)
    found["transfer_id"] = _transfers(found)
    columns = ["invoice_id", "number", "person_id", "debtor", "company", "large", "kind", "paid_on", "planned_on",
               "cents", "skonto_19", "skonto_7", "wording", "transfer_id", "credit_number"]  # fmt: skip
    return found[columns].reset_index(names="receipt_id")


def _when(world: World, bank: pd.DataFrame, dice: np.random.Generator) -> None:
    """Adds the day of payment: private customers after some days, companies with their weekly run on Thursdays."""
    days = bank["terms"] + bank["habit"] + dice.gamma(2.0, 3.0, len(bank)) - 3
    soon = np.where(bank["early"], dice.integers(3, 8, len(bank)), days.clip(lower=1))
    wait = np.where(bank["method"] == "direct_debit", 5, soon).astype(int)
    month = bank["issued_on"].dt.year * 12 + bank["issued_on"].dt.month
    months = (month - (LATER_SINCE.year * 12 + LATER_SINCE.month) + 1).clip(lower=0)
    later = np.where(bank["large"] & world.plan.story & bank["method"].eq("invoice"), months * LATER_DAYS, 0)
    for name, extra in (("planned_on", 0), ("paid_on", later)):
        day = bank["issued_on"] + pd.to_timedelta(wait + extra, unit="D")
        run = np.where(bank["company"] & bank["method"].eq("invoice"), next_weekday(day, 3), day.to_numpy())
        bank[name] = workday(run)


def _credited_before(bank: pd.DataFrame, credit: pd.DataFrame) -> pd.Series:
    """What was credited by the day of payment, for each invoice."""
    paid_on = bank.set_index("invoice_id")["paid_on"]
    early = credit[credit["issued_on"] < credit["invoice_id"].map(paid_on)]
    sums = early.groupby("invoice_id")["gross"].sum()
    return bank["invoice_id"].map(sums).fillna(0).astype("int64")


def _paid_back(bank: pd.DataFrame, credit: pd.DataFrame) -> pd.DataFrame:
    """Credit notes after the payment go back over the bank three days later."""
    paid = bank.drop_duplicates("invoice_id").set_index("invoice_id")
    own = credit[credit["invoice_id"].isin(paid.index)]
    late = own[own["issued_on"] >= own["invoice_id"].map(paid["paid_on"])]
    back = late[["invoice_id", "number", "person_id", "debtor", "credit_number"]].copy()
    for name in ("company", "large"):
        back[name] = back["invoice_id"].map(paid[name]).astype(bool)
    discount = back["invoice_id"].map(paid["skonto_19"] + paid["skonto_7"]) > 0
    # who took 2 % off gets back what was paid
    off = {rate: np.where(discount, np.rint(late[f"gross_{rate}"] * 0.02), 0).astype("int64") for rate in (19, 7)}
    back["skonto_19"], back["skonto_7"] = -off[19], -off[7]
    back["cents"] = -(late["gross"] - off[19] - off[7])
    back["paid_on"] = workday(late["issued_on"], 3)
    back["planned_on"] = back["paid_on"]
    return back.assign(kind="refund")


def _transfers(found: pd.DataFrame) -> pd.Series:
    """A number per line of the bank: a company's invoices of one run go together, direct debits of a day too."""
    joined = found["company"] & found["kind"].eq("transfer")
    who = np.where(joined, found["person_id"], np.where(found["kind"] == "debit", 0, -found.index - 1))
    place: pd.Series[int] = found.groupby([found["paid_on"], who]).cumcount() // np.where(
        found["kind"] == "debit", 10**6, _TOGETHER
    )
    return found.groupby([found["paid_on"], who, place], sort=False).ngroup()


def settle(invoice: pd.DataFrame, credit: pd.DataFrame, paid: pd.DataFrame) -> pd.DataFrame:
    """The invoices with what is open on the last day (cents), when they were paid in full and how often dunned."""
    found = invoice.copy()
    end = pd.Timestamp(END)
    done = paid[paid["paid_on"] < end]
    sums = done.assign(all=done["cents"] + done["skonto_19"] + done["skonto_7"]).groupby("invoice_id")["all"].sum()
    found["credited"] = found["invoice_id"].map(credit.groupby("invoice_id")["gross"].sum()).fillna(0).astype("int64")
    found["paid"] = found["invoice_id"].map(sums).fillna(0).astype("int64")
    by_bank = found["method"].isin(["invoice", "direct_debit"])
    found["open"] = np.where(by_bank, found["gross"] - found["credited"] - found["paid"], 0)
    last = done[done["cents"] > 0].groupby("invoice_id")["paid_on"].max()
    full = found["invoice_id"].map(last).where(by_bank, found["issued_on"])
    only_credited = credit.groupby("invoice_id")["issued_on"].max()
    full = full.fillna(found["invoice_id"].map(only_credited))
    found["paid_on"] = full.where(found["open"] <= 0)
    overdue = (end - found["due_on"]).dt.days.where(found["open"] > 0, 0)
    found["dunning"] = np.select([overdue > 60, overdue > 35, overdue > 12], [3, 2, 1], 0)
    return found
