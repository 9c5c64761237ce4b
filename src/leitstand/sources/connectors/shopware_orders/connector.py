"""Reads the order export of Shopware 5 (default profile: one row per position, states as numbers).

Layout: Shopware's documentation of the import/export module. Shopware 6 has no fixed order export: its profiles are
made by the user and are read by a mapping.
"""

from __future__ import annotations

from functools import partial

import pyarrow as pa
import pyarrow.compute as pc

from leitstand.foundation.text import Text
from leitstand.sources.contract import Connector
from leitstand.sources.layouts.known import Columns, Layout, read, recognise
from leitstand.sources.layouts.orders import shared
from leitstand.sources.values import as_money, to_decimal
from leitstand.sources.values.sheet import Sheet

_LINE_TYPES = {"0": "goods", "1": "goods", "2": "discount", "3": "discount", "4": "fee"}  # s_order_details.modus


def _amend(sheet: Sheet, found: Columns) -> None:
    """Totals hold tax and shipping, with and without: the goods are what is left."""
    gross, net = found["order.gross_amount"], found["order.net_amount"]
    shipping, shipping_net = sheet.decimal("shipping"), found["order.shipping_amount"]
    goods, goods_net = as_money(pc.subtract(gross, shipping)), as_money(pc.subtract(net, shipping_net))
    found["order.gross_amount"], found["order.net_amount"] = goods, goods_net
    found["order.tax_amount"] = as_money(pc.subtract(goods, goods_net))
    found["product.product_id"] = pc.coalesce(found["product.sku"], found["product.name"])
    price = found["order_line.unit_price"]
    value = as_money(pc.multiply(to_decimal(found["order_line.quantity"]).values, price))
    rate = pc.fill_null(sheet.number("tax_rate"), 0.0)
    # prices hold the tax or not for a whole order, so its lines differ by their rates only
    worth = pc.divide(value.cast(pa.float64()), pc.add(pc.divide(rate, 100.0), 1.0))
    fits = pc.less(pc.abs(worth), 1e13)
    worth = as_money(pc.round(pc.if_else(fits, worth, pa.scalar(None, pa.float64())), 4).cast(pa.decimal128(28, 4)))
    inclusive = pc.fill_null(pc.not_equal(sheet.text("net"), "1"), True)
    found["order_line.net_amount"] = shared(
        found["order.order_id"], goods_net, pc.if_else(inclusive, worth, value), found["order_line.order_line_id"]
    )


_LAYOUT = Layout(
    main="order_line",
    headings={
        "order.order_id": ("number",),
        "order.ordered_at": ("orderTime",),
        "order.status": ("status",),
        "order.gross_amount": ("invoiceAmount",),
        "order.net_amount": ("invoiceAmountNet",),
        "order.shipping_amount": ("invoiceShippingNet",),
        "order.currency": ("currency",),
        "order_line.order_line_id": ("orderDetailId",),
        "order_line.quantity": ("quantity",),
        "order_line.unit_price": ("price",),
        "order_line.line_type": ("mode",),
        "product.sku": ("articleNumber",),
        "product.name": ("articleName",),
        "customer.customer_key": ("customerId",),
    },
    typical=(
        "order.order_id", "order.ordered_at", "order.gross_amount", "order.net_amount", "order.shipping_amount",
        "shipping", "order_line.order_line_id", "order_line.quantity", "order_line.unit_price", "product.sku",
        "product.name", "tax_rate",
    ),
    needed=frozenset({"order.order_id", "order.ordered_at", "order_line.order_line_id", "order_line.quantity"}),
    others={"shipping": ("invoiceShipping",), "net": ("net",), "tax_rate": ("taxRate",)},
    numbers=("shipping", "tax_rate"),
    words={
        "order.status": {
            "-1": "cancelled", "0": "placed", "1": "placed", "2": "shipped", "3": "placed", "4": "cancelled",
            "5": "placed", "6": "placed", "7": "shipped", "8": "placed",
        },
        "order_line.line_type": _LINE_TYPES,
    },
    amend=_amend,
)  # fmt: skip

CONNECTOR = Connector(
    title=Text(de="Shopware 5 (Bestellungen)", en="Shopware 5 (orders)"),
    description=Text(
        de="Export der Bestellungen aus Shopware 5 (Profil „Bestellungen“), eine Zeile je Position.",
        en="Order export of Shopware 5 (profile orders), one row per position.",
    ),
    delivery="upsert",
    feeds=("order", "order_line", "product", "customer"),
    currency=None,
    zone="Europe/Berlin",
    recognise=partial(recognise, (_LAYOUT,)),
    read=partial(read, (_LAYOUT,), zone="Europe/Berlin"),
    checked="documents",
)
