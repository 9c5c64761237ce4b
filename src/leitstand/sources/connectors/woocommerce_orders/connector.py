"""Reads the order export of WooCommerce's extension Customer/Order/Coupon Export, one row per line item.

Layout: the extension's documentation (“Default – one row per item”). All amounts but the totals are without tax.
"""

from __future__ import annotations

from decimal import Decimal
from functools import partial

import pyarrow.compute as pc

from leitstand.foundation.text import Text
from leitstand.sources.contract import Connector
from leitstand.sources.layouts.known import Columns, Layout, joined, read, recognise
from leitstand.sources.layouts.orders import add_refunds, of_order, summed
from leitstand.sources.values import as_money
from leitstand.sources.values.sheet import Sheet, numbered

_NOTHING = Decimal(0)


def _amend(sheet: Sheet, found: Columns) -> None:
    order = found["order.order_id"]
    net, tax = summed(order, found["order_line.net_amount"]), summed(order, sheet.decimal("item_tax"))
    discount = pc.fill_null(found["order.discount_amount"], _NOTHING)
    found["order.net_amount"], found["order.tax_amount"] = net, tax
    found["order.gross_amount"] = as_money(pc.add(pc.add(net, pc.fill_null(tax, _NOTHING)), discount))
    total, all_tax, refunded = (of_order(order, sheet.decimal(own)) for own in ("total", "tax", "refunded"))
    add_refunds(sheet, found, refunded, total, as_money(pc.subtract(total, pc.fill_null(all_tax, _NOTHING))))
    product = pc.coalesce(found["product.sku"], found["product.name"])
    found["product.product_id"] = product
    found["order_line.order_line_id"] = numbered(pc.binary_join_element_wise(order, product, "|"), sheet.row)
    number, email = sheet.code("customer"), pc.utf8_lower(found["customer_vault.email"])
    guest = pc.or_(pc.is_null(number), pc.equal(number, "0"))
    found["customer.customer_key"] = of_order(order, pc.if_else(guest, email, number))
    found["customer_vault.name"] = of_order(order, joined(sheet.text("first"), sheet.text("last")))


_LAYOUT = Layout(
    main="order_line",
    headings={
        "order.order_id": ("order_number", "order_id"),
        "order.ordered_at": ("date", "order_date"),
        "order.status": ("status",),
        "order.country": ("shipping_country", "billing_country"),
        "order.payment_method": ("payment_method",),
        "order.discount_amount": ("discount_total",),
        "order.shipping_amount": ("shipping_total",),
        "order.currency": ("order_currency",),
        "order_line.quantity": ("item_quantity",),
        "order_line.net_amount": ("item_total",),
        "product.sku": ("item_sku",),
        "product.name": ("item_name",),
        "customer_vault.email": ("billing_email",),
        "customer_vault.phone": ("billing_phone",),
        "customer_vault.street": ("billing_address_1",),
        "customer_vault.zip": ("billing_postcode",),
        "customer_vault.city": ("billing_city",),
        "customer.country": ("billing_country",),
    },
    typical=(
        "order.order_id", "order.ordered_at", "order.status", "order.discount_amount", "order.shipping_amount",
        "order.currency", "order_line.quantity", "order_line.net_amount", "product.sku", "product.name",
        "customer_vault.email", "total",
    ),
    needed=frozenset({"order.order_id", "order.ordered_at", "order_line.quantity", "order_line.net_amount"}),
    others={
        "total": ("order_total",),
        "tax": ("tax_total",),
        "refunded": ("refunded_total",),
        "item_tax": ("item_total_tax", "item_tax"),
        "customer": ("customer_id",),
        "first": ("billing_first_name",),
        "last": ("billing_last_name",),
    },
    numbers=("total", "tax", "refunded", "item_tax"),
    words={
        "order.status": {
            "pending": "placed", "on-hold": "placed", "processing": "paid", "completed": "shipped",
            "refunded": "returned", "failed": "cancelled", "cancelled": "cancelled",
        },
        "order.payment_method": {
            "bacs": "bank_transfer", "cheque": "other", "cod": "cash", "paypal": "wallet", "ppcp-gateway": "wallet",
            "stripe": "credit_card", "woocommerce_payments": "credit_card",
        },
    },
    amend=_amend,
)  # fmt: skip

CONNECTOR = Connector(
    title=Text(de="WooCommerce (Bestellungen)", en="WooCommerce (orders)"),
    description=Text(
        de="Export der Bestellungen eines WooCommerce-Shops (CSV), eine Zeile je Position.",
        en="Order export of a WooCommerce shop (CSV), one row per line item.",
    ),
    delivery="upsert",
    feeds=("order", "order_line", "refund", "product", "customer", "customer_vault"),
    currency=None,
    zone="Europe/Berlin",
    recognise=partial(recognise, (_LAYOUT,)),
    read=partial(read, (_LAYOUT,), zone="Europe/Berlin"),
    checked="documents",
)
