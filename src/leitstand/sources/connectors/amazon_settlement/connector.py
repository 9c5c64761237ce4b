"""Reads Amazon's settlement report for sellers: what customers paid, what Amazon kept, what was paid out.

Layout: Amazon's published column list of the flat file settlement report V2.
"""

from __future__ import annotations

from functools import partial
from typing import Literal

import pyarrow as pa
import pyarrow.compute as pc

from leitstand.foundation.text import Text
from leitstand.sources.contract import ROW, Connector, RawTable, Staged
from leitstand.sources.layouts.cash import movements
from leitstand.sources.values import NumberStyle, as_money, date_style
from leitstand.sources.values.sheet import EMPTY, Sheet, constant, recognised

ACCOUNT = "Amazon"
ZONE = "Europe/Berlin"
COLUMNS = {
    "settlement": ("settlement-id",),
    "paid_out": ("deposit-date",),
    "total": ("total-amount",),
    "currency": ("currency",),
    "type": ("transaction-type",),
    "order": ("order-id",),
    "adjustment": ("adjustment-id",),
    "shipment": ("shipment-id",),
    "kind": ("amount-type",),
    "what": ("amount-description",),
    "amount": ("amount",),
    "posted": ("posted-date",),
    "item": ("order-item-code",),
    "sku": ("sku",),
}
NEEDED = ("settlement", "paid_out", "total", "type", "order", "kind", "what", "amount", "posted")


def read(raw: RawTable) -> Staged:
    """Each line is a movement on the account at Amazon; orders make payments, refunds make refunds.

    The head row of a settlement is its payout: the same amount leaves this account and arrives in the bank's.
    """
    draft = Sheet(raw, COLUMNS)
    sheet = Sheet(raw, COLUMNS, NumberStyle(_sign(draft)), date_style(draft.cells("posted"), draft.cells("paid_out")))
    settlement = sheet.text("settlement", needed=True)
    total, amount = sheet.decimal("total"), sheet.decimal("amount")
    posted, paid_out = sheet.date("posted"), sheet.date("paid_out")
    head = pc.and_(pc.is_valid(total), pc.is_null(amount))
    sheet.reject("amount", pc.and_(pc.is_null(amount), pc.is_null(total)), EMPTY)
    day = pc.if_else(head, paid_out, posted)
    sheet.reject("posted", pc.is_null(day), EMPTY)
    fee = pc.fill_null(pc.match_substring_regex(pc.utf8_lower(sheet.text("kind")), "fee"), False)
    of = {name: pc.fill_null(pc.equal(pc.utf8_lower(sheet.text("type")), name), False) for name in ("order", "refund")}
    category = pc.case_when(
        pc.make_struct(head, fee, of["order"], of["refund"]), "transfer", "payment_fee", "customer_receipt", "refund",
        pa.scalar(None, pa.string()),
    )  # fmt: skip
    currency = sheet.text("currency")
    named = currency.drop_null().unique()
    # only the head row names the currency
    currency = pc.fill_null(currency, named[0]) if len(named) == 1 else currency
    cash = {
        "booked_on": day, "amount": pc.if_else(head, pc.negate(total), amount), "currency": currency,
        "class": constant("operating", day), "category": category, "account_id": constant(ACCOUNT, day),
        "purpose": sheet.text("order"),
    }  # fmt: skip
    parts = ("order", "adjustment", "shipment", "kind", "what", "item", "sku")
    told = [settlement, *(sheet.text(own) for own in parts)]
    tables = {"cash_movement": movements(sheet, cash, told)}
    lines = sheet.table(
        {
            "order": sheet.text("order"), "adjustment": pc.coalesce(sheet.text("adjustment"), settlement),
            "at": sheet.instant("posted", ZONE), "currency": currency, "amount": amount, "fee": fee,
            "ordered": of["order"], "refunded": of["refund"],
        }
    )  # fmt: skip
    tables |= {"payment": _payments(lines), "refund": _refunds(lines)}
    return Staged(tables, sheet.rejects, sheet.controls({"amount": amount, "total": total}), tuple(sheet.notes))


def _sign(draft: Sheet) -> Literal[".", ","]:
    """Amazon writes the amounts of Germany with a comma in some reports, with a point in others."""
    comma = pc.any(pc.match_substring_regex(draft.text("amount"), r",\d{1,2}$")).as_py()
    return "," if comma else "."


def _payments(lines: pa.Table) -> pa.Table:
    """One payment per order of a settlement: what the customer paid, and what Amazon kept of it."""
    rows = lines.filter(pc.and_(lines["ordered"], pc.is_valid(lines["order"])))
    found = _summed(rows, ["order", "adjustment", "currency"])
    number = pc.binary_join_element_wise(found["order"], found["adjustment"], "|")
    return pa.table(
        {
            ROW: found[ROW], "payment_id": number, "paid_at": found["at"], "amount": found["paid"],
            "fee_amount": as_money(pc.negate(found["kept"])), "currency": found["currency"],
            "bank_ref": found["order"],
        }
    )  # fmt: skip


def _refunds(lines: pa.Table) -> pa.Table:
    rows = lines.filter(pc.and_(lines["refunded"], pc.is_valid(lines["order"])))
    found = _summed(rows, ["order", "adjustment", "currency"])
    number = pc.binary_join_element_wise(found["order"], found["adjustment"], "|")
    amount = as_money(pc.negate(found["paid"]))
    refunds = {ROW: found[ROW], "refund_id": number, "refunded_at": found["at"], "amount": amount}
    return pa.table({**refunds, "currency": found["currency"]})


def _summed(rows: pa.Table, by: list[str]) -> pa.Table:
    """By these columns: first row and time, sum of the fees (kept) and of everything else (paid)."""
    nothing = pa.scalar(0, rows["amount"].type)
    rows = rows.append_column("kept", pc.if_else(rows["fee"], rows["amount"], nothing))
    rows = rows.append_column("paid", pc.if_else(rows["fee"], nothing, rows["amount"]))
    found = rows.group_by(by).aggregate([(ROW, "min"), ("at", "min"), ("kept", "sum"), ("paid", "sum")])
    sums = {name: as_money(found[f"{name}_sum"]) for name in ("kept", "paid")}
    return pa.table({name: found[name] for name in by} | {ROW: found[f"{ROW}_min"], "at": found["at_min"]} | sums)


CONNECTOR = Connector(
    title=Text(de="Amazon (Abrechnung)", en="Amazon (settlement)"),
    description=Text(
        de="Abrechnung für Verkäufer (Flat File V2): Zahlungen, Gebühren, Erstattungen und die Auszahlung.",
        en="Settlement report for sellers (flat file V2): payments, fees, refunds and the payout.",
    ),
    delivery="upsert",
    feeds=("cash_movement", "payment", "refund"),
    echoes=("payment", "refund"),
    currency="EUR",
    zone=ZONE,
    recognise=partial(recognised, wanted=COLUMNS, needed=NEEDED),
    read=read,
    checked="documents",
)
