"""Reads the order lines of the web shop data set “Online Retail” and tells sales, returns and bookings apart."""

from __future__ import annotations

from functools import partial

import pyarrow as pa
import pyarrow.compute as pc

from leitstand.foundation.text import Text
from leitstand.sources.connectors.online_retail.mapping import COLUMNS, CURRENCY, LINE_TYPES, NEEDED, ZONE
from leitstand.sources.contract import ROW, Connector, RawTable, Staged
from leitstand.sources.values import MONEY, as_money
from leitstand.sources.values.sheet import TOO_LARGE, Sheet, constant, most_frequent, recognised


def read(raw: RawTable) -> Staged:
    """Lines → orders with lines, refunds (one per cancelled line), products and customers."""
    sheet = Sheet(raw, COLUMNS)
    document = sheet.code("document", needed=True)
    product = sheet.code("product", needed=True)
    quantity = sheet.decimal("quantity", needed=True)
    price = sheet.decimal("price", needed=True)
    at = sheet.instant("at", ZONE, needed=True)
    amount = as_money(pc.multiply(quantity, price))
    sheet.reject("quantity", pc.and_(pc.and_(pc.is_valid(quantity), pc.is_valid(price)), pc.is_null(amount)), TOO_LARGE)

    first = pc.utf8_upper(pc.utf8_slice_codeunits(document, 0, 1))
    cancelled, adjusted = pc.equal(first, "C"), pc.equal(first, "A")
    moved = pc.and_(pc.less(quantity, 0), pc.equal(amount, 0))  # outside cancellations: breakage, stocktaking
    line_type = pc.if_else(pc.and_not(moved, cancelled), "stock_move", _line_type(product))
    line_type = pc.if_else(adjusted, "adjustment", line_type)

    lines = sheet.table(
        {
            "document": document, "product_id": product, "line_type": line_type, "quantity": quantity,
            "unit_price": price, "net_amount": amount, "at": at, "cancelled": cancelled, "adjusted": adjusted,
            "customer_key": sheet.code("customer"), "country": sheet.country("country"), "name": sheet.text("name"),
        }
    )  # fmt: skip
    sold = lines.filter(pc.invert(lines["cancelled"]))
    products = most_frequent(lines, "product_id", "name")
    known = lines.filter(pc.is_valid(lines["customer_key"]))
    tables = {
        "order": _orders(sold),
        "order_line": pa.table(
            {
                ROW: sold[ROW], "order_id": sold["document"], "product_id": sold["product_id"],
                "line_type": sold["line_type"], "quantity": sold["quantity"].cast(pa.float64()),
                "unit_price": sold["unit_price"], "net_amount": sold["net_amount"],
                "currency": constant(CURRENCY, sold),
            }
        ),
        "refund": _refunds(lines.filter(lines["cancelled"])),
        "product": products.append_column("sku", products["product_id"]),
        "customer": most_frequent(known, "customer_key", "country"),
    }  # fmt: skip
    controls = sheet.controls({"line_amount": amount, "quantity": quantity, "class": line_type})
    return Staged(tables, sheet.rejects, controls, tuple(sheet.notes))


def _line_type(product: pa.Array) -> pa.Array:
    codes = product.dictionary_encode()
    types = [None if code is None else LINE_TYPES.get(code.upper(), "goods") for code in codes.dictionary.to_pylist()]
    return pa.array(types, pa.string()).take(codes.indices)


def _orders(lines: pa.Table) -> pa.Table:
    counted = pc.is_in(lines["line_type"], pa.array(["goods", "discount"]))
    nothing = pa.scalar(0, MONEY)
    measured = pa.table(
        {
            ROW: lines[ROW], "order_id": lines["document"], "customer_key": lines["customer_key"],
            "country": lines["country"], "ordered_at": lines["at"], "adjusted": lines["adjusted"],
            "bought": pc.greater(lines["quantity"], 0),
            "net_amount": pc.if_else(counted, lines["net_amount"], nothing),
            "shipping_amount": pc.if_else(pc.equal(lines["line_type"], "shipping"), lines["net_amount"], nothing),
        }
    )  # fmt: skip
    how = {
        ROW: "min", "customer_key": "min", "country": "min", "ordered_at": "min", "adjusted": "any", "bought": "any",
        "net_amount": "sum", "shipping_amount": "sum",
    }  # fmt: skip
    orders = measured.group_by("order_id").aggregate(list(how.items()))
    orders = orders.rename_columns({f"{name}_{function}": name for name, function in how.items()}).sort_by(ROW)
    kind = pc.if_else(orders["adjusted"], "adjustment", pc.if_else(orders["bought"], "order", "stock_move"))
    return pa.table(
        {
            **{name: orders[name] for name in (ROW, "order_id", "customer_key", "country", "ordered_at")},
            "document_kind": kind, "channel": constant("web", orders), "status": constant("placed", orders),
            "net_amount": as_money(orders["net_amount"]), "shipping_amount": as_money(orders["shipping_amount"]),
            "currency": constant(CURRENCY, orders),
        }
    )  # fmt: skip


def _refunds(lines: pa.Table) -> pa.Table:
    """The source does not say which order a cancellation belongs to, and gives its lines no number of their own."""
    return pa.table(
        {
            ROW: lines[ROW], "document": lines["document"], "product_id": lines["product_id"],
            "customer_key": lines["customer_key"], "line_type": lines["line_type"],
            "quantity": pc.negate(lines["quantity"]).cast(pa.float64()), "refunded_at": lines["at"],
            "amount": pc.negate(lines["net_amount"]), "currency": constant(CURRENCY, lines),
        }
    )  # fmt: skip


CONNECTOR = Connector(
    title=Text(de="Online Retail (Webshop-Belege)", en="Online Retail (web shop lines)"),
    description=Text(
        de="Belegzeilen eines britischen Webshops mit Stornos und Korrekturbuchungen (UCI Online Retail I und II).",
        en="Order lines of a British web shop with cancellations and adjustments (UCI Online Retail I and II).",
    ),
    delivery="append",
    feeds=("order", "order_line", "refund", "product", "customer"),
    currency=CURRENCY,
    zone=ZONE,
    recognise=partial(recognised, wanted=COLUMNS, needed=NEEDED),
    read=read,
)
