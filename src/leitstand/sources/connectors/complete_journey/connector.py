"""Reads the purchases of households in grocery stores, and which campaigns and coupons they got and used."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

import pyarrow as pa
import pyarrow.compute as pc

from leitstand.foundation.text import Text
from leitstand.sources.contract import ROW, Connector, RawTable, Staged
from leitstand.sources.values import as_money
from leitstand.sources.values import files as several
from leitstand.sources.values.dates import UTC_MICROS
from leitstand.sources.values.files import File
from leitstand.sources.values.sheet import Sheet, constant

CURRENCY = "USD"
ZONE = "UTC"  # the purchases are fewest at eight o'clock and exist in the hour that clocks skip: not local time
_NOON = pa.scalar(timedelta(hours=17), pa.duration("us"))  # noon in the east of the country, for days without time


def _same(names: str) -> dict[str, tuple[str, ...]]:
    return {name: (name,) for name in names.split()}


TRANSACTIONS = _same(
    "household_id store_id basket_id product_id quantity sales_value retail_disc coupon_disc coupon_match_disc "
    "transaction_timestamp"
)
PRODUCTS = _same("product_id manufacturer_id department brand product_category product_type package_size")
DEMOGRAPHICS = _same("household_id age income home_ownership marital_status household_size household_comp kids_count")
CAMPAIGNS = _same("campaign_id household_id")
DESCRIPTIONS = _same("campaign_id campaign_type start_date end_date")
REDEMPTIONS = _same("household_id coupon_upc campaign_id redemption_date")
COUPONS = _same("coupon_upc product_id campaign_id")


def recognise(raw: RawTable) -> float:
    return max(several.score(raw, _FILES), float(is_reference(raw)))


def is_reference(raw: RawTable) -> bool:
    """The list of products that a coupon is good for."""
    return set(raw.header) == set(COUPONS)


def read(raw: RawTable) -> Staged:
    return several.read(raw, _FILES)


def _transactions(sheet: Sheet) -> Staged:
    """Lines → baskets with lines and households. A coupon of the manufacturer is money the shop gets: no discount."""
    basket, product = sheet.code("basket_id", needed=True), sheet.code("product_id", needed=True)
    quantity, value = sheet.number("quantity", needed=True), sheet.decimal("sales_value", needed=True)
    retail, match = sheet.decimal("retail_disc"), sheet.decimal("coupon_match_disc")
    sheet.decimal("coupon_disc")
    at = sheet.instant("transaction_timestamp", ZONE, needed=True)
    zero = pa.scalar(0, value.type)
    discount = as_money(pc.add(pc.coalesce(retail, zero), pc.coalesce(match, zero)))
    household = sheet.code("household_id")
    lines = sheet.table(
        {
            "order_id": basket, "product_id": product, "line_type": constant("goods", basket), "quantity": quantity,
            "net_amount": value, "line_discount": discount, "currency": constant(CURRENCY, basket),
        }
    )  # fmt: skip
    told = sheet.table({"order_id": basket, "customer_key": household, "ordered_at": at, "value": value})
    how = {ROW: "min", "customer_key": "min", "ordered_at": "min", "value": "sum"}
    baskets = told.group_by("order_id").aggregate(list(how.items())).sort_by(f"{ROW}_min")
    orders = pa.table(
        {
            ROW: baskets[f"{ROW}_min"], "order_id": baskets["order_id"], "customer_key": baskets["customer_key_min"],
            "ordered_at": baskets["ordered_at_min"], "document_kind": constant("order", baskets),
            "channel": constant("store", baskets), "status": constant("placed", baskets),
            "net_amount": as_money(baskets["value_sum"]), "currency": constant(CURRENCY, baskets),
        }
    )  # fmt: skip
    tables = {"order": orders, "order_line": lines, "customer": _households(sheet, household)}
    return _staged(sheet, tables, {"sales_value": value, "quantity": sheet.exact("quantity")})


def _households(sheet: Sheet, household: pa.Array) -> pa.Table:
    """Every household once."""
    found = sheet.table({"customer_key": household}, pc.is_valid(household))
    once = found.group_by("customer_key").aggregate([(ROW, "min")]).sort_by(f"{ROW}_min")
    return pa.table(
        {
            ROW: once[f"{ROW}_min"], "customer_key": once["customer_key"], "country": constant("US", once),
            "customer_type": constant("person", once),
        }
    )  # fmt: skip


def _products(sheet: Sheet) -> Staged:
    product, kind = sheet.code("product_id", needed=True), sheet.text("product_type")
    columns = {
        "product_id": product, "sku": product, "name": kind, "category_l1": sheet.text("department"),
        "category_l2": sheet.text("product_category"), "category_l3": kind, "type": constant("good", product),
    }  # fmt: skip
    return _staged(sheet, {"product": sheet.table(columns)}, {})


def _demographics(sheet: Sheet) -> Staged:
    """The composition of the household is its segment; age and income are not taken over."""
    household = sheet.code("household_id", needed=True)
    columns = {
        "customer_key": household, "customer_type": constant("person", household), "country": constant("US", household),
        "segment": sheet.text("household_comp"),
    }  # fmt: skip
    return _staged(sheet, {"customer": sheet.table(columns)}, {})


def _campaigns(sheet: Sheet) -> Staged:
    """Which household got which campaign; those not in the list got none, but not by chance."""
    campaign, household = sheet.code("campaign_id", needed=True), sheet.code("household_id", needed=True)
    assignments = sheet.table(
        {
            "assignment_id": _joined(campaign, household), "campaign_id": campaign, "customer_key": household,
            "unit_type": constant("customer", campaign), "arm": constant("treated", campaign),
        }
    )  # fmt: skip
    return _staged(sheet, {"assignment": assignments, "customer": _households(sheet, household)}, {})


def _descriptions(sheet: Sheet) -> Staged:
    campaign, kind = sheet.code("campaign_id", needed=True), sheet.text("campaign_type")
    columns = {
        "campaign_id": campaign, "name": pc.coalesce(_joined(kind, campaign), campaign),
        "type": constant("retention", campaign), "start": sheet.date("start_date"), "end": sheet.date("end_date"),
    }  # fmt: skip
    return _staged(sheet, {"campaign": sheet.table(columns)}, {})


def _redemptions(sheet: Sheet) -> Staged:
    """A coupon that is used is a household's reply to the campaign."""
    household, campaign = sheet.code("household_id", needed=True), sheet.code("campaign_id", needed=True)
    noon = pc.add(sheet.date("redemption_date", needed=True).cast(UTC_MICROS), _NOON)
    touches = sheet.table(
        {
            "customer_key": household, "campaign_id": campaign, "kind": constant("reply", campaign),
            "channel": constant("coupon", campaign), "occurred_at": noon,
        }
    )  # fmt: skip
    return _staged(sheet, {"touchpoint": touches}, {})


def _joined(*parts: pa.Array) -> pa.Array:
    return pc.binary_join_element_wise(*parts, "|")


def _staged(sheet: Sheet, tables: Mapping[str, pa.Table], controls: Mapping[str, pa.Array]) -> Staged:
    return Staged(tables, sheet.rejects, sheet.controls(controls), tuple(sheet.notes))


_FILES = (
    File(TRANSACTIONS, tuple(TRANSACTIONS), _transactions),
    File(PRODUCTS, tuple(PRODUCTS), _products),
    File(DEMOGRAPHICS, tuple(DEMOGRAPHICS), _demographics),
    File(DESCRIPTIONS, tuple(DESCRIPTIONS), _descriptions),
    File(REDEMPTIONS, tuple(REDEMPTIONS), _redemptions),
    File(CAMPAIGNS, tuple(CAMPAIGNS), _campaigns),
)

CONNECTOR = Connector(
    title=Text(de="The Complete Journey (Haushaltskäufe)", en="The Complete Journey (household purchases)"),
    description=Text(
        de="Einkäufe von Haushalten im Lebensmittelhandel mit Produkten, Aktionen und Gutscheinen.",
        en="Purchases of households in grocery stores with products, campaigns and coupons.",
    ),
    delivery="upsert",
    feeds=("order", "order_line", "customer", "product", "campaign", "assignment", "touchpoint"),
    currency=CURRENCY,
    zone=ZONE,
    recognise=recognise,
    read=read,
    reference=is_reference,
)
