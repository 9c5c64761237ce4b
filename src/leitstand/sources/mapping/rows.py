"""Makes the rows of several tables out of one file: parents once per key, children linked to them."""

from __future__ import annotations

import hashlib
from functools import reduce

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from leitstand.foundation.schema import table
from leitstand.sources.contract import ROW
from leitstand.sources.mapping.surveys import add_survey
from leitstand.sources.values import MONEY, as_money, to_decimal
from leitstand.sources.values.sheet import Sheet, constant, numbered

Columns = dict[str, dict[str, pa.Array]]  # table → column → values, each as long as the file

# tables that describe something; the rest are tables of what happened
DESCRIBING = frozenset(
    {
        "customer",
        "customer_vault",
        "contact",
        "contact_vault",
        "product",
        "employee",
        "employee_vault",
        "campaign",
        "lost_reason",
        "survey",
        "survey_invite",
    }
)
_VAULT = "_vault"
# what identifies a row of a describing table that comes without a key of its own
_STAND_IN = {
    "customer": ("customer_vault.email", "customer_vault.name"),
    "contact": ("contact_vault.email", "contact_vault.name"),
    "employee": ("employee_vault.email", "employee_vault.name"),
    "product": ("product.sku", "product.name"),
    "campaign": ("campaign.name",),
    "lost_reason": ("lost_reason.label",),
}
# what holds for every row of a file that does not say otherwise
_ALWAYS = {"order": {"document_kind": "order", "status": "placed"}, "order_line": {"line_type": "goods"}}
_WEB_DIMENSIONS = ("channel_group", "device", "country", "landing_page", "campaign", "source_medium")


def fill_down(read: dict[str, pa.Array]) -> dict[str, pa.Array]:
    """In a file of order lines, what only one line of an order says about the order holds for all of them."""
    orders = read.get("order.order_id")
    if orders is None or not any(target.startswith("order_line.") for target in read):
        return read
    own = {t for t in read if t.startswith(("order_line.", "product.")) and not t.endswith(".currency")}
    place = np.asarray(pc.fill_null(orders.dictionary_encode().indices, -1))
    return {t: cells if t in own else _from_same(place, cells) for t, cells in read.items()}


def _from_same(place: npt.NDArray[np.int32], cells: pa.Array) -> pa.Array:
    """Empty cells filled with the first filled one of the same place; place -1 stands alone."""
    own = np.arange(len(cells))
    filled = np.asarray(pc.is_valid(cells))
    if filled.all():
        return cells
    first = np.full(len(cells) + 1, -1)  # the last one is that of place -1
    first[place[filled][::-1]] = own[filled][::-1]
    first[-1] = -1
    source = np.where(filled, own, first[place])
    return cells.take(pa.array(source, mask=source < 0))


def complete(read: dict[str, pa.Array], row: pa.Array) -> Columns:
    """The columns read, with keys, links and derived amounts added. read: target → values; row: numbers of the rows."""
    columns: Columns = {}
    for target, cells in read.items():
        name, column = target.split(".")
        columns.setdefault(name, {})[column] = cells
        if name.endswith(_VAULT):
            columns.setdefault(name.removesuffix(_VAULT), {})
    for name in [name for name in _STAND_IN if name in columns]:
        _add_key(columns, name, read)
    if "order_line" in columns:
        _add_order(columns, row)
    if "survey_answer" in columns:
        add_survey(columns)
    if "web_aggregate" in columns:
        _add_range(columns["web_aggregate"], row)
    _add_links(columns)
    _add_amounts(columns)
    return {name: found for name, found in columns.items() if _worth_a_row(name, found)}


def _add_key(columns: Columns, name: str, read: dict[str, pa.Array]) -> None:
    key, vault = table(name).key[0], f"{name}{_VAULT}"
    stand_ins = [
        pc.utf8_lower(read[target]) if target.endswith(".email") else read[target]
        for target in _STAND_IN[name]
        if target in read
    ]
    if key not in columns[name] and stand_ins:
        columns[name][key] = pc.coalesce(*stand_ins)
    if vault in columns and key in columns[name]:
        columns[vault][key] = columns[name][key]


def _add_order(columns: Columns, row: pa.Array) -> None:
    """A line without an order number is an order of its own, identified by its content."""
    orders = columns.setdefault("order", {})
    if "order_id" not in orders:
        keys = [columns[one][table(one).key[0]] for one in ("customer", "product") if one in columns]
        parts = [*orders.values(), *columns["order_line"].values(), *keys]
        texts = [pc.fill_null(part.cast(pa.string()), "") for part in parts]
        content = pc.binary_join_element_wise(*texts, "|").to_pylist()
        # a digest, since the content may name a person
        orders["order_id"] = numbered(
            pa.array([hashlib.sha256(one.encode()).hexdigest()[:32] for one in content], pa.string()), row
        )


def _add_range(found: dict[str, pa.Array], row: pa.Array) -> None:
    """Totals of one day, unless the file says more; and by what they are broken down."""
    if "range_start" in found and "range_end" not in found:
        found["range_end"] = found["range_start"]
        found.setdefault("grain", constant("day", row))
    broken_down = [name for name in _WEB_DIMENSIONS if name in found]
    found.setdefault("dimensions", constant(",".join(broken_down), row))


def _add_links(columns: Columns) -> None:
    """What happened refers to the rows of the same file that it belongs to."""
    for name, found in columns.items():
        if name in DESCRIBING and name != "contact":
            continue
        for column, other in table(name).references().items():
            key = table(other).key[0]
            if other != name and column not in found and key in columns.get(other, {}):
                found[column] = columns[other][key]


def _add_amounts(columns: Columns) -> None:
    line, order = columns.get("order_line", {}), columns.get("order", {})
    if "net_amount" not in line and {"quantity", "unit_price"} <= set(line):
        gross = as_money(pc.multiply(to_decimal(line["quantity"]).values, line["unit_price"]))
        discount = pc.fill_null(line["line_discount"], 0) if "line_discount" in line else pa.scalar(0, MONEY)
        line["net_amount"] = as_money(pc.subtract(gross, discount))
    if "net_amount" not in order and {"gross_amount", "tax_amount"} <= set(order):
        order["net_amount"] = as_money(pc.subtract(order["gross_amount"], order["tax_amount"]))


def _worth_a_row(name: str, found: dict[str, pa.Array]) -> bool:
    """An order of which a ticket tells only the number is a reference, not a row."""
    declared = table(name)
    if name in DESCRIBING:
        return set(declared.key) <= set(found)
    return bool(set(found) - {*declared.key, *declared.references()})


def staged_tables(columns: Columns, main: str | None, sheet: Sheet, currency: pa.Array) -> dict[str, pa.Table]:
    """The accepted rows of each table. main: table with a row per row of the file, None if none stands out.

    currency: of the amounts of each row, null where nothing says it.
    """
    tables = {}
    for name, found in columns.items():
        filled = dict(found)
        if "currency" in table(name).names and currency.null_count < len(currency):
            filled["currency"] = currency
        for column, value in _ALWAYS.get(name, {}).items():
            filled.setdefault(column, constant(value, sheet.row))
        rows = sheet.table(filled, where=_filled(name, found))
        once = name in DESCRIBING or (main is not None and name != main)
        tables[name] = _once(rows, table(name).key[0], latest=name in DESCRIBING) if once else rows
    if "order" in tables and "order_line" in tables and "net_amount" not in columns["order"]:
        tables["order"] = _with_totals(tables["order"], tables["order_line"])
    return tables


def _filled(name: str, found: dict[str, pa.Array]) -> pa.Array:
    """Rows that tell something about this table; a describing table needs a key as well."""
    if name in DESCRIBING:
        return pc.is_valid(found[table(name).key[0]])
    telling = [pc.is_valid(cells) for column, cells in found.items() if column not in table(name).references()]
    return reduce(pc.or_, telling)


def _once(rows: pa.Table, key: str, latest: bool) -> pa.Table:
    """One row per key: the latest of a description, the first of an event that its lines repeat."""
    if key not in rows.column_names:
        return rows
    which = "max" if latest else "min"
    kept = rows.group_by(key).aggregate([(ROW, which)])[f"{ROW}_{which}"]
    return rows.filter(pc.or_(pc.is_in(rows[ROW], kept.combine_chunks()), pc.is_null(rows[key])))


def _with_totals(orders: pa.Table, lines: pa.Table) -> pa.Table:
    """Orders with the sum of their lines as net amount; none where the lines are in different currencies."""
    if "net_amount" not in lines.column_names:
        return orders
    if "currency" not in lines.column_names:
        lines = lines.append_column("currency", constant("", lines))
    found = lines.group_by("order_id").aggregate([("net_amount", "sum"), ("currency", "count_distinct")])
    place = pc.index_in(orders["order_id"], found["order_id"].combine_chunks())
    same = pc.less_equal(found["currency_count_distinct"], 1)
    return orders.append_column("net_amount", as_money(pc.if_else(same, found["net_amount_sum"], None).take(place)))
