"""Reads the order export of Shopify: one row per line, what holds for the whole order only in its first row.

Layout: Shopify's help page on exporting orders. Amounts hold the tax or not as the shop is set; the totals show which.
"""

from __future__ import annotations

from decimal import Decimal
from functools import partial

import pyarrow as pa
import pyarrow.compute as pc

from leitstand.foundation.text import Text
from leitstand.sources.connectors.shopify_orders.headings import CHANNELS, HEADINGS, PAYMENT, STATUS, TYPICAL
from leitstand.sources.contract import Connector
from leitstand.sources.layouts.known import Columns, Layout, read, recognise
from leitstand.sources.layouts.orders import add_refunds, apart, holds_tax, of_order, shared
from leitstand.sources.values import MONEY, as_money, to_decimal
from leitstand.sources.values.sheet import Sheet, constant, numbered

_AMOUNTS = ("net_amount", "shipping_amount", "tax_amount", "gross_amount", "discount_amount")


def _amend(sheet: Sheet, found: Columns) -> None:
    goods, shipping, tax, total, discount = (
        found.get(f"order.{name}", pa.nulls(len(sheet), MONEY)) for name in _AMOUNTS
    )
    amounts = apart(goods, shipping, tax, discount, holds_tax(total, goods, shipping, tax))
    found.update({f"order.{name}_amount": column for name, column in amounts._asdict().items()})
    _add_lines(sheet, found)
    _add_status(sheet, found)
    if (refunded := found.pop("refund.amount", None)) is not None:
        add_refunds(sheet, found, refunded, total, as_money(pc.subtract(total, pc.fill_null(tax, Decimal(0)))))


def _add_lines(sheet: Sheet, found: Columns) -> None:
    """A line's net amount is its share of the order's: discounts on the whole order are in no line of the file."""
    names = [found[target] for target in ("product.sku", "product.name") if target in found]
    product = pc.coalesce(*names)
    found["product.product_id"] = product
    value = as_money(pc.multiply(to_decimal(found["order_line.quantity"]).values, found["order_line.unit_price"]))
    if "order_line.line_discount" in found:
        value = as_money(pc.subtract(value, pc.fill_null(found["order_line.line_discount"], Decimal(0))))
    order = found["order.order_id"]
    found["order_line.net_amount"] = shared(order, found["order.net_amount"], value, product)
    # a line has no number of its own
    found["order_line.order_line_id"] = numbered(pc.binary_join_element_wise(order, product, "|"), sheet.row)


def _add_status(sheet: Sheet, found: Columns) -> None:
    status = found.get("order.status", pa.nulls(len(sheet), pa.string()))
    status = pc.coalesce(status, constant("placed", status))
    sent = of_order(found["order.order_id"], pc.utf8_lower(sheet.text("fulfillment")))
    shipped = pc.and_(pc.equal(sent, "fulfilled"), pc.is_in(status, pa.array(["placed", "paid"])))
    status = pc.if_else(pc.fill_null(shipped, False), "shipped", status)
    if "order.cancelled_at" in found:
        status = pc.if_else(pc.is_valid(found["order.cancelled_at"]), "cancelled", status)
    found["order.status"] = status


_LAYOUT = Layout(
    main="order_line",
    headings=HEADINGS,
    typical=TYPICAL,
    needed=frozenset({"order.order_id", "order_line.quantity", "order_line.unit_price"}),
    others={"fulfillment": ("Fulfillment Status",)},
    words={"order.status": STATUS, "order.channel": CHANNELS, "order.payment_method": PAYMENT},
    amend=_amend,
)

CONNECTOR = Connector(
    title=Text(de="Shopify (Bestellungen)", en="Shopify (orders)"),
    description=Text(
        de="Export der Bestellungen eines Shopify-Shops (CSV), eine Zeile je Position.",
        en="Order export of a Shopify shop (CSV), one row per line.",
    ),
    delivery="upsert",
    feeds=("order", "order_line", "refund", "product", "customer", "customer_vault"),
    currency=None,
    zone="Europe/Berlin",
    recognise=partial(recognise, (_LAYOUT,)),
    read=partial(read, (_LAYOUT,), zone="Europe/Berlin"),
    checked="documents",
)
