"""Reads the files of the Brazilian marketplace Olist: the sales to consumers and the winning of new sellers."""

from __future__ import annotations

from collections.abc import Mapping

import pyarrow as pa
import pyarrow.compute as pc

from leitstand.foundation.text import Text
from leitstand.sources.connectors.olist.mapping import (
    COUNTRY,
    CURRENCY,
    CUSTOMERS,
    DEALS,
    ITEMS,
    LEADS,
    LOOKED_UP,
    METHODS,
    ORDERS,
    PAYMENTS,
    PRODUCTS,
    REVIEWS,
    SELLERS,
    STATUS,
    ZONE,
)
from leitstand.sources.contract import ROW, Connector, RawTable, Staged
from leitstand.sources.values import as_money
from leitstand.sources.values import files as several
from leitstand.sources.values.dates import UTC_MICROS
from leitstand.sources.values.files import File
from leitstand.sources.values.sheet import Sheet, constant, most_frequent, recognised

_UNKNOWN_STATUS = Text(de="ist kein bekannter Bestellstatus", en="is not a known order status")
_UNKNOWN_METHOD = Text(de="ist keine bekannte Zahlungsart", en="is not a known payment method")


def recognise(raw: RawTable) -> float:
    return max(several.score(raw, _FILES), float(is_reference(raw)))


def is_reference(raw: RawTable) -> bool:
    """The lists of postcodes and of translated categories."""
    return any(recognised(raw, one, tuple(one)) == 1 and len(raw.header) <= len(one) + 2 for one in LOOKED_UP)


def read(raw: RawTable) -> Staged:
    return several.read(raw, _FILES)


def _orders(sheet: Sheet) -> Staged:
    """The amounts of an order stand in other files: goods and freight with the items, the total with the payments."""
    order_id = sheet.code("order_id", needed=True)
    status = sheet.text("order_status", needed=True)
    sheet.reject("order_status", pc.invert(pc.is_in(status, pa.array(list(STATUS)))), _UNKNOWN_STATUS)
    orders = {
        "order_id": order_id, "customer_key": sheet.code("customer_id"), "document_kind": constant("order", status),
        "channel": constant("marketplace", status), "status": _coded(status, STATUS),
        "ordered_at": sheet.instant("order_purchase_timestamp", ZONE, needed=True),
        "country": constant(COUNTRY, status), "currency": constant(CURRENCY, status),
    }  # fmt: skip
    shipped = sheet.instant("order_delivered_carrier_date", ZONE)
    shipments = {
        "shipment_id": order_id, "order_id": order_id, "promised_on": sheet.date("order_estimated_delivery_date"),
        "shipped_at": shipped, "delivered_at": sheet.instant("order_delivered_customer_date", ZONE),
    }  # fmt: skip
    tables = {"order": sheet.table(orders), "shipment": sheet.table(shipments, pc.is_valid(shipped))}
    return _staged(sheet, tables, {})


def _items(sheet: Sheet) -> Staged:
    """Each item is a goods line and a shipping line; their sums are the amounts of the order."""
    order_id = sheet.code("order_id", needed=True)
    item_id = sheet.code("order_item_id", needed=True)
    price, freight = sheet.decimal("price", needed=True), sheet.decimal("freight_value", needed=True)
    items = sheet.table(
        {
            "order_id": order_id, "item_id": _joined(order_id, item_id), "product_id": sheet.code("product_id"),
            "price": price, "freight": freight,
        }
    )  # fmt: skip
    goods = _lines(items, "goods", items["item_id"], items["price"])
    shipping = _lines(items, "shipping", _joined(items["item_id"], constant("freight", items)), items["freight"])
    sums = _by(items, "order_id", {"price": "sum", "freight": "sum"})
    orders = pa.table(
        {
            ROW: sums[ROW], "order_id": sums["order_id"], "net_amount": as_money(sums["price"]),
            "shipping_amount": as_money(sums["freight"]), "currency": constant(CURRENCY, sums),
        }
    )  # fmt: skip
    tables = {"order_line": pa.concat_tables([goods, shipping]), "order": orders}
    return _staged(sheet, tables, {"price": price, "freight_value": freight})


def _lines(items: pa.Table, line_type: str, line_id: pa.Array, amount: pa.Array) -> pa.Table:
    return pa.table(
        {
            ROW: items[ROW], "order_line_id": line_id, "order_id": items["order_id"],
            "product_id": items["product_id"], "line_type": constant(line_type, items),
            "quantity": pa.repeat(pa.scalar(1.0), len(items)), "unit_price": amount, "net_amount": amount,
            "currency": constant(CURRENCY, items),
        }
    )  # fmt: skip


def _payments(sheet: Sheet) -> Staged:
    """The file has no times and no invoices: a payment's document is its order, and it is undated."""
    order_id = sheet.code("order_id", needed=True)
    place = sheet.code("payment_sequential", needed=True)
    kind = sheet.text("payment_type", needed=True)
    amount = sheet.decimal("payment_value", needed=True)
    sheet.reject("payment_type", pc.invert(pc.is_in(kind, pa.array(list(METHODS)))), _UNKNOWN_METHOD)
    payments = sheet.table(
        {
            "payment_id": _joined(order_id, place), "invoice_id": order_id, "amount": amount,
            "method": _coded(kind, METHODS), "currency": constant(CURRENCY, kind),
        }
    )  # fmt: skip
    methods = most_frequent(payments, "invoice_id", "method")
    sums = _by(payments, "invoice_id", {"amount": "sum"})
    orders = pa.table(
        {
            ROW: sums[ROW], "order_id": sums["invoice_id"], "gross_amount": as_money(sums["amount"]),
            "payment_method": methods["method"], "currency": constant(CURRENCY, sums),
        }
    )  # fmt: skip
    return _staged(sheet, {"payment": payments, "order": orders}, {"payment_value": amount, "class": kind})


def _reviews(sheet: Sheet) -> Staged:
    """One review may speak of several orders, so its number alone does not identify it."""
    review_id, order_id = sheet.code("review_id", needed=True), sheet.code("order_id", needed=True)
    title, message = sheet.text("review_comment_title"), sheet.text("review_comment_message")
    rating = sheet.number("review_score", needed=True)
    reviews = sheet.table(
        {
            "review_id": _joined(review_id, order_id), "platform": constant("olist", review_id),
            # the other time of the file is when the question was sent out
            "posted_at": sheet.instant("review_answer_timestamp", ZONE, needed=True), "rating": rating,
            "text": pc.coalesce(pc.binary_join_element_wise(title, message, "\n"), title, message),
        }
    )  # fmt: skip
    return _staged(sheet, {"review": reviews}, {"review_score": sheet.exact("review_score")})


def _customers(sheet: Sheet) -> Staged:
    """Every order has a customer number of its own; `customer_unique_id` is the person behind it."""
    customer = sheet.code("customer_id", needed=True)
    person = sheet.code("customer_unique_id")
    region = _region(sheet.text("customer_state"))
    numbers = sheet.table({"customer_key": customer, "merged_into": person, "region_nuts": region})
    people = sheet.table({"customer_key": person, "region_nuts": region}, pc.is_valid(person))
    people = most_frequent(people, "customer_key", "region_nuts")
    people = people.append_column("merged_into", pa.nulls(len(people), pa.string())).select(numbers.column_names)
    customers = pa.concat_tables([numbers, people])
    for name, value in {"customer_type": "person", "country": COUNTRY}.items():
        customers = customers.append_column(name, constant(value, customers))
    vault = sheet.table(
        {"customer_key": customer, "zip": sheet.code("customer_zip_code_prefix"), "city": sheet.text("customer_city")}
    )
    return _staged(sheet, {"customer": customers, "customer_vault": vault}, {})


def _products(sheet: Sheet) -> Staged:
    product = sheet.code("product_id", needed=True)
    columns = {
        "product_id": product, "sku": product, "category_l1": sheet.text("product_category_name"),
        "type": constant("good", product),
    }  # fmt: skip
    return _staged(sheet, {"product": sheet.table(columns)}, {})


def _sellers(sheet: Sheet) -> Staged:
    """Sellers are the marketplace's own customers: the seller leads end in them."""
    seller = sheet.code("seller_id", needed=True)
    customers = sheet.table(
        {
            "customer_key": seller, "customer_type": constant("company", seller), "country": constant(COUNTRY, seller),
            "segment": constant("seller", seller), "region_nuts": _region(sheet.text("seller_state")),
        }
    )  # fmt: skip
    vault = sheet.table(
        {"customer_key": seller, "zip": sheet.code("seller_zip_code_prefix"), "city": sheet.text("seller_city")}
    )
    return _staged(sheet, {"customer": customers, "customer_vault": vault}, {})


def _leads(sheet: Sheet) -> Staged:
    lead = sheet.code("mql_id", needed=True)
    day = sheet.date("first_contact_date", needed=True)
    # the clocks of Brazil go forward at midnight: the day then starts at one
    start = pc.assume_timezone(day.cast(UTC_MICROS), ZONE, nonexistent="latest", ambiguous="earliest")
    columns = {
        "lead_id": lead, "created_at": start.cast(pa.timestamp("us", "UTC")).cast(UTC_MICROS),
        "source": pc.utf8_lower(sheet.text("origin")),
    }  # fmt: skip
    return _staged(sheet, {"lead": sheet.table(columns)}, {})


def _deals(sheet: Sheet) -> Staged:
    """Only won deals are in the file, with the lead's number; what a seller is worth nobody wrote down."""
    lead = sheet.code("mql_id", needed=True)
    closed = sheet.instant("won_date", ZONE, needed=True)
    owner, developer = sheet.code("sr_id"), sheet.code("sdr_id")
    deals = sheet.table(
        {
            "deal_id": lead, "customer_key": sheet.code("seller_id"), "outcome": constant("won", lead),
            "closed_at": closed, "owner_employee_id": owner, "source": sheet.text("lead_type"),
        }
    )  # fmt: skip
    roles = ((owner, "sales representative"), (developer, "sales development representative"))
    employees = pa.concat_tables(
        [sheet.table({"employee_id": who, "role": constant(role, who)}, pc.is_valid(who)) for who, role in roles]
    )
    tables = {
        "deal": deals, "employee": _by(employees, "employee_id", {"role": "max"}),
        "lead": sheet.table({"lead_id": lead, "converted_deal_id": lead}),
    }  # fmt: skip
    return _staged(sheet, tables, {"declared_monthly_revenue": sheet.exact("declared_monthly_revenue")})


def _staged(sheet: Sheet, tables: Mapping[str, pa.Table], controls: Mapping[str, pa.Array]) -> Staged:
    return Staged(tables, sheet.rejects, sheet.controls(controls), tuple(sheet.notes))


def _by(table: pa.Table, key: str, how: Mapping[str, str]) -> pa.Table:
    """One row per key, in order of the keys' first rows, with the columns put together as `how` says."""
    whole = {ROW: "min", **how}
    found = table.group_by(key).aggregate(list(whole.items()))
    names = {f"{name}_{function}": name for name, function in whole.items()}
    return found.rename_columns([names.get(name, name) for name in found.column_names]).sort_by(ROW)


def _joined(*parts: pa.Array) -> pa.Array:
    return pc.binary_join_element_wise(*parts, "|")


def _coded(values: pa.Array, codes: Mapping[str, str]) -> pa.Array:
    return pa.array(list(codes.values())).take(pc.index_in(values, pa.array(list(codes))))


def _region(state: pa.Array) -> pa.Array:
    """NUTS ends at Europe; Brazil's states have ISO 3166-2 codes."""
    return pc.binary_join_element_wise(COUNTRY, pc.utf8_upper(state), "-")


_FILES = (
    File(ORDERS, tuple(ORDERS), _orders),
    File(ITEMS, ("order_id", "order_item_id", "product_id", "price", "freight_value"), _items),
    File(PAYMENTS, tuple(PAYMENTS), _payments),
    File(REVIEWS, tuple(REVIEWS), _reviews),
    File(CUSTOMERS, ("customer_id", "customer_zip_code_prefix"), _customers),
    File(PRODUCTS, ("product_id", "product_category_name", "product_name_lenght", "product_photos_qty"), _products),
    File(SELLERS, tuple(SELLERS), _sellers),
    File(LEADS, tuple(LEADS), _leads),
    File(DEALS, tuple(DEALS), _deals),
)

CONNECTOR = Connector(
    title=Text(de="Olist (Marktplatz)", en="Olist (marketplace)"),
    description=Text(
        de="Bestellungen, Zahlungen, Bewertungen und gewonnene Händler eines brasilianischen Marktplatzes.",
        en="Orders, payments, reviews and won sellers of a Brazilian marketplace.",
    ),
    delivery="upsert",
    feeds=(
        "order", "order_line", "shipment", "payment", "review", "customer", "customer_vault", "product", "lead", "deal",
        "employee",
    ),
    currency=CURRENCY,
    zone=ZONE,
    recognise=recognise,
    read=read,
    reference=is_reference,
)  # fmt: skip
