"""Shows for each month how the shop's orders become the revenue of the books, and signs months off."""

from __future__ import annotations

import getpass
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

from leitstand.control.closing import services as closing
from leitstand.control.closing.models import SignOff
from leitstand.foundation.errors import UnusableInput
from leitstand.foundation.home import Home
from leitstand.foundation.numbers import format_day
from leitstand.foundation.period import period_of
from leitstand.foundation.text import Text
from leitstand.jobs import bridge_words as words
from leitstand.jobs.links import Links
from leitstand.metrics.compute import cash_bridge, shop_bridge, trial_balance
from leitstand.metrics.compute.facts import StoreFacts

CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a bridge: what it is and by how much it changes the amount."""

    id: str
    amount: Decimal

    @property
    def title(self) -> Text:
        return words.TITLES[self.id]


@dataclass(frozen=True, slots=True)
class Bridge:
    """Steps that lead to `target` but for `remainder`: their sum + remainder = target. None: cannot be said."""

    steps: tuple[Step, ...]
    target: Decimal | None

    @property
    def total(self) -> Decimal:
        return sum((step.amount for step in self.steps), Decimal(0))

    @property
    def remainder(self) -> Decimal | None:
        return None if self.target is None else self.target - self.total


@dataclass(frozen=True, slots=True)
class Change:
    """A figure of a signed month that is another now; None: it was, or is, not there."""

    id: str
    old: Decimal | None
    new: Decimal | None

    @property
    def title(self) -> Text:
        return words.TITLES[self.id.rpartition(".")[2]]


@dataclass(frozen=True, slots=True)
class Month:
    """A month reconciled. revenue leads to the books' revenue, cash to the operating cash flow of the bank.

    missing: what could not be looked at, and why. signatures: oldest first; the last holds unless it was taken back.
    """

    start: date
    currency: str
    revenue: Bridge
    cash: Bridge
    missing: tuple[Text, ...] = ()
    signatures: tuple[SignOff, ...] = field(default=())

    @property
    def signed(self) -> SignOff | None:
        """The signature that holds."""
        last = self.signatures[-1] if self.signatures else None
        return last if last and last.reopened_at is None else None

    @property
    def operating_cash_flow(self) -> Decimal | None:
        """As the books have it, before what the bank calls something else."""
        own = [step.amount for step in self.cash.steps if step.id in words.CASH]
        return sum(own, Decimal(0)) if own else None

    @property
    def figures(self) -> dict[str, str]:
        """What is signed: every step, what it leads to and the remainder, as text."""
        found: dict[str, str] = {}
        for name, bridge in (("revenue", self.revenue), ("cash", self.cash)):
            found |= {f"{name}.{step.id}": str(step.amount) for step in bridge.steps}
            ends = {f"{name}_target": bridge.target, "remainder": bridge.remainder}
            found |= {f"{name}.{own}": str(amount) for own, amount in ends.items() if amount is not None}
        return found

    @property
    def changes(self) -> list[Change]:
        """By what the figures differ from those that were signed."""
        if self.signed is None:
            return []
        old, new = self.signed.figures, self.figures
        return [
            Change(one, _amount(old.get(one)), _amount(new.get(one)))
            for one in dict.fromkeys((*old, *new))
            if old.get(one) != new.get(one)
        ]

    @property
    def state(self) -> str:
        """open, signed, or changed: signed with other figures than those of now."""
        return "open" if self.signed is None else "changed" if self.changes else "signed"

    def as_dict(self) -> dict[str, Any]:
        """The documented shape of `leitstand reconcile --json`."""
        signed = self.signed
        return {
            "month": f"{self.start:%Y-%m}",
            "currency": self.currency,
            "steps": _steps(self.revenue),
            "books": _number(self.revenue.target),
            "remainder": _number(self.revenue.remainder),
            "cash": {
                "steps": _steps(self.cash),
                "operating_cash_flow": _number(self.operating_cash_flow),
                "bank": _number(self.cash.target),
                "remainder": _number(self.cash.remainder),
            },
            "missing": [text.as_dict() for text in self.missing],
            "state": self.state,
            "signed": {"by": signed.signed_by, "at": signed.signed_at.isoformat(), "note": signed.note}
            if signed else None,
            "changes": [
                {"id": one.id, "title": one.title.as_dict(), "old": _number(one.old), "new": _number(one.new)}
                for one in self.changes
            ],
            "reopened": [
                {"by": one.reopened_by, "at": one.reopened_at.isoformat(), "reason": one.reason}
                for one in self.signatures if one.reopened_at
            ],
        }  # fmt: skip


def reconcile(home: Home, facts: StoreFacts, month: date | None = None) -> list[Month]:
    """The months that have books or were signed, oldest first; only that of `month` where one is given.

    A signed month whose books were withdrawn leads to nothing now; that is its change.
    """
    shop, cash, balances = shop_bridge.steps(facts), cash_bridge.steps(facts), trial_balance.revenue(facts)
    linked = shop_bridge.invoices_name_orders(facts)
    bank, to_bank = cash_bridge.bank(facts), cash_bridge.to_bank(facts)
    booked = {start for start, steps in shop.items() if "ledger" in steps} | set(cash) | set(balances)
    signatures: dict[date, list[SignOff]] = {}
    for one in closing.history(Links.of(home).alias):
        signatures.setdefault(one.month, []).append(one)
    known = booked | set(signatures)
    wanted = known if month is None else {period_of(month, "month").start} & known
    has_ledger = "ledger_entry" in facts.systems
    return [
        Month(
            start,
            facts.currency,
            _revenue(shop.get(start, {}), balances.get(start), has_ledger and start in booked),
            _cash(cash.get(start, {}), to_bank.get(start, {}), bank.get(start)),
            tuple(_missing(facts, start, linked, balances)),
            tuple(signatures.get(start, ())),
        )
        for start in sorted(wanted)
    ]


def sign(home: Home, facts: StoreFacts, month: date, note: str = "", by: str = "") -> Month:
    """Signs the month off with its figures of now. by: default whoever runs the program.

    Raises UnusableInput where it has no books or is signed already.
    """
    found = _one(home, facts, month)
    if found.revenue.target is None:
        raise _no_books(month)
    signature = closing.sign(Links.of(home).alias, found.start, by or _user(), found.figures, note)
    return replace(found, signatures=(*found.signatures, signature))


def reopen(home: Home, facts: StoreFacts, month: date, reason: str, by: str = "") -> Month:
    """Takes the signature of the month back. Raises UnusableInput without a reason or signature."""
    found = _one(home, facts, month)  # first: what cannot be shown is not changed either
    opened = closing.reopen(Links.of(home).alias, found.start, by or _user(), reason)
    return replace(found, signatures=tuple(opened if one.pk == opened.pk else one for one in found.signatures))


def _user() -> str:
    """Who is at work; a container may run under a number that has no name."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return f"uid {os.getuid()}"


def _one(home: Home, facts: StoreFacts, month: date) -> Month:
    found = reconcile(home, facts, month)
    if not found:
        raise _no_books(month)
    return found[0]


def _no_books(month: date) -> UnusableInput:
    return UnusableInput(
        Text(de=f"Für {month:%Y-%m} sind keine Bücher geladen.", en=f"There are no books for {month:%Y-%m}."),
        Text(
            de="Laden Sie den Buchungsstapel oder die Summen- und Saldenliste des Monats.",
            en="Load the posting batch or the trial balance of the month.",
        ),
    )


def _revenue(steps: Mapping[str, Decimal], balance: Decimal | None, has_ledger: bool) -> Bridge:
    """From the shop's orders to the trial balance, or to the ledger where there is none."""
    own = [Step(one, _rounded(steps[one])) for one in words.REVENUE if steps.get(one)]
    ledger = _rounded(steps.get("ledger", Decimal(0))) if has_ledger else None
    if ledger is not None and balance is not None and balance != ledger:
        own.append(Step("trial_balance", balance - ledger))
    return Bridge(tuple(own), ledger if balance is None else balance)


def _cash(steps: Mapping[str, Decimal], to_bank: Mapping[str, Decimal], bank: Decimal | None) -> Bridge:
    own = [Step(one, _rounded(steps[one])) for one in words.CASH if one in steps]
    if own and bank is not None:
        own += [Step(one, _rounded(to_bank[one])) for one in words.BANK if one in to_bank]
    return Bridge(tuple(own), bank if own else None)


def _missing(facts: StoreFacts, start: date, linked: bool, balances: Mapping[date, Decimal]) -> Sequence[Text]:
    """What the month's bridges lack. linked: invoices name their orders."""
    found = [text for table, text in words.NO_TABLE.items() if table not in facts.systems]
    end = period_of(start, "month").last_day
    for table in ("order", "ledger_entry"):
        span = facts.coverage({table}) if table in facts.systems else None
        if span and not (span[0] <= period_of(start, "month").start and end <= span[1]):
            begins = span[0] > start
            text, day = (words.BEGINS if begins else words.ENDS)[table], span[0] if begins else span[1]
            found.append(
                Text(de=text.de.format(day=format_day(day, "de")), en=text.en.format(day=format_day(day, "en")))
            )
    if {"order", "invoice"} <= set(facts.systems) and not linked:
        found.append(words.UNLINKED)
    if "trial_balance" in facts.systems and start not in balances:
        found.append(words.NO_BALANCE)
    return found


def _steps(bridge: Bridge) -> list[dict[str, Any]]:
    return [{"id": one.id, "title": one.title.as_dict(), "amount": _number(one.amount)} for one in bridge.steps]


def _rounded(amount: Decimal) -> Decimal:
    return amount.quantize(CENT)


def _amount(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _number(amount: Decimal | None) -> float | None:
    return None if amount is None else float(amount)
