"""Reads orders exported from JTL-Wawi with JTL-Ameise: one row per position.

Layout: the field names of JTL's guide to Ameise. Users choose the columns themselves, so several spellings are read.
"""

from __future__ import annotations

from functools import partial

import pyarrow as pa
import pyarrow.compute as pc

from leitstand.foundation.text import Text
from leitstand.sources.contract import Connector
from leitstand.sources.layouts.known import Columns, Layout, read, recognise
from leitstand.sources.layouts.orders import summed
from leitstand.sources.values import MONEY, as_money, to_decimal
from leitstand.sources.values.sheet import EMPTY, TOO_LARGE, Sheet, numbered

_LINE_TYPES = {
    "Artikel": "goods", "Stückliste": "goods", "Freiposition": "goods", "Versandposition": "shipping",
    "Versandkosten": "shipping", "Versand": "shipping", "Gutschein": "discount", "Kupon": "discount",
    "Rabatt": "discount", "Zahlungsaufschlag": "fee", "Zahlungsart": "fee", "Zuschlag": "fee", "Verpackung": "fee",
}  # fmt: skip
_LARGEST = 1e13
_ODD_RATE = Text(de="ist kein Prozentsatz zwischen 0 und 100", en="is no percentage between 0 and 100")


def _amend(sheet: Sheet, found: Columns) -> None:
    """Amounts of a position from its price, quantity, discount and VAT; amounts of an order from its positions."""
    order = found["order.order_id"]
    count = to_decimal(found["order_line.quantity"]).values.cast(pa.float64())
    rate, discount = _percent(sheet, "rate"), _percent(sheet, "discount")
    with_tax = pc.add(pc.divide(rate, 100.0), 1.0)
    net_price, gross_price = (sheet.decimal(own).cast(pa.float64()) for own in ("net", "gross"))
    price = pc.coalesce(net_price, pc.divide(gross_price, with_tax))
    sheet.reject("gross" if sheet.has("gross") else "net", pc.is_null(price), EMPTY)
    full = pc.multiply(price, count)
    sheet.reject("order_line.quantity", pc.greater_equal(pc.abs(full), _LARGEST), TOO_LARGE)
    cut = pc.multiply(full, pc.divide(discount, 100.0))
    net = _money(pc.subtract(full, cut), 4)
    # the price with tax is what the customer paid: tax is the rest, so that nothing is lost in rounding
    paid = pc.multiply(pc.coalesce(gross_price, pc.multiply(net_price, with_tax)), count)
    gross = _money(pc.multiply(paid, pc.subtract(1.0, pc.divide(discount, 100.0))), 4)
    found["order_line.unit_price"] = _money(price, 4)
    found["order_line.line_discount"], found["order_line.net_amount"] = _money(cut, 4), net
    kind = pc.fill_null(found.get("order_line.line_type", pa.nulls(len(sheet), pa.string())), "goods")
    found["order_line.line_type"] = kind
    nothing = pa.scalar(0, MONEY)
    goods = pc.not_equal(kind, "shipping")
    taken = sheet.accepted  # what is rejected must not count in its order
    of_goods = pc.if_else(pc.and_(goods, taken), net, nothing)
    tax = pc.if_else(pc.and_(goods, taken), as_money(pc.subtract(gross, net)), nothing)
    found["order.net_amount"], found["order.tax_amount"] = summed(order, of_goods), summed(order, tax)
    found["order.gross_amount"] = as_money(pc.add(found["order.net_amount"], found["order.tax_amount"]))
    found["order.shipping_amount"] = summed(order, pc.if_else(pc.or_(goods, pc.invert(taken)), nothing, net))
    sku, name = (found.get(f"product.{own}", pa.nulls(len(sheet), pa.string())) for own in ("sku", "name"))
    found["product.product_id"] = pc.if_else(pc.equal(kind, "goods"), pc.coalesce(sku, name), None)
    told = (order, pc.coalesce(sku, name), net.cast(pa.string()), found["order_line.quantity"].cast(pa.string()))
    found["order_line.order_line_id"] = numbered(
        pc.binary_join_element_wise(*(pc.fill_null(one, "") for one in told), "|"), sheet.row
    )


def _percent(sheet: Sheet, own: str) -> pa.Array:
    """A rate in per cent, nothing where it is not named."""
    percent = pc.fill_null(sheet.number(own), 0.0)
    sheet.reject(own, pc.invert(pc.and_(pc.greater_equal(percent, 0.0), pc.less_equal(percent, 100.0))), _ODD_RATE)
    return percent


def _money(amount: pa.Array, places: int) -> pa.Array:
    fits = pc.less(pc.abs(amount), _LARGEST)
    amount = pc.if_else(fits, amount, pa.scalar(None, pa.float64()))
    return as_money(pc.round(amount, places).cast(pa.decimal128(28, 4)))


_LAYOUT = Layout(
    main="order_line",
    headings={
        "order.order_id": ("Auftragsnummer", "Externe Auftragsnummer"),
        "order.ordered_at": ("Auftragsdatum", "Erstelldatum", "Erstellt am"),
        "order.currency": ("Währung", "Waehrung"),
        "order.payment_method": ("Zahlungsart",),
        "order_line.quantity": ("Menge", "Anzahl"),
        "order_line.line_type": ("Positionstyp",),
        "product.sku": ("Artikelnummer",),
        "product.name": ("Artikelname", "Positionsname", "Bezeichnung"),
        "customer.customer_key": ("Kundennummer",),
    },
    typical=("order.order_id", "order.ordered_at", "order_line.quantity", "order_line.line_type", "product.sku",
             "customer.customer_key"),
    needed=frozenset({"order.order_id", "order.ordered_at", "order_line.quantity"}),
    others={
        "net": ("VK Netto", "VK netto", "Einzelpreis netto"),
        "gross": ("VK Brutto", "VK brutto", "Einzelpreis brutto"),
        "rate": ("USt. in %", "USt", "MwSt", "Steuersatz"),
        "discount": ("Rabatt", "Rabatt in %"),
        "platform": ("Plattform",),
    },
    numbers=("net", "gross", "rate", "discount"),
    words={"order_line.line_type": _LINE_TYPES},
    usual_order="dmy",
    amend=_amend,
)  # fmt: skip

CONNECTOR = Connector(
    title=Text(de="JTL-Wawi (Aufträge)", en="JTL-Wawi (orders)"),
    description=Text(
        de="Export der Aufträge aus JTL-Wawi mit JTL-Ameise, eine Zeile je Position.",
        en="Order export of JTL-Wawi made with JTL-Ameise, one row per position.",
    ),
    delivery="upsert",
    feeds=("order", "order_line", "product", "customer"),
    currency="EUR",
    zone="Europe/Berlin",
    recognise=partial(recognise, (_LAYOUT,)),
    read=partial(read, (_LAYOUT,), zone="Europe/Berlin", currency="EUR"),
    checked="documents",
)
