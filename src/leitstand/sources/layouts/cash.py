"""Makes movements on the company's accounts out of bank lists and the payout reports of payment providers."""

from __future__ import annotations

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
    """Rows of cash_movement without a number of their own: their key is their content.

    columns: of cash_movement. told: what else tells one movement from another. What differs between two deliveries of
    the same movement (number of the statement, place in the file) must be in neither.
    """
    texts = [pc.fill_null(part.cast(pa.string()), "") for part in (*columns.values(), *told)]
    rows = sheet.table({**columns, "content": pc.binary_join_element_wise(*texts, "|")})
    return rows.drop(["content"]).append_column("cash_id", numbered(rows["content"], rows[ROW]))


def counterparty(name: pa.Array, iban: pa.Array) -> pa.Array:
    """Name and account of the other side in one text."""
    return pc.coalesce(pc.binary_join_element_wise(name, iban, " · "), name, iban)


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
) -> dict[str, pa.Table]:
    """Movements on the account at a payment provider, the payments of customers and the refunds among them.

    kind: see CATEGORY. fee: what the provider keeps, positive. net: what the account gains. A payout leaves this
    account and arrives in the bank's. reference: the shop's number of order or invoice.
    """
    nothing = pa.scalar(Decimal(0), MONEY)
    fee = pc.fill_null(fee, nothing)
    sheet.reject("net", pc.not_equal(as_money(pc.subtract(gross, fee)), net), _NOT_NET)
    local = pc.local_timestamp(at.cast(pa.timestamp("us", "UTC")).cast(pa.timestamp("us", zone)))
    names, values = pa.array(list(CATEGORY)), pa.array(list(CATEGORY.values()))
    cash = {
        "cash_id": number, "booked_on": local.cast(pa.date32(), safe=False), "amount": net, "currency": currency,
        "class": constant("operating", number), "category": values.take(pc.index_in(kind, names)),
        "account_id": constant(account, number),
    }  # fmt: skip
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
