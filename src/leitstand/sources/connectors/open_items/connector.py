"""Reads the list of open items (Offene-Posten-Liste, OPOS) of a day: unpaid invoices as the books list them.

Layout: the lists DATEV and other bookkeeping programs print, with signs or S and H.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

import pyarrow as pa
import pyarrow.compute as pc

from leitstand.foundation.text import Text
from leitstand.sources.contract import ROW, Connector, RawTable, Staged
from leitstand.sources.layouts import books
from leitstand.sources.values import DateStyle, as_text, number_style
from leitstand.sources.values.headers import find
from leitstand.sources.values.sheet import Sheet, recognised

CURRENCY = "EUR"
COLUMNS = {
    "account": (
        "Konto",
        "Kontonummer",
        "Personenkonto",
        "Debitor",
        "Debitorennummer",
        "Debitorenkonto",
        "Debitor-Nr.",
        "Kto",
        "Account",
    ),
    "name": ("Name", "Bezeichnung", "Kunde", "Kontobezeichnung", "Customer"),
    "number": (
        "Rechnungsnummer",
        "Rechnungs-Nr.",
        "Rechnungsnr.",
        "Rechnung",
        "Belegnummer",
        "Beleg-Nr.",
        "Belegfeld 1",
        "OP-Nummer",
        "OP-Nr.",
        "Invoice number",
        "Document",
    ),
    "issued_on": ("Rechnungsdatum", "Belegdatum", "Datum", "Invoice date", "Document date"),
    "due_on": ("Fälligkeit", "Fällig am", "Fälligkeitsdatum", "Fällig", "Due date", "Due on"),
    "gross_amount": ("Rechnungsbetrag", "Bruttobetrag", "Betrag", "Ursprungsbetrag", "Invoice amount", "Amount"),
    "open_amount": (
        "Offener Betrag",
        "Offen",
        "Restbetrag",
        "Saldo",
        "OP-Saldo",
        "Offener Saldo",
        "Open amount",
        "Open",
    ),
    "dunning_level": ("Mahnstufe", "Mahnst.", "MS", "Dunning level"),
    "currency": ("Währung", "WKZ", "Currency"),
    "day": ("Stichtag", "Stand", "As of"),
}
_TITLE = re.compile(r"offene[rn]?[ _-]*posten|\bopos|op[ _-]?liste|open[ _-]*items", re.I)
_NO_DAY = Text(
    de="Weder Titel noch Blattname noch eine Spalte „Stichtag“ nennt den Tag der Liste",
    en="neither the title nor the name of the sheet nor a column 'Stichtag' names the day of the list",
)
_LEFT_OUT = Text(de="{count} Summenzeilen ausgelassen.", en="{count} sum rows left out.")


def recognise(raw: RawTable) -> float:
    """Account, number, due day and open amount, in a list that calls itself one of open items or is as of a day."""
    score = recognised(raw, COLUMNS, ("account", "number", "due_on", "open_amount"))
    named = _TITLE.search(" ".join((raw.name, *raw.titles))) or "day" in find(raw.header, COLUMNS)
    return score if named else min(score, 0.4)


def read(raw: RawTable) -> Staged:
    """Open items of debtors, who are customers, and of creditors; sum rows are left out."""
    named = find(raw.header, COLUMNS)
    sums = _sum_rows(raw, named)
    signed = books.with_signs(raw)
    style = number_style(*(signed.rows[named[own]] for own in ("gross_amount", "open_amount") if own in named))
    sheet = Sheet(replace(signed, rows=signed.rows.filter(pc.invert(sums))), COLUMNS, style, DateStyle())
    day = books.days(sheet, "day", books.day_of(raw))
    sheet.reject("day", pc.is_null(day), _NO_DAY)
    account = sheet.code("account", needed=True)
    creditor = pc.match_substring_regex(account, "^[7-9][0-9]{4,8}$")
    gross, left = sheet.decimal("gross_amount"), sheet.decimal("open_amount", needed=True)
    items = {
        "day": day, "account": account, "number": sheet.code("number", needed=True),
        "customer_key": pc.if_else(creditor, pa.scalar(None, pa.string()), account),
        "issued_on": sheet.date("issued_on"), "due_on": sheet.date("due_on"), "gross_amount": gross,
        "open_amount": left, "currency": sheet.text("currency"), "dunning_level": sheet.integer("dunning_level"),
    }  # fmt: skip
    skipped = raw.rows[ROW].filter(sums).to_pylist()
    if skipped:
        sheet.notes.append(_LEFT_OUT.format(count=len(skipped)))
    controls = sheet.controls({"gross_amount": gross, "open_amount": left})
    return Staged({"open_item": sheet.table(items)}, sheet.rejects, controls, tuple(sheet.notes), tuple(skipped))


def _sum_rows(raw: RawTable, named: Mapping[str, str]) -> pa.Array:
    """Rows that add up those of a person or of the list: they name no invoice."""
    of_number = books.says_sum(raw, named["number"])
    says = pc.or_(books.says_sum(raw, named["account"]), books.says_sum(raw, named.get("name")))
    return pc.or_(of_number, pc.and_(says, pc.is_null(as_text(raw.rows[named["number"]]))))


CONNECTOR = Connector(
    title=Text(de="Offene-Posten-Liste", en="List of open items"),
    description=Text(
        de="Offene Posten der Debitoren und Kreditoren an einem Stichtag (DATEV OPOS und andere).",
        en="Open items of debtors and creditors on a day (DATEV OPOS and others).",
    ),
    delivery="upsert",
    feeds=("open_item",),
    currency=CURRENCY,
    zone="Europe/Berlin",
    recognise=recognise,
    read=read,
    checked="documents",
)
