"""What a bank statement is, whatever its file format: entries and balances, which must add up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

import pyarrow as pa

from leitstand.foundation.errors import UnusableInput
from leitstand.foundation.text import Text
from leitstand.sources.contract import ROW, RawTable, Reject
from leitstand.sources.readers.formats import EXPECTED

ENTRY = (
    "account", "statement", "booked_on", "value_on", "amount", "currency", "name", "iban", "purpose", "end_to_end",
    "transaction_code", "bank_reference",
)  # fmt: skip
BALANCE = ("account", "statement", "day", "balance", "currency", "opening", "entries", "difference")
PENDING = Text(
    de="{count} Umsätze sind nur vorgemerkt, nicht gebucht; sie wurden ausgelassen.",
    en="{count} entries are only announced, not booked; they were left out.",
)


@dataclass(frozen=True, slots=True)
class Balance:
    """An account's balance on a day; negative where the account is overdrawn."""

    day: dt.date
    amount: Decimal
    currency: str | None


@dataclass(frozen=True, slots=True)
class Entry:
    """A booked entry. amount: inflow positive. name, iban: of the other side. code: kind of transaction."""

    row: int
    booked_on: dt.date
    value_on: dt.date | None
    amount: Decimal
    currency: str | None
    name: str | None = None
    iban: str | None = None
    purpose: str | None = None
    end_to_end: str | None = None
    code: str | None = None
    bank_reference: str | None = None


@dataclass(slots=True)
class Statement:
    """One statement of one account while it is read. currency: of the account; row: where it begins in the file."""

    row: int
    account: str | None = None
    number: str | None = None
    currency: str | None = None
    opening: Balance | None = None
    closing: Balance | None = None
    entries: list[Entry] = field(default_factory=list)

    @property
    def total(self) -> Decimal:
        return sum((entry.amount for entry in self.entries), Decimal(0))

    @property
    def difference(self) -> Decimal | None:
        """Closing − (opening + entries); None where a balance is missing or the currencies differ."""
        if not self.opening or not self.closing:
            return None
        currencies = {self.opening.currency, self.closing.currency, *(one.currency for one in self.entries)}
        if len(currencies) > 1:
            return None
        return self.closing.amount - self.opening.amount - self.total


def tables(
    name: str, statements: Iterable[Statement], rejects: Iterable[Reject], notes: Iterable[Text], pending: int
) -> list[RawTable]:
    """The table `transactions` (columns ENTRY) and the table `balances` (BALANCE, one row per account and day).

    All cells are text: dates ISO, amounts with a point. A table without rows is left out; the notes say which
    statements add up. pending: entries that were left out because they are not booked.
    Raises UnusableInput if there is neither an entry nor a balance.
    """
    statements, rejects = list(statements), tuple(rejects)
    notes = (*notes, *([PENDING.format(count=pending)] if pending else []), *checked(statements))
    entries = [(entry.row, *_entry(one, entry)) for one in statements for entry in one.entries]
    # of several statements or pages of a day only the last one tells how the day ended
    last = {(one.account, one.closing.day): (one, one.closing) for one in statements if one.closing}
    balances = [(one.row, *_balance(one, closing)) for one, closing in last.values()]
    if not (entries or balances or rejects or pending or any(one.opening for one in statements)):
        raise UnusableInput(
            Text(
                de=f"„{name}“ enthält weder Umsätze noch Salden.",
                en=f"'{name}' holds neither transactions nor balances.",
            ),
            EXPECTED,
        )
    found = []
    if entries or rejects or not balances:
        found.append(RawTable(f"{name}: transactions", _table(ENTRY, entries), rejects, notes))
    if balances:
        found.append(RawTable(f"{name}: balances", _table(BALANCE, balances), (), () if found else notes))
    return found


def checked(statements: Iterable[Statement]) -> list[Text]:
    """What opening balance + entries = closing balance says about the statements."""
    statements = list(statements)
    notes = [_differs(one, one.difference) for one in statements if one.difference]
    good = sum(one.difference == 0 for one in statements)
    open_ = sum(one.difference is None for one in statements)
    if good:
        notes.append(
            Text(
                de=f"Auszüge, deren Umsätze und Salden aufgehen: {good}.",
                en=f"Statements whose entries and balances add up: {good}.",
            )
        )
    if open_:
        notes.append(
            Text(
                de=f"Auszüge ohne vergleichbaren Anfangs- und Schlusssaldo: {open_}.",
                en=f"Statements without comparable opening and closing balance: {open_}.",
            )
        )
    return notes


def _differs(one: Statement, difference: Decimal | None) -> Text:
    number, account, currency = one.number or "?", one.account or "?", one.currency or ""
    return Text(
        de=f"Auszug {number} des Kontos {account} geht nicht auf: Der Schlusssaldo weicht um {difference} {currency} "
        "von Anfangssaldo und Umsätzen ab. Vermutlich fehlen Umsätze.",
        en=f"Statement {number} of account {account} does not add up: its closing balance differs by {difference} "
        f"{currency} from opening balance and entries. Entries are probably missing.",
    )


def _entry(one: Statement, entry: Entry) -> tuple[str | None, ...]:
    value_on = entry.value_on.isoformat() if entry.value_on else None
    return (
        one.account, one.number, entry.booked_on.isoformat(), value_on, f"{entry.amount:f}",
        entry.currency or one.currency, entry.name, entry.iban, entry.purpose, entry.end_to_end, entry.code,
        entry.bank_reference,
    )  # fmt: skip


def _balance(one: Statement, closing: Balance) -> tuple[str | None, ...]:
    opening = f"{one.opening.amount:f}" if one.opening else None
    difference = None if one.difference is None else f"{one.difference:f}"
    return (
        one.account, one.number, closing.day.isoformat(), f"{closing.amount:f}", closing.currency or one.currency,
        opening, f"{one.total:f}", difference,
    )  # fmt: skip


def _table(names: tuple[str, ...], rows: Sequence[tuple[object, ...]]) -> pa.Table:
    columns = list(zip(*rows, strict=True)) or [()] * (len(names) + 1)
    texts = {name: pa.array(cells, pa.string()) for name, cells in zip(names, columns[1:], strict=True)}
    return pa.table({ROW: pa.array(columns[0], pa.int64()), **texts})
