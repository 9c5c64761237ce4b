"""Reads Klarna's settlement report: what customers paid, what Klarna kept, what was returned and paid out.

Layout: Klarna's published field list of the CSV settlement report; two summary lines stand above the transactions.
"""

from __future__ import annotations

import re
from functools import partial

import pyarrow as pa
import pyarrow.compute as pc

from leitstand.foundation.text import Text
from leitstand.sources.contract import ROW, Connector, RawTable, Staged
from leitstand.sources.layouts.cash import provider
from leitstand.sources.values import MONEY, NumberStyle, as_money, to_date
from leitstand.sources.values.sheet import EMPTY, Sheet, constant, numbered, recognised

ACCOUNT = "Klarna"
ZONE = "Europe/Berlin"
COLUMNS = {
    "type": ("type",),
    "capture": ("capture_id",),
    "order": ("order_id",),
    "short": ("short_order_id",),
    "reference": ("merchant_reference1", "merchant_reference_1"),
    "sold": ("sale_date",),
    "captured": ("capture_date",),
    "refund": ("refund_id",),
    "amount": ("amount",),
    "currency": ("currency_code", "currency", "purchase_currency"),
    "payout": ("payment_reference",),
}
NEEDED = ("type", "order", "short", "reference", "sold", "captured", "amount")
KINDS = {"sale": "payment", "return": "refund", "fee": "fee", "fee_refund": "fee", "reversal": "dispute"}
DEBITS = ("return", "fee", "reversal", "reversal_merchant_protection", "charge", "holdback")
_NO_PAYOUT = Text(
    de="Die Datei enthält keinen Kopf mit genau einer Auszahlung: Die Auszahlung auf die Bank ist nicht dabei.",
    en="The file has no head with exactly one payout: the payout to the bank is not included.",
)


def read(raw: RawTable) -> Staged:
    """Movements on the account at Klarna, payments with their fees and refunds; the payout where the head names it."""
    sheet = Sheet(raw, COLUMNS, NumberStyle("."))
    kind = pc.utf8_lower(sheet.text("type", needed=True))
    plain = sheet.decimal("amount", needed=True)
    # the API writes debits without sign, files with it
    debit = pc.fill_null(pc.is_in(kind, pa.array(DEBITS)), False)
    amount = as_money(pc.if_else(debit, pc.negate(pc.abs(plain)), plain))
    at = pc.coalesce(sheet.instant("captured", "UTC"), sheet.instant("sold", "UTC"))
    sheet.reject("captured", pc.is_null(at), EMPTY)
    reference = pc.coalesce(sheet.text("reference"), sheet.text("short"))
    told = ("capture", "order", "refund", "amount", "captured", "payout")
    parts = [kind, *(pc.fill_null(sheet.text(own), "") for own in told)]
    names, values = pa.array(list(KINDS)), pa.array(list(KINDS.values()))
    tables = provider(
        sheet, ACCOUNT, ZONE, kind=values.take(pc.index_in(kind, names)),
        number=numbered(pc.binary_join_element_wise(*parts, "|"), sheet.row), at=at, gross=amount,
        fee=pa.nulls(len(sheet), MONEY), net=amount, currency=pc.utf8_upper(sheet.text("currency")),
        reference=reference,
    )  # fmt: skip
    capture = pc.coalesce(sheet.text("capture"), sheet.text("order"))
    lines = sheet.table({"capture": capture, "kind": kind, "amount": amount})
    tables["payment"] = _with_fees(tables["payment"], lines)
    tables["cash_movement"] = pa.concat_tables([tables["cash_movement"], *_payout(sheet, tables["cash_movement"])])
    return Staged(tables, sheet.rejects, sheet.controls({"amount": plain}), tuple(sheet.notes))


def _with_fees(payments: pa.Table, lines: pa.Table) -> pa.Table:
    """The fees of a capture beside its first sale: Klarna lists them in rows of their own."""
    fees = lines.filter(pc.is_in(lines["kind"], pa.array(["fee", "fee_refund"])))
    kept = fees.group_by("capture").aggregate([("amount", "sum")])
    sales = lines.filter(pc.equal(lines["kind"], "sale"))
    first = sales.group_by("capture").aggregate([(ROW, "min")])
    capture = first["capture"].take(pc.index_in(payments[ROW], first[f"{ROW}_min"].combine_chunks()))
    fee = kept["amount_sum"].take(pc.index_in(capture, kept["capture"].combine_chunks()))
    nothing = pa.scalar(0, MONEY)
    column = as_money(pc.negate(pc.fill_null(fee.combine_chunks(), nothing)))
    return payments.set_column(payments.column_names.index("fee_amount"), "fee_amount", column)


def _payout(sheet: Sheet, moved: pa.Table) -> list[pa.Table]:
    """What left for the bank: all that moved on the account, on the day that the head of the report names."""
    references = set(sheet.text("payout").drop_null().to_pylist())
    head = " ".join(sheet.raw.titles).split()
    days = [word[:10] for word in head if re.match(r"\d{4}-\d{2}-\d{2}", word)]
    currencies = set(moved["currency"].to_pylist())
    if len(references) != 1 or not references <= set(head) or not days or len(currencies) != 1 or sheet.rejects:
        sheet.notes.append(_NO_PAYOUT)
        return []
    (reference,) = references
    last = moved.slice(0, 1)
    day = to_date(pa.array(days[:1])).values
    row = {
        ROW: last[ROW], "cash_id": constant(f"payout|{reference}", last), "booked_on": day,
        "amount": pa.array([-pc.sum(moved["amount"]).as_py()], MONEY), "currency": last["currency"],
        "class": constant("operating", last), "category": constant("transfer", last),
        "account_id": constant(ACCOUNT, last), "purpose": constant(reference, last),
    }  # fmt: skip
    return [pa.table(row).select(moved.column_names)]


CONNECTOR = Connector(
    title=Text(de="Klarna (Abrechnung)", en="Klarna (settlement)"),
    description=Text(
        de="Abrechnung von Klarna (CSV): Zahlungen, Gebühren, Erstattungen und die Auszahlung.",
        en="Klarna's settlement report (CSV): payments, fees, refunds and the payout.",
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
