"""Reads Stripe's balance history and its itemised balance and payout reports: charges, fees, refunds and payouts.

Layouts: Stripe's published column lists of the balance history and of the itemised reports.
"""

from __future__ import annotations

from collections.abc import Mapping

import pyarrow as pa
import pyarrow.compute as pc

from leitstand.foundation.text import Text
from leitstand.sources.contract import Connector, RawTable, Staged
from leitstand.sources.layouts.cash import provider
from leitstand.sources.values import NumberStyle
from leitstand.sources.values.sheet import Sheet, recognised

ACCOUNT = "Stripe"
HISTORY = {
    "number": ("id",),
    "type": ("Type",),
    "source": ("Source",),
    "gross": ("Amount",),
    "fee": ("Fee",),
    "net": ("Net",),
    "currency": ("Currency",),
    "at": ("Created (UTC)",),
    "available": ("Available On (UTC)",),
    "description": ("Description",),
}
REPORT = {
    "number": ("balance_transaction_id",),
    "type": ("reporting_category",),
    "source": ("source_id",),
    "gross": ("gross",),
    "fee": ("fee",),
    "net": ("net",),
    "currency": ("currency",),
    "at": ("created_utc", "created"),
    "description": ("description",),
}
KINDS = {
    "payment": ("charge", "payment"),
    "refund": ("refund", "payment_refund", "partial_capture_reversal"),
    "payout": ("payout", "payout_reversal", "payout_failure", "payout_cancel", "transfer"),
    "fee": ("stripe_fee", "fee", "network_cost", "tax_fee"),
    "dispute": ("dispute", "dispute_reversal", "adjustment"),
}


def recognise(raw: RawTable) -> float:
    """The balance history or an itemised report."""
    return max(_likeness(raw, columns) for columns in (HISTORY, REPORT))


def _likeness(raw: RawTable, columns: Mapping[str, tuple[str, ...]]) -> float:
    return recognised(raw, columns, [own for own in columns if own != "description"])


def read(raw: RawTable) -> Staged:
    """Movements on the Stripe account, payments and refunds. Times are UTC."""
    report = _likeness(raw, REPORT) > _likeness(raw, HISTORY)
    sheet = Sheet(raw, REPORT if report else HISTORY, NumberStyle("."))
    gross, net = (sheet.decimal(own, needed=True) for own in ("gross", "net"))
    fee = sheet.decimal("fee")
    kind = pc.utf8_lower(sheet.text("type"))
    for name, words in KINDS.items():
        kind = pc.if_else(pc.fill_null(pc.is_in(kind, pa.array(words)), False), name, kind)
    # a charge that failed after all is taken back with the same type
    kind = pc.if_else(pc.and_(pc.equal(kind, "payment"), pc.less(gross, 0)), "other", kind)
    kind = pc.if_else(pc.and_(pc.equal(kind, "refund"), pc.greater(gross, 0)), "other", kind)
    tables = provider(
        sheet, ACCOUNT, "Europe/Berlin", kind=kind, number=sheet.code("number", needed=True),
        at=sheet.instant("at", "UTC", needed=True), gross=gross, fee=fee, net=net,
        currency=pc.utf8_upper(sheet.text("currency", needed=True)), reference=sheet.text("source"),
        purpose=sheet.text("description"),
    )  # fmt: skip
    controls = sheet.controls({"gross": gross, "fee": fee, "net": net})
    return Staged(tables, sheet.rejects, controls, tuple(sheet.notes))


CONNECTOR = Connector(
    title=Text(de="Stripe (Guthaben und Auszahlungen)", en="Stripe (balance and payouts)"),
    description=Text(
        de="Verlauf des Guthabens oder Einzelbericht mit Brutto, Gebühr und Netto: Zahlungen, Erstattungen, "
        "Auszahlungen.",
        en="Balance history or itemised report with gross, fee and net: charges, refunds, payouts.",
    ),
    delivery="upsert",
    feeds=("cash_movement", "payment", "refund"),
    echoes=("payment", "refund"),
    currency=None,
    zone="UTC",
    recognise=recognise,
    read=read,
    checked="documents",
)
