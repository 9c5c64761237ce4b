"""Takes the amounts of shop orders apart: goods, shipping and tax, and each line's share of them."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from leitstand.foundation.text import Text
from leitstand.sources.layouts.known import Columns
from leitstand.sources.mapping.rows import fill_down
from leitstand.sources.values import MONEY, as_money
from leitstand.sources.values.sheet import Sheet

_UNITS = Decimal(10_000)  # amounts have four places
_UNDATED = Text(
    de="Die Liste nennt nicht, wann erstattet wurde; die Erstattungen zählen in keinem Zeitraum.",
    en="The list does not say when money was refunded; the refunds count in no period.",
)


class Amounts(NamedTuple):
    """Amounts of orders, decimal128(18, 4). gross − discount − tax = net; all four are about the goods only."""

    gross: pa.Array
    discount: pa.Array
    tax: pa.Array
    net: pa.Array
    shipping: pa.Array  # without tax


def apart(goods: pa.Array, shipping: pa.Array, tax: pa.Array, discount: pa.Array, included: pa.Array) -> Amounts:
    """Amounts of orders that name one tax for goods and shipping together.

    goods: after discount. included: whether goods and shipping hold the tax. The tax is shared between goods and
    shipping by value, which is exact where both bear the same rate. Null where the goods' amount is not known.
    """
    nothing = pa.scalar(Decimal(0), MONEY)
    shipping, tax, discount = (pc.fill_null(one, nothing) for one in (shipping, tax, discount))
    base = _float(pc.add(goods, shipping))
    share = np.divide(_float(goods), base, out=np.ones_like(base), where=base != 0)
    goods_tax = _cents(_float(tax) * share, pc.is_valid(goods))
    inside = pc.fill_null(included, False)
    net = as_money(pc.subtract(goods, pc.if_else(inside, goods_tax, nothing)))
    shipping_tax = pc.if_else(inside, as_money(pc.subtract(tax, goods_tax)), nothing)
    gross = as_money(pc.add(pc.add(net, goods_tax), discount))
    return Amounts(gross, discount, goods_tax, net, as_money(pc.subtract(shipping, shipping_tax)))


def holds_tax(total: pa.Array, goods: pa.Array, shipping: pa.Array, tax: pa.Array) -> pa.Array:
    """Whether an order's goods and shipping hold the tax: they then make the total without adding it."""
    nothing = pa.scalar(Decimal(0), MONEY)
    base = pc.add(goods, pc.fill_null(shipping, nothing))
    without = pc.abs(pc.subtract(total, base))
    with_tax = pc.abs(pc.subtract(total, pc.add(base, pc.fill_null(tax, nothing))))
    return pc.less(without, with_tax)


def shared(order: pa.Array, amount: pa.Array, value: pa.Array, label: pa.Array) -> pa.Array:
    """Each line's share of its order's amount by the line's value; the shares add up to the amount exactly.

    order, amount: number and amount of the line's order; null amount → null. value: of the line. label: decides in
    which order equal lines are rounded, so that the order of the rows does not matter.
    """
    if not len(order):
        return pa.nulls(0, MONEY)
    table = pa.table({"order": order, "value": value, "label": label})
    place = pc.sort_indices(table, [("order", "ascending"), ("value", "ascending"), ("label", "ascending")])
    group = np.asarray(pc.fill_null(order.take(place).dictionary_encode().indices, -1))
    last = np.append(group[1:] != group[:-1], True)
    start = np.maximum.accumulate(np.where(np.append(True, last[:-1]), np.arange(len(group)), 0))
    worth = _float(value.take(place))
    running = np.cumsum(worth)
    running = running - (running - worth)[start]
    end = np.flatnonzero(last)[np.cumsum(np.append(False, last[:-1]))]
    total = running[end]
    count = np.arange(len(group)) - start + 1
    part = np.divide(running, total, out=count / (end - start + 1), where=np.abs(total) > 1e-9)
    whole = _float(amount.take(place))
    upto = np.where(last, whole, np.round(part * whole, 2))
    shares = upto - np.where(np.append(True, last[:-1]), 0.0, np.append(0.0, upto[:-1]))
    found = np.empty(len(shares))
    found[np.asarray(place)] = shares
    return _money(found, pc.is_valid(amount), 4)


def summed(order: pa.Array, amounts: pa.Array) -> pa.Array:
    """The sum of each row's order, decimal128(18, 4); null where the order has no amount or the row no order."""
    sums = pa.table({"order": order, "amount": amounts}).group_by("order").aggregate([("amount", "sum")])
    place = pc.index_in(order, sums["order"].combine_chunks())
    return as_money(sums["amount_sum"].combine_chunks().take(place))


def add_refunds(sheet: Sheet, found: Columns, amount: pa.Array, total: pa.Array, without_tax: pa.Array) -> None:
    """One refund per order whose refunded amount is positive, without its share of the order's tax and without date."""
    refunded = pc.fill_null(pc.greater(amount, Decimal(0)), False)
    if not pc.any(refunded).as_py():
        return
    found["refund.refund_id"] = pc.if_else(refunded, found["order.order_id"], pa.scalar(None, pa.string()))
    net = portion(amount, without_tax, total)
    found["refund.amount"] = pc.if_else(refunded, net, pa.scalar(None, MONEY))
    found["refund.product_id"] = pa.nulls(len(amount), pa.string())  # the order's, of no particular line
    sheet.notes.append(_UNDATED)


def portion(amount: pa.Array, part: pa.Array, whole: pa.Array) -> pa.Array:
    """amount × part ÷ whole in cents; null where one of them is not known or the whole is nothing."""
    numbers = _float(whole)
    share = np.divide(_float(part), numbers, out=np.zeros_like(numbers), where=numbers != 0)
    known = pc.and_(pc.and_(pc.is_valid(amount), pc.is_valid(part)), pc.not_equal(whole, Decimal(0)))
    return _money(_float(amount) * share, pc.fill_null(known, False), 2)


def of_order(order: pa.Array, cells: pa.Array) -> pa.Array:
    """Cells that stand in one row of an order only, for all of its rows."""
    filled: pa.Array = fill_down({"order.order_id": order, "order_line.quantity": cells, "order": cells})["order"]
    return filled


def _float(amounts: pa.Array) -> npt.NDArray[np.float64]:
    return np.asarray(pc.fill_null(amounts, pa.scalar(Decimal(0), amounts.type)).cast(pa.float64()))


def _cents(amounts: npt.NDArray[np.float64], known: pa.Array) -> pa.Array:
    return _money(amounts, known, 2)


def _money(amounts: npt.NDArray[np.float64], known: pa.Array, places: int) -> pa.Array:
    """Amounts rounded to so many places; null where they are not known or too large."""
    fits = np.asarray(known) & np.isfinite(amounts) & (np.abs(amounts) < 1e13)
    units = np.round(np.round(np.where(fits, amounts, 0), places) * float(_UNITS)).astype(np.int64)
    exact = pc.divide(pa.array(units).cast(pa.decimal128(28, 8)), pa.scalar(_UNITS, pa.decimal128(5, 0)))
    return pc.if_else(pa.array(fits), as_money(exact), pa.scalar(None, MONEY))
