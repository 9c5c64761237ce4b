"""Turns what the bookkeeper enters into double-entry postings, and these into the monthly trial balance."""

from __future__ import annotations

import numpy as np
import pandas as pd

from leitstand.demo.finance.accounts import (
    AUTOMATIC,
    FIRST_CREDITOR,
    FIRST_DEBTOR,
    KEYS,
    LABELS,
    NO_AUTOMATIC,
    OPENING,
    PROFIT_AND_LOSS,
    RATE,
    RETAINED,
)

ENTRY = ("day", "account", "contra", "cents", "side", "key", "document", "text", "cost_center")
"""A line of a posting batch as DATEV has it. cents: positive, with tax where the account or the key takes it out;
side: S (debit) or H (credit) of `account`."""


def entries(day: object, account: object, contra: object, cents: object, **more: object) -> pd.DataFrame:
    """Lines of a posting batch, debit of `account`; a negative amount becomes a credit, zero is left out."""
    frame = pd.DataFrame({"day": day, "account": account, "contra": contra, "cents": cents} | more)
    for name in ("key", "document", "text", "cost_center"):
        if name not in frame:
            frame[name] = ""
    frame["day"] = pd.to_datetime(frame["day"])
    frame = frame[frame["cents"] != 0].copy()
    frame["side"] = np.where(frame["cents"] > 0, "S", "H")
    frame["cents"] = frame["cents"].abs()
    return frame[list(ENTRY)]


def net_of(gross: np.ndarray, rate: np.ndarray) -> np.ndarray:
    """Cents without tax, rounded half up per posting, as DATEV does."""
    return np.asarray((gross * 200 + 100 + rate) // (200 + 2 * rate))


def postings(batch: pd.DataFrame) -> pd.DataFrame:
    """Each entry as two or three postings that add up to zero (cents, debit positive)."""
    keyed = batch["key"].map(KEYS)
    of_account = batch["account"].map(AUTOMATIC).where(batch["key"] != NO_AUTOMATIC)
    of_contra = batch["contra"].map(AUTOMATIC).where(batch["key"] != NO_AUTOMATIC)
    tax_account = keyed.fillna(of_account).fillna(of_contra).fillna(0).astype(int).to_numpy()
    on_contra = (keyed.isna() & of_account.isna() & of_contra.notna()).to_numpy()
    gross = batch["cents"].to_numpy()
    rate = pd.Series(tax_account).map(RATE).fillna(0).astype(int).to_numpy()
    net = net_of(gross, rate)
    sign = np.where(batch["side"] == "S", 1, -1)
    first = batch.assign(cents=sign * np.where(on_contra, gross, net))
    second = batch.assign(
        account=batch["contra"], contra=batch["account"], cents=-sign * np.where(on_contra, net, gross)
    )
    taxed = batch.assign(account=tax_account, cents=np.where(on_contra, -sign, sign) * (gross - net))
    found = pd.concat([first, second, taxed[gross != net]]).sort_index(kind="stable")
    return found.drop(columns="side").reset_index(names="entry")


def fiscal_year(day: pd.Series) -> pd.Series:
    """The calendar year in which the fiscal year (October to September) of each day begins."""
    year: pd.Series[int] = day.dt.year - (day.dt.month < 10)
    return year


def trial_balances(found: pd.DataFrame) -> pd.DataFrame:
    """Per month and account: `opening` at the start of the fiscal year, `debit` and `credit` of the month, `closing`.

    In cents, debit positive, persons' accounts as 1400 and 1600. The profit of a year opens the next as 0860.
    """
    general = found["account"].where(found["account"] < FIRST_DEBTOR, 1400)
    general = general.where(found["account"] < FIRST_CREDITOR, 1600)
    month = found["day"].dt.to_period("M")
    lines = pd.DataFrame({"account": general, "month": month, "cents": found["cents"], "debit": 0, "credit": 0})
    lines = lines.astype({"debit": "int64", "credit": "int64"})
    brought = (found["contra"] == OPENING) | (found["account"] == OPENING)
    lines["debit"] = found["cents"].clip(lower=0).where(~brought, 0)
    lines["credit"] = (-found["cents"].clip(upper=0)).where(~brought, 0)
    opening = lines[brought].groupby("account")["cents"].sum()
    months = pd.period_range(month.min(), month.max(), freq="M")
    moved = lines.groupby(["account", "month"])[["debit", "credit"]].sum().unstack("month", fill_value=0)
    debit = pd.DataFrame(moved["debit"]).reindex(columns=months, fill_value=0)
    credit = pd.DataFrame(moved["credit"]).reindex(columns=months, fill_value=0)
    level = opening.reindex(debit.index, fill_value=0)
    pieces = []
    for year in sorted({one.year - (one.month < 10) for one in months}):
        own = [one for one in months if one.year - (one.month < 10) == year]
        closing = (debit[own] - credit[own]).cumsum(axis=1).add(level, axis=0)
        pieces += [
            pd.DataFrame(
                {"opening": level, "debit": debit[one], "credit": credit[one], "closing": closing[one], "month": one}
            )
            for one in own
        ]
        level = _carried(closing[own[-1]])
    table = pd.concat(pieces).reset_index()
    table = table[table[["opening", "debit", "credit", "closing"]].any(axis=1)]
    table["label"] = table["account"].map(LABELS)
    table["day"] = table.pop("month").dt.end_time.dt.normalize()
    return table.sort_values(["day", "account"], ignore_index=True)


def _carried(closing: pd.Series) -> pd.Series:
    """The balances that open the next fiscal year: profit and loss end at zero, their sum becomes retained profit."""
    numbers = closing.index.to_series()
    result = sum((numbers.between(*one) for one in PROFIT_AND_LOSS), pd.Series(False, closing.index))
    profit = closing[result].sum()
    level = closing.where(~result, 0)
    level[RETAINED] += profit
    return level
