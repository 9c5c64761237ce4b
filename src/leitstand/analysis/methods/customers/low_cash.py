"""Tells when the accounts were nearly empty within the last year, and whether late payers had to do with it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from leitstand.analysis.contract import Candidate, Driver, Evidence, Figure, Method, Money, Sight
from leitstand.analysis.customers.cash_low import HeldBack, Low, balances, held_back, lowest
from leitstand.foundation.text import Text

METRIC = "cash_balance_amount"
INVOICES = {
    "customer_key": "customer", "issued_on": "issued", "due_on": "due", "paid_in_full_on": "paid",
    "gross_amount_base": "amount",
}  # fmt: skip
SHOWN = 180
"""Days of the picture before and after the low."""


def look(sight: Sight) -> Iterator[Candidate]:
    import pandas as pd

    rows = sight.rows("cash_balance", ["source_system", "account_id", "day", "balance_base"])
    if rows.empty:
        return
    rows = rows.assign(account=rows.source_system.astype(str) + rows.account_id.astype(str), balance=rows.balance_base)
    moved = sight.rows("cash_line", ["booked_on", "amount_base"])
    year = pd.to_datetime(moved.booked_on) > pd.Timestamp(sight.as_of - timedelta(days=365))
    found = lowest(balances(rows), -moved.amount_base[year & (moved.amount_base < 0)], sight.as_of)
    if found is None:
        return
    invoices = sight.rows("invoice", list(INVOICES)).rename(columns=INVOICES)
    yield _candidate(found, held_back(invoices, found.on, sight.as_of) if len(invoices) else None)


def _candidate(found: Low, held: HeldBack | None) -> Candidate:
    around = timedelta(days=SHOWN)
    course = found.course[str(found.on - around) : str(found.on + around)]
    figures = {"day": Figure(found.on, "day"), "limit": Figure(found.limit, "currency")}
    if held:
        figures |= {"held": Figure(held.amount, "currency"), "customers": Figure(held.customers, "count")}
    return Candidate(
        type="cash_low",
        metric=METRIC,
        effect=found.lowest,
        unit="currency",
        since=found.since,
        until=found.until,
        figures=figures,
        evidence=Evidence(
            "series",
            {
                "day": [day.date().isoformat() for day in course.index],
                "value": course.tolist(),
                "limit": [found.limit] * len(course),
            },
            "currency",
            Text(de="Alle Konten zusammen (Grenze: Auszahlungen einer Woche)",
                 en="All accounts together (limit: outgoings of a week)"),
        ),
        drivers=[_driver(held)] if held else [],
        unchecked=[Text(de="freie Kreditlinien", en="credit lines that were free")],
        money=Money(min(found.lowest - found.limit, 0.0), "liquidity", once=True),
        good=False,
        matter="lowest balance",
    )  # fmt: skip


def _driver(held: HeldBack) -> Driver:
    return Driver(
        Text(
            de="Außenstände der größten Rechnungskunden, die früher bis dahin bezahlt waren",
            en="Open invoices of the largest customers on credit that used to be paid by then",
        ),
        held.amount,
        "currency",
        "went_along_with",
        "days_late_mean",
        on=held.since,
    )


METHOD = Method(
    title=Text(de="Knappe Kasse", en="Short of cash"),
    question=Text(
        de="Wann war in den letzten zwölf Monaten am wenigsten Geld auf den Konten, und war es zu wenig?",
        en="When was the least money on the accounts within the last twelve months, and was it too little?",
    ),
    formula="lowest balance of all accounts by day against the mean outgoings of a week; beside it what the largest "
    "customers would have paid by that day at their former median delay",
    misleads=Text(
        de="wenn Konten fehlen oder eine Kreditlinie eingeplant war",
        en="where accounts are missing, or a credit line was planned for",
    ),
    reference="Common practice of liquidity planning",
    finds=("cash_low",),
    look=look,
    needs=("cash_balance", "cash_movement"),
)
