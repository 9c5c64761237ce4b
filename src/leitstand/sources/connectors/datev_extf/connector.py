"""Reads what DATEV exports (EXTF, DTVF): the postings of the books, customers from debtors, names of accounts.

Layout: DATEV's published format description (posting batch 21, debtors/creditors 16, account names 20).
"""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from leitstand.foundation.text import Text
from leitstand.sources.connectors.datev_extf.head import head
from leitstand.sources.connectors.datev_extf.postings import CURRENCY, POSTINGS, ledger
from leitstand.sources.contract import Connector, RawTable, Staged
from leitstand.sources.layouts.charts import padded
from leitstand.sources.values.sheet import Sheet, recognised

PERSONS = {
    "account": ("Konto",),
    "company": ("Name (Adressattyp Unternehmen)",),
    "last": ("Name (Adressattyp natürl. Person)",),
    "first": ("Vorname (Adressattyp natürl. Person)",),
    "other": ("Name (Adressattyp keine Angabe)",),
    "type": ("Adressattyp",),
    "vat_country": ("EU-Land",),
    "vat_number": ("EU-UStID",),
    "street": ("Straße",),
    "zip": ("Postleitzahl",),
    "city": ("Ort",),
    "country": ("Land",),
    "phone": ("Telefon",),
    "email": ("E-Mail",),
}
NAMES = {"account": ("Konto",), "name": ("Kontenbeschriftung", "Kontobeschriftung")}
_CREDITOR = Text(de="Kreditor, kein Kunde", en="a creditor, not a customer")


def recognise(raw: RawTable) -> float:
    """Posting batch, debtors and creditors, or names of accounts."""
    needed = ("amount", "side", "account", "contra", "day")
    persons = recognised(raw, PERSONS, ("account", "company", "last", "other"))
    names = recognised(raw, NAMES, tuple(NAMES)) if len(raw.header) <= 4 else 0.0
    return max(recognised(raw, POSTINGS, needed), persons, names)


def read(raw: RawTable) -> Staged:
    """The ledger out of a posting batch, names out of a list of accounts, else customers."""
    if recognised(raw, POSTINGS, ("amount", "side")) == 1:
        return ledger(raw)
    return _labels(raw) if len(raw.header) <= 4 and recognised(raw, NAMES, tuple(NAMES)) == 1 else _customers(raw)


def _labels(raw: RawTable) -> Staged:
    """Names of accounts. The kind of an account comes from the chart of the postings or from the company's own list."""
    sheet, length = Sheet(raw, NAMES), head(raw).length
    account = sheet.code("account", needed=True)
    account = pa.array([padded(one, length) for one in account.to_pylist()], pa.string())
    rows = sheet.table({"account": account, "label": sheet.text("name", needed=True)})
    return Staged({"ledger_account": rows}, sheet.rejects, sheet.controls({}), tuple(sheet.notes))


def _customers(raw: RawTable) -> Staged:
    sheet = Sheet(raw, PERSONS)
    account = sheet.code("account", needed=True)
    # persons' accounts: 1 to 6 debtors, 7 to 9 creditors
    sheet.reject("account", pc.match_substring_regex(account, "^[7-9]"), _CREDITOR)
    person = pc.binary_join_element_wise(sheet.text("first"), sheet.text("last"), " ")
    name = pc.coalesce(sheet.text("company"), person, sheet.text("last"), sheet.text("other"))
    vat_id = pc.binary_join_element_wise(sheet.text("vat_country"), sheet.text("vat_number"), "")
    kind = sheet.text("type")
    customer_type = pc.if_else(pc.equal(kind, "2"), "company", pc.if_else(pc.equal(kind, "1"), "person", None))
    vault = {own: sheet.text(own) for own in ("street", "zip", "city", "phone", "email")}
    tables = {
        "customer": sheet.table(
            {"customer_key": account, "customer_type": customer_type, "country": sheet.country("country")}
        ),
        "customer_vault": sheet.table({"customer_key": account, "name": name, "vat_id": vat_id, **vault}),
    }
    return Staged(tables, sheet.rejects, sheet.controls({}), tuple(sheet.notes))


CONNECTOR = Connector(
    title=Text(de="DATEV (EXTF, DTVF)", en="DATEV (EXTF, DTVF)"),
    description=Text(
        de="Buchungsstapel mit der Steuer, die DATEV selbst bucht (Automatikkonten und Steuerschlüssel von SKR03 und "
        "SKR04), Debitoren und Kontenbeschriftungen aus DATEV.",
        en="Posting batches with the tax that DATEV books by itself (automatic accounts and tax keys of SKR03 and "
        "SKR04), debtors and names of accounts from DATEV.",
    ),
    delivery="upsert",
    feeds=("ledger_entry", "ledger_account", "customer", "customer_vault"),
    currency=CURRENCY,
    zone="Europe/Berlin",
    recognise=recognise,
    read=read,
    checked="documents",
)
