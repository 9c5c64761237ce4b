"""Reads PayPal's list of activities: payments, fees, refunds and payouts to the bank.

Layout: the published column lists of PayPal's activity download, German and English.
"""

from __future__ import annotations

from functools import partial

import pyarrow as pa
import pyarrow.compute as pc

from leitstand.foundation.text import Text
from leitstand.sources.contract import Connector, RawTable, Staged
from leitstand.sources.layouts.cash import kind_of, provider
from leitstand.sources.values import date_style, number_style, to_instant
from leitstand.sources.values.sheet import Sheet, recognised

ACCOUNT = "PayPal"
ZONE = "Europe/Berlin"
COLUMNS = {
    "date": ("Datum", "Date"),
    "time": ("Uhrzeit", "Time"),
    "zone": ("Zeitzone", "TimeZone", "Time Zone"),
    "type": ("Typ", "Beschreibung", "Type", "Description"),
    "status": ("Status",),
    "currency": ("Währung", "Currency"),
    "gross": ("Brutto", "Gross"),
    "fee": ("Gebühr", "Entgelt", "Fee"),
    "net": ("Netto", "Net"),
    "number": ("Transaktionscode", "Transaction ID"),
    "invoice": ("Rechnungsnummer", "Invoice Number"),
    "name": ("Name",),
    "impact": ("Auswirkung auf Guthaben", "Balance Impact"),
}
NEEDED = ("date", "time", "zone", "type", "currency", "gross", "fee", "net", "number")
KINDS = {
    "other": r"umrechnung|conversion|einbehalt|hold|freigabe|release",
    "dispute": r"rückbuchung|käuferschutz|chargeback|reversal|dispute",
    "refund": r"rückzahlung|erstattung|refund",
    "payout": r"abbuchung|auszahlung|withdrawal|bankgutschrift|bank deposit|payout",
    "fee": r"gebühr|\bfee",
}
_DONE = r"^(abgeschlossen|completed|(teilweise )?(zurückgezahlt|erstattet)|(partially )?refunded)$"
_ZONES = {
    "UTC": ("UTC", "GMT"),
    "America/Los_Angeles": ("PST", "PDT", "America/Los_Angeles"),
    "America/New_York": ("EST", "EDT", "America/New_York"),
    "Europe/London": ("BST", "Europe/London"),
}
_NOT_DONE = Text(de="Vorgang ist nicht abgeschlossen", en="the activity is not completed")
_MEMO = Text(de="Vorgang ändert das Guthaben nicht (Memo)", en="the activity does not change the balance (memo)")
_NO_TIME = Text(de="keine Uhrzeit, die es an dem Tag gab", en="no time of that day")


def read(raw: RawTable) -> Staged:
    """Movements on the PayPal account, payments and refunds; what is not completed is rejected."""
    amounts = ("gross", "fee", "net")
    draft = Sheet(raw, COLUMNS)
    numbers = number_style(*(draft.cells(own) for own in amounts if draft.has(own)))
    sheet = Sheet(raw, COLUMNS, numbers, date_style(draft.cells("date")))
    if sheet.has("status"):
        done = pc.match_substring_regex(pc.utf8_lower(sheet.text("status")), _DONE)
        sheet.reject("status", pc.invert(pc.fill_null(done, False)), _NOT_DONE)
    sheet.reject("impact", pc.equal(pc.utf8_lower(sheet.text("impact")), "memo"), _MEMO)
    gross, net = (sheet.decimal(own, needed=True) for own in ("gross", "net"))
    fee = sheet.decimal("fee")
    kind = pc.coalesce(kind_of(sheet.text("type"), KINDS), pc.if_else(pc.greater(gross, 0), "payment", "other"))
    # a refund of the firm's own purchase comes in: it is none of a customer
    kind = pc.if_else(pc.and_(pc.equal(kind, "refund"), pc.greater(gross, 0)), "other", kind)
    tables = provider(
        sheet, ACCOUNT, ZONE, kind=kind, number=sheet.code("number", needed=True), at=_at(sheet), gross=gross,
        fee=pc.negate(fee), net=net, currency=sheet.text("currency", needed=True), reference=sheet.text("invoice"),
        name=sheet.text("name"),
    )  # fmt: skip
    controls = sheet.controls({"gross": gross, "fee": fee, "net": net})
    return Staged(tables, sheet.rejects, controls, tuple(sheet.notes))


def _at(sheet: Sheet) -> pa.Array:
    """Day and time of day together, in the zone that the row names."""
    sheet.date("date", needed=True)
    style = date_style(sheet.cells("date"))
    together = pc.binary_join_element_wise(sheet.text("date"), pc.fill_null(sheet.text("time"), "00:00"), " ")
    at = to_instant(together, ZONE, style).values
    for zone, names in _ZONES.items():
        there = pc.fill_null(pc.is_in(sheet.text("zone"), pa.array(names)), False)
        if pc.any(there).as_py():
            at = pc.if_else(there, to_instant(together, zone, style).values, at)
    sheet.reject("time", pc.is_null(at), _NO_TIME)
    return at


CONNECTOR = Connector(
    title=Text(de="PayPal (Aktivitäten)", en="PayPal (activities)"),
    description=Text(
        de="Liste der Aktivitäten mit Brutto, Gebühr und Netto: Zahlungen, Rückzahlungen, Abbuchungen auf die Bank.",
        en="List of activities with gross, fee and net: payments, refunds, withdrawals to the bank.",
    ),
    delivery="upsert",
    feeds=("cash_movement", "payment", "refund"),
    echoes=("payment", "refund"),
    currency=None,
    zone=ZONE,
    recognise=partial(recognised, wanted=COLUMNS, needed=NEEDED),
    read=read,
    checked="documents",
)
