"""A customer has not paid, later than they usually do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from leitstand.foundation.text import Text
from leitstand.planning.triggers.contract import Fact, Task, Trigger
from leitstand.planning.triggers.sight import Sight

if TYPE_CHECKING:
    import pandas as pd

GRACE = 3
"""Days after the due date that a payment may be under way."""
USUAL, LEAST_PAID = 0.75, 4
LOST_AFTER = 365
CENT = 0.01
BAND = 30
"""Every so many days late make it another matter."""


def look(sight: Sight) -> Iterator[Task]:
    """One task per customer with all invoices that are later than usual; disputed ones are dealt with as disputes."""
    rows, end = _invoices(sight), sight.until("invoice")
    late = _late(rows, end)
    paid = rows.dropna(subset=["paid_in_full_on", "due"])
    took = (paid.paid_in_full_on - paid.due).dt.days
    grouped = took.groupby(paid.customer)
    known = grouped.quantile(USUAL)[grouped.size() >= LEAST_PAID]
    company = float(took.quantile(USUAL)) if len(took) >= LEAST_PAID else 0.0
    late = late.assign(usual=late.customer.map(known).astype(float).fillna(company))
    late = late[late.days > np.maximum(late.usual, GRACE)]
    late = late.assign(lost=_lost_share(rows, end, late.days.to_numpy()))
    for customer, bills in late.sort_values("days", ascending=False).groupby("customer", sort=False):
        oldest = bills.iloc[0]
        stake = float((bills.net * bills.lost).sum())
        yield Task(
            customer=int(str(customer)),
            evidence={
                "invoices": len(bills), "open_amount": float(bills.open.sum()),
                "oldest_due_on": oldest.due.date(), "days_late": int(oldest.days),
                "usual_days_late": float(oldest.usual), "dunning_level": _whole(oldest.dunning_level),
                "loss_share": stake / float(bills.net.sum()), "open_net": float(bills.net.sum()),
            },
            stake=stake,
            news=(tuple(sorted(int(key) for key in bills.invoice_id)), int(oldest.days) // BAND),
            records=tuple(("invoice", int(key)) for key in bills.invoice_id),
        )  # fmt: skip


def _invoices(sight: Sight) -> pd.DataFrame:
    """All invoices with `due`, the day that they say or that the terms of payment give, and what is `open` (gross)."""
    import pandas as pd

    rows = sight.of_customers(
        "invoice", "invoice_id", "issued_on", "due_on", "paid_in_full_on", "gross_amount_base",
        "net_amount_base", "open_amount_base", "written_off_amount_base", "payment_terms_days", "dunning_level",
        "disputed",
    )  # fmt: skip
    terms = rows.issued_on + pd.to_timedelta(rows.payment_terms_days.fillna(0).astype(float), unit="D")
    left = rows.gross_amount_base.astype(float)
    if sight.has("payment"):
        paid = sight.rows("payment", "invoice_id", "amount_base").dropna(subset=["invoice_id"])
        left -= rows.invoice_id.map(paid.groupby(paid.invoice_id.astype("int64")).amount_base.sum()).fillna(0.0)
    open_now = pd.concat([left, rows.open_amount_base.astype(float)], axis=1).min(axis=1)
    open_now = open_now.where(rows.paid_in_full_on.isna(), 0.0)
    return rows.assign(due=rows.due_on.fillna(terms.where(rows.payment_terms_days.notna())), open=open_now)


def _late(rows: pd.DataFrame, end: pd.Timestamp) -> pd.DataFrame:
    """Undisputed invoices open at the end and past due, with `days` late and the net part of what is open."""
    late = rows[(rows.due < end) & (rows.open >= CENT) & ~rows.disputed.eq(True).fillna(False).astype(bool)]
    part = (late.net_amount_base / late.gross_amount_base.where(late.gross_amount_base > 0)).clip(0, 1).fillna(1.0)
    return late.assign(days=(end - late.due).dt.days, net=late.open * part)


def _lost_share(rows: pd.DataFrame, end: pd.Timestamp, days: np.ndarray) -> np.ndarray:
    """Of the company's invoices that were as late as each of these, the share not paid a year after the due date.

    Half a case is added to both outcomes: that none was ever lost does not mean that none ever will be.
    """
    lost = (rows.open >= CENT) | (rows.written_off_amount_base.fillna(0) > 0)
    old = rows[((end - rows.due).dt.days > LOST_AFTER) & (rows.paid_in_full_on.notna() | lost)]  # not: credited
    took = np.sort((old.paid_in_full_on - old.due).dt.days.fillna(np.inf).to_numpy(dtype=float))
    as_late = len(took) - np.searchsorted(took, days, side="right")
    unpaid = np.minimum(len(took) - np.searchsorted(took, LOST_AFTER, side="right"), as_late)
    return np.asarray((unpaid + 0.5) / (as_late + 1.0))


def _whole(value: object) -> int | None:
    return int(str(value)) if value == value and str(value).isdigit() else None


TRIGGER = Trigger(
    title=Text(de="Überfällige Rechnung", en="Overdue invoice"),
    reason=Text(
        de="Schuldet {open_amount}; überfällige Rechnungen: {invoices}, die älteste {days_late} nach Fälligkeit "
        "({oldest_due_on}). Üblich sind bis zu {usual_days_late}.",
        en="Owes {open_amount}; overdue invoices: {invoices}, the oldest {days_late} after the due date "
        "({oldest_due_on}). Up to {usual_days_late} are usual.",
    ),
    step=Text(
        de="Anrufen und klären, ob etwas strittig ist; sonst ein Zahldatum vereinbaren oder mahnen.",
        en="Call and find out whether anything is disputed; otherwise agree on a day of payment or send a reminder.",
    ),
    worth=Text(
        de="Offener Nettobetrag {open_net} mal Anteil so später Rechnungen, die hier ein Jahr nach Fälligkeit noch "
        "unbezahlt waren ({loss_share}).",
        en="Open net amount {open_net} times the share of invoices this late that were still unpaid here a year after "
        "the due date ({loss_share}).",
    ),
    facts={
        "invoices": Fact(Text(de="überfällige Rechnungen", en="overdue invoices"), "count"),
        "open_amount": Fact(Text(de="offen, brutto", en="open, gross"), "currency"),
        "oldest_due_on": Fact(Text(de="fällig am", en="due on"), "date"),
        "days_late": Fact(Text(de="Tage nach Fälligkeit", en="days after the due date"), "days"),
        "usual_days_late": Fact(Text(de="üblich nach Fälligkeit", en="usual after the due date"), "days"),
        "dunning_level": Fact(Text(de="Mahnstufe", en="dunning level"), "count"),
        "open_net": Fact(Text(de="offen, netto", en="open, net"), "currency"),
        "loss_share": Fact(Text(de="so spät später nie bezahlt", en="this late, never paid later"), "ratio"),
    },
    needs=("invoice",),
    role="accounting",
    due=2,
    look=look,
)
