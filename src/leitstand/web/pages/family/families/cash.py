"""Cash flow: how much money there will be, who owes how long, and what the money moves for."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from leitstand.foundation.errors import LeitstandError
from leitstand.foundation.numbers import format_number, format_value
from leitstand.foundation.text import LANGUAGES, Text
from leitstand.metrics.compute.rows import rows
from leitstand.reporting.charts.contract import Chart
from leitstand.web.cards import cards
from leitstand.web.company import Company
from leitstand.web.pages.family.contract import Family, Part, Piece
from leitstand.web.pages.family.liquidity import Liquidity, liquidity
from leitstand.web.pages.family.making import cut, lines
from leitstand.web.state import State, written

INVOICES = {"customer_key": "customer", "due_on": "due", "paid_in_full_on": "paid", "gross_amount_base": "amount"}
PAYING = ("dso", "days_delinquent", "overdue_share", "invoice_late_share")


def seen(company: Company) -> Liquidity | None:
    """The liquidity of the whole company: accounts know no segment. Raises LeitstandError."""
    facts = company.facts
    values = [company.values(one, "month") for one in ("cash_in_amount", "cash_out_amount")]
    balance = company.values("cash_balance_amount", "month") if company.has("cash_balance_amount") else []
    invoices = rows(facts, "invoice", list(INVOICES)).rename(columns=INVOICES)
    return liquidity(values[0], values[1], balance, invoices, company.as_of or facts.as_of)


def ahead(company: Company, state: State) -> Sequence[Piece]:
    """Paid, expected and planned by month, the balance and its limit."""
    found: Liquidity | None = None
    if company.has("cash_in_amount") and company.has("cash_out_amount"):
        with suppress(LeitstandError):
            found = company.remember("family.liquidity", lambda: seen(company))
    if found is None:
        return []
    months = found.months
    columns: dict[str, Sequence[Any]] = {
        "day": [one.period.start.isoformat() for one in months],
        "paid_in": [one.paid_in for one in months],
        "paid_out": [_out(one.paid_out) for one in months],
        "expected_in": [one.expected_in for one in months],
        "planned_in": [one.planned_in for one in months],
        "planned_out": [_out(one.planned_out) for one in months],
        "balance": [None if one.ahead else one.balance for one in months],
        "forecast": [one.balance if one.ahead or one is _last(found) else None for one in months],
        "limit": [found.limit] * len(months),
    }
    chart = Chart("liquidity", columns, "currency", said(found, company), None, company.currency)
    return [Piece(None, chart, note=told(found), metric="cash_balance_amount")]


def _out(amount: float | None) -> float | None:
    return None if amount is None else -amount


def _last(found: Liquidity) -> object:
    return [one for one in found.months if not one.ahead][-1]


def said(found: Liquidity, company: Company) -> Text:
    """When the balance will be lowest, and whether that is below the limit."""
    lowest = found.lowest
    if lowest is None or lowest.balance is None:
        return Text(de="Ein- und Auszahlungen je Monat", en="Money in and out by month")
    level, at = lowest.balance, written(lowest.period)
    amounts = {say: format_value(level, "currency", company.currency, say, short=True) for say in LANGUAGES}
    if found.limit is not None and level < found.limit:
        return Text(
            de=f"Der Kontostand sinkt bis {at.de} voraussichtlich auf {amounts['de']}, unter das Limit",
            en=f"The balance will probably fall to {amounts['en']} by {at.en}, below the limit",
        )
    return Text(
        de=f"Der Kontostand bleibt über dem Limit; am niedrigsten im {at.de} mit voraussichtlich {amounts['de']}",
        en=f"The balance stays above the limit; lowest in {at.en} with {amounts['en']} expected",
    )


def told(found: Liquidity) -> Text:
    late = found.late
    habit = Text(de="", en="") if late is None else Text(
        de=f" Offene Rechnungen kommen, wann die Kundin oder der Kunde üblicherweise zahlt "
        f"(mittlerer Fall: {format_number(late, 'de')} Tage nach Fälligkeit).",
        en=f" Open invoices come in when the customer usually pays (median: {format_number(late, 'en')} days "
        "after they are due).",
    )  # fmt: skip
    return Text(
        de=f"Limit: was üblicherweise in einer Woche abfließt. Geplant: was nach Verlauf und Saison außerdem zu "
        f"erwarten ist.{habit.de} Alle Konten zusammen, ohne Segment.",
        en=f"Limit: what usually goes out in a week. Planned: what course and season let expect besides.{habit.en} "
        "All accounts together, without segment.",
    )


FAMILY = Family(
    by=("cash_category", "cash_class", "segment", "country"),
    splits=("net_cash_flow", "cash_in", "overdue_share"),
    parts={
        "liquidity": Part(
            Text(de="Liquidität", en="Liquidity"), ahead, (),
            Text(de="Kontobewegungen und Kontostände von der Bank", en="Movements and balances from the bank"),
            wide=True,
        ),
        "aging": Part(
            Text(de="Offene Rechnungen nach Alter", en="Open invoices by age"),
            lambda company, state: cut(company, state, "receivables_amount", ["overdue_band"]), ("dso",),
            Text(de="Rechnungen mit Fälligkeit und Zahlung", en="Invoices with due date and payment"),
        ),
        "paying": Part(
            Text(de="Wie schnell Kund:innen zahlen", en="How fast customers pay"),
            lambda company, state: [
                Piece(None, cards=cards(company, state, [one for one in PAYING if company.has(one)])),
            ], ("dso",), wide=True,
        ),
        "courses": Part(
            Text(de="Verlauf der Forderungen", en="Course of receivables"),
            lambda company, state: lines(company, state, ["dso", "overdue_share"]), ("dso",), beside=True,
        ),
    },
)  # fmt: skip
