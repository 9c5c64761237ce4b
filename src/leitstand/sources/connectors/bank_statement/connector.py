"""Reads what the readers of MT940 and CAMT found in bank statements: movements and closing balances."""

from __future__ import annotations

from leitstand.foundation.text import Text
from leitstand.sources.contract import Connector, RawTable, Staged
from leitstand.sources.layouts.cash import counterparty, marked, movements, purpose
from leitstand.sources.values import DateStyle, NumberStyle
from leitstand.sources.values.sheet import Sheet

ENTRY = (
    "account", "statement", "booked_on", "value_on", "amount", "currency", "name", "iban", "purpose", "end_to_end",
    "transaction_code", "bank_reference",
)  # fmt: skip
BALANCE = ("account", "statement", "day", "balance", "currency", "opening", "entries", "difference")


def recognise(raw: RawTable) -> float:
    """The two tables that the readers of bank statements make."""
    return 1.0 if set(raw.header) in (set(ENTRY), set(BALANCE)) else 0.0


def read(raw: RawTable) -> Staged:
    """Movements from a table of entries, end-of-day balances from a table of balances."""
    header = BALANCE if "balance" in raw.header else ENTRY
    sheet = Sheet(raw, {name: (name,) for name in header}, NumberStyle("."), DateStyle())
    return _balances(sheet) if header is BALANCE else _movements(sheet)


def _movements(sheet: Sheet) -> Staged:
    booked_on, value_on = sheet.date("booked_on", needed=True), sheet.date("value_on")
    amount = sheet.decimal("amount", needed=True)
    account = sheet.text("account")
    name, iban = sheet.text("name"), sheet.text("iban")
    cash = {
        "booked_on": booked_on, "amount": amount, "currency": sheet.text("currency"), "account_id": account,
        "counterparty_ref": counterparty(name, iban),
        "purpose": marked(purpose(sheet.text("purpose"), sheet.text("end_to_end")), sheet.text("transaction_code")),
    }  # fmt: skip
    moved = movements(sheet, cash, [value_on, sheet.text("bank_reference")])
    return Staged({"cash_movement": moved}, sheet.rejects, sheet.controls({"amount": amount}), tuple(sheet.notes))


def _balances(sheet: Sheet) -> Staged:
    balance = sheet.decimal("balance", needed=True)
    rows = {
        "day": sheet.date("day", needed=True), "account_id": sheet.text("account", needed=True), "balance": balance,
        "currency": sheet.text("currency"),
    }  # fmt: skip
    balances = sheet.table(rows)
    return Staged({"cash_balance": balances}, sheet.rejects, sheet.controls({"balance": balance}), tuple(sheet.notes))


CONNECTOR = Connector(
    title=Text(de="Kontoauszug (MT940, CAMT)", en="Bank statement (MT940, CAMT)"),
    description=Text(
        de="Kontoauszüge der Bank als MT940, MT942, CAMT.052, CAMT.053 oder CAMT.054: Bewegungen und Schlusssalden.",
        en="The bank's statements as MT940, MT942, CAMT.052, CAMT.053 or CAMT.054: movements and closing balances.",
    ),
    delivery="upsert",
    feeds=("cash_movement", "cash_balance"),
    currency=None,
    zone="Europe/Berlin",
    recognise=recognise,
    read=read,
)
