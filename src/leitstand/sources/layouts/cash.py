"""Makes movements on the company's accounts out of bank lists and the payout reports of payment providers."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from decimal import Decimal

import pyarrow as pa
import pyarrow.compute as pc

from leitstand.foundation.text import Text
from leitstand.sources.contract import ROW
from leitstand.sources.values import MONEY, as_money
from leitstand.sources.values.sheet import Sheet, constant, numbered

CATEGORY = {
    "payment": "customer_receipt", "refund": "refund", "payout": "transfer", "fee": "payment_fee",
    "dispute": "dispute",
}  # fmt: skip
"""Kind of a provider's row → category of its movement; other kinds have none."""

_NOT_NET = Text(de="ist nicht Brutto minus Gebühr", en="is not gross minus fee")


def movements(sheet: Sheet, columns: Mapping[str, pa.Array], told: Sequence[pa.Array]) -> pa.Table:
    """Rows of cash_movement without a number of their own: their key is the hash of their content (which names people).

    columns: of cash_movement. told: what else tells one movement from another. What differs between two deliveries of
    the same movement (number of the statement, place in the file) must be in neither.
    """
    texts = [pc.fill_null(part.cast(pa.string()), "") for part in (*columns.values(), *told)]
    rows = sheet.table({**columns, "content": pc.binary_join_element_wise(*texts, "|")})
    keys = [hashlib.sha256(text.encode()).hexdigest()[:32] for text in numbered(rows["content"], rows[ROW]).to_pylist()]
    return rows.drop(["content"]).append_column("cash_id", pa.array(keys, pa.string()))


def counterparty(name: pa.Array, iban: pa.Array) -> pa.Array:
    """Name and account of the other side in one text."""
    return _together(name, iban)


def purpose(text: pa.Array, end_to_end: pa.Array) -> pa.Array:
    """The reference text; what the payer's own system calls the payment (end-to-end) behind it, unless it says so."""
    known = pc.fill_null(pc.is_in(end_to_end, pa.array(["NOTPROVIDED", "NONREF", ""])), True)
    return _together(text, pc.if_else(pc.or_(known, pc.fill_null(pc.equal(text, end_to_end), False)), None, end_to_end))


def marked(purpose: pa.Array, kind: pa.Array) -> pa.Array:
    """The reference text with a word in front where only the kind of transaction tells that a debit came back.

    kind: the bank's word, its transaction code (MT940: 109 and 108) or the ISO code (UPDD: unpaid direct debit).
    """
    return _together(
        pc.if_else(pc.match_substring_regex(pc.utf8_lower(kind), _CAME_BACK), "Rücklastschrift", None), purpose
    )


_CAME_BACK = (
    r"r(ü|ue)ck ?(last|belast|gabe|buchung)|lastschriftr(ü|ue)ck|retoure|(^|[^0-9])(108|109)([^0-9]|$)|updd|upct"
)


def _together(one: pa.Array, other: pa.Array) -> pa.Array:
    return pc.coalesce(pc.binary_join_element_wise(one, other, " · "), one, other)


def provider(
    sheet: Sheet,
    account: str,
    zone: str,
    kind: pa.Array,
    number: pa.Array,
    at: pa.Array,
    gross: pa.Array,
    fee: pa.Array,
    net: pa.Array,
    currency: pa.Array,
    reference: pa.Array,
    name: pa.Array | None = None,
    purpose: pa.Array | None = None,
) -> dict[str, pa.Table]:
    """Movements on the account at a payment provider, the payments of customers and the refunds among them.

    kind: see CATEGORY. fee: what the provider keeps, positive. net: what the account gains. A payout leaves this
    account and arrives in the bank's. reference: the shop's number of order or invoice. name: of the other side.
    purpose: in words, where there is more than the reference.
    """
    nothing = pa.scalar(Decimal(0), MONEY)
    fee = pc.fill_null(fee, nothing)
    sheet.reject("net", pc.not_equal(as_money(pc.subtract(gross, fee)), net), _NOT_NET)
    local = pc.local_timestamp(at.cast(pa.timestamp("us", "UTC")).cast(pa.timestamp("us", zone)))
    names, values = pa.array(list(CATEGORY)), pa.array(list(CATEGORY.values()))
    cash = {
        "cash_id": number, "booked_on": local.cast(pa.date32(), safe=False), "amount": net, "currency": currency,
        "class": constant("operating", number), "category": values.take(pc.index_in(kind, names)),
        "account_id": constant(account, number), "purpose": reference if purpose is None else purpose,
    }  # fmt: skip
    if name is not None:
        cash["counterparty_ref"] = name
    payments = {
        "payment_id": number, "paid_at": at, "amount": gross, "fee_amount": fee, "currency": currency,
        "bank_ref": reference,
    }  # fmt: skip
    refunds = {"refund_id": number, "refunded_at": at, "amount": pc.negate(gross), "currency": currency}
    return {
        "cash_movement": sheet.table(cash),
        "payment": sheet.table(payments, where=pc.equal(kind, "payment")),
        "refund": sheet.table(refunds, where=pc.equal(kind, "refund")),
    }


def kind_of(text: pa.Array, patterns: Mapping[str, str]) -> pa.Array:
    """The first kind whose pattern is in the text (small letters); null where none is."""
    lower = pc.utf8_lower(text)
    found = [pc.if_else(pc.match_substring_regex(lower, pattern), kind, None) for kind, pattern in patterns.items()]
    return pc.coalesce(*found)
