"""Reads the purchase history of a CD shop (CDNOW): one line per purchase."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from leitstand.foundation.text import Text
from leitstand.sources.contract import ROW, Connector, RawTable, Staged
from leitstand.sources.values import as_money, as_text
from leitstand.sources.values.headers import find
from leitstand.sources.values.sheet import Sheet, constant, numbered

CURRENCY = "USD"
ZONE = "America/New_York"
NAMED = {
    "customer": ("customer_id", "masterid"),
    "date": ("date",),
    "quantity": ("number_of_cds", "cds"),
    "amount": ("dollar_value", "sales"),
}
UNNAMED = {"customer": ("column_1",), "date": ("column_3",), "quantity": ("column_4",), "amount": ("column_5",)}


def recognise(raw: RawTable) -> float:
    """Both spellings of the headings; without headings, five columns whose cells look like the sample file's."""
    if len(find(raw.header, NAMED)) == len(NAMED) and 4 <= len(raw.header) <= 5:
        return 1.0
    if raw.header != tuple(f"column_{place}" for place in range(1, 6)) or not raw.rows.num_rows:
        return 0.0
    patterns = (r"^\d{1,5}$", r"^\d{1,4}$", r"^199[78]\d{4}$", r"^\d{1,3}$", r"^\d+(\.\d{1,2})?$")
    first = raw.rows.slice(0, 100)
    fit = [
        pc.mean(pc.match_substring_regex(as_text(first[name]), pattern).cast(pa.int8())).as_py() or 0.0
        for name, pattern in zip(raw.header, patterns, strict=True)
    ]
    return 0.95 * min(fit)


def read(raw: RawTable) -> Staged:
    """Every line is an order with one line; the two share a number made of the line's content."""
    sheet = Sheet(raw, NAMED if len(find(raw.header, NAMED)) == len(NAMED) else UNNAMED)
    # the same customer is 00004 in one file and 4 in the other
    customer = pc.utf8_ltrim(sheet.code("customer", needed=True), "0")
    at = sheet.instant("date", ZONE, needed=True)
    quantity = sheet.integer("quantity", needed=True)
    amount = sheet.decimal("amount", needed=True)
    bought = sheet.table({"customer_key": customer, "at": at, "quantity": quantity, "amount": amount})
    order_id = _order_id(bought)
    shared = {ROW: bought[ROW], "order_id": order_id, "currency": constant(CURRENCY, bought)}
    tables = {
        "order": pa.table(
            {
                **shared, "customer_key": bought["customer_key"], "ordered_at": bought["at"],
                "document_kind": constant("order", bought), "channel": constant("web", bought),
                "status": constant("placed", bought), "net_amount": bought["amount"],
            }
        ),
        "order_line": pa.table(
            {
                # a purchase has one line, so the order's number is the line's as well
                **shared, "order_line_id": order_id, "line_type": constant("goods", bought),
                "quantity": bought["quantity"].cast(pa.float64()), "net_amount": bought["amount"],
            }
        ),
        "customer": bought.group_by("customer_key").aggregate([(ROW, "min")]).rename_columns({f"{ROW}_min": ROW}),
    }  # fmt: skip
    controls = sheet.controls({"line_amount": amount, "quantity": as_money(quantity)})
    return Staged(tables, sheet.rejects, controls, tuple(sheet.notes))


def _order_id(bought: pa.Table) -> pa.Array:
    """Customer, day, number, value and occurrence: the same in every file that holds the purchase."""
    day = pc.strftime(bought["at"].cast(pa.timestamp("us", "UTC")).cast(pa.timestamp("us", ZONE)), "%Y%m%d")
    parts = [bought["customer_key"], day, bought["quantity"], bought["amount"]]
    content = pc.binary_join_element_wise(*(part.cast(pa.string()) for part in parts), "|")
    return numbered(content, bought[ROW])


CONNECTOR = Connector(
    title=Text(de="CDNOW (Kaufhistorie)", en="CDNOW (purchase history)"),
    description=Text(
        de="Käufe der Erstkunden eines CD-Versands 1997/98 (Gesamtdatei, Stichprobe oder CSV).",
        en="Purchases of the first-time buyers of a CD shop 1997/98 (master file, sample or CSV).",
    ),
    delivery="append",
    feeds=("order", "order_line", "customer"),
    currency=CURRENCY,
    zone=ZONE,
    recognise=recognise,
    read=read,
)
