"""Reads lists of account movements that German banks export as CSV.

Layouts: published examples of Sparkasse (CSV-CAMT), DKB, ING, Deutsche Bank and Postbank, Commerzbank, N26, VR banks.
"""

from __future__ import annotations

import re

import pyarrow as pa
import pyarrow.compute as pc

from leitstand.foundation.text import Text
from leitstand.sources.connectors.bank_csv.banks import BANKS, Bank
from leitstand.sources.contract import Connector, RawTable, Staged
from leitstand.sources.layouts.cash import counterparty, marked, movements, purpose
from leitstand.sources.values import DateStyle, NumberStyle
from leitstand.sources.values.sheet import EMPTY, Sheet, constant, recognised

CURRENCY = "EUR"
_IBAN = re.compile(r"\bDE\d{2}(?: ?\d{4}){4} ?\d{2}\b")
_PENDING = Text(de="Umsatz ist nur vorgemerkt, nicht gebucht", en="the entry is only announced, not booked")
_NO_ACCOUNT = Text(
    de="Die Liste nennt das eigene Konto nicht; Bewegungen mehrerer Konten derselben Bank sind nicht zu unterscheiden.",
    en="The list does not name your own account; movements of several accounts at this bank cannot be told apart.",
)


def recognise(raw: RawTable) -> float:
    """The share of the headings of the bank that fits best."""
    return max(recognised(raw, bank.columns, bank.typical) for bank in BANKS.values())


def read(raw: RawTable) -> Staged:
    """The booked movements of the list; announced ones are rejected."""
    bank = max(BANKS.values(), key=lambda one: recognised(raw, one.columns, one.typical))
    sheet = Sheet(raw, bank.columns, NumberStyle(bank.decimal), DateStyle())
    if sheet.has("status"):
        sheet.reject("status", pc.match_substring(pc.utf8_lower(sheet.text("status")), "vorgemerkt"), _PENDING)
    booked_on, value_on = sheet.date("booked_on", needed=True), sheet.date("value_on")
    amount = _amount(sheet, bank)
    account = _account(sheet)
    cash = {
        "booked_on": booked_on, "amount": amount,
        "currency": sheet.text("currency") if sheet.has("currency") else constant(CURRENCY, amount),
        "account_id": account,
        "counterparty_ref": counterparty(_name(sheet, amount), sheet.text("iban")),
        "purpose": marked(purpose(sheet.text("purpose"), sheet.text("end_to_end")), sheet.text("kind")),
    }  # fmt: skip
    moved = movements(sheet, cash, [value_on])
    return Staged({"cash_movement": moved}, sheet.rejects, sheet.controls({"amount": amount}), tuple(sheet.notes))


def _amount(sheet: Sheet, bank: Bank) -> pa.Array:
    """Inflow positive; debit and credit columns are trusted before the amount, which some banks then give unsigned."""
    if "debit" not in bank.columns:
        return sheet.decimal("amount", needed=True)
    debit, credit, amount = (sheet.decimal(own) for own in ("debit", "credit", "amount"))
    found = pc.coalesce(pc.abs(credit), pc.negate(pc.abs(debit)), amount)
    sheet.reject("amount", pc.is_null(found), EMPTY)
    return found


def _account(sheet: Sheet) -> pa.Array:
    """The own account: a column, or the IBAN above the list."""
    if sheet.has("account"):
        return sheet.text("account")
    found = _IBAN.search(" ".join(sheet.raw.titles))
    if not found:
        sheet.notes.append(_NO_ACCOUNT)
        return pa.nulls(len(sheet), pa.string())
    return constant(found[0].replace(" ", ""), sheet.row)


def _name(sheet: Sheet, amount: pa.Array) -> pa.Array:
    if not sheet.has("payer"):
        return sheet.text("name")
    return pc.if_else(pc.greater_equal(amount, 0), sheet.text("payer"), sheet.text("payee"))


CONNECTOR = Connector(
    title=Text(de="Umsatzliste der Bank (CSV)", en="Bank's list of movements (CSV)"),
    description=Text(
        de="Umsätze als CSV: Sparkasse (CSV-CAMT), DKB, ING, Deutsche Bank, Postbank, Commerzbank, N26, Volksbanken.",
        en="Movements as CSV: Sparkasse (CSV-CAMT), DKB, ING, Deutsche Bank, Postbank, Commerzbank, N26, Volksbanken.",
    ),
    delivery="upsert",
    feeds=("cash_movement",),
    currency=CURRENCY,
    zone="Europe/Berlin",
    recognise=recognise,
    read=read,
    checked="documents",
)
