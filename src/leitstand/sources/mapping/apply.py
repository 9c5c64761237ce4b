"""Reads a table as its mapping says and hands over canonical rows."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from leitstand.foundation.schema import table
from leitstand.foundation.schema.contract import Column
from leitstand.foundation.text import Text
from leitstand.sources import values
from leitstand.sources.contract import ROW, RawTable, Staged
from leitstand.sources.mapping.enums import to_value
from leitstand.sources.mapping.rows import DESCRIBING, complete, staged_tables
from leitstand.sources.mapping.spec import Mapping
from leitstand.sources.mapping.topics import topic_of
from leitstand.sources.values.sheet import Sheet

_NOTHING = Text(de="enthält nichts, was geladen werden könnte", en="holds nothing that could be loaded")
_SHOWN = 8  # unknown words named in a note


def apply(mapping: Mapping, raw: RawTable) -> Staged:
    """Canonical rows of every table the mapping names. Raises what `Mapping.check` raises."""
    sheet, read = parse(mapping.check(), raw)
    topic = topic_of(mapping.tables)
    columns = complete(read, sheet.row)
    tables = staged_tables(columns, topic.main if topic else None, sheet, mapping.currency)
    loaded = pa.chunked_array([chunk for rows in tables.values() for chunk in rows[ROW].chunks], pa.int64())
    sheet.reject(next(iter(mapping.targets), ROW), pc.invert(pc.is_in(sheet.row, loaded)), _NOTHING)
    amounts = {t: sheet.exact(t) for t in read if _declared(t).type == "money" or t.endswith(".quantity")}
    if (derived := columns.get("order_line", {}).get("net_amount")) is not None:
        amounts.setdefault("order_line.net_amount", derived)
    return Staged(tables, sheet.rejects, sheet.controls(amounts), tuple(dict.fromkeys(sheet.notes)))


def parse(mapping: Mapping, raw: RawTable) -> tuple[Sheet, dict[str, pa.Array]]:
    """The sheet (with its rejects and notes) and, per target, the column as long as the table."""
    targets = mapping.targets
    wanted = {target: (heading,) for target, heading in targets.items()}
    plain = Sheet(raw, wanted)
    numbers = [plain.cells(t) for t in targets if _declared(t).type in ("money", "number", "integer")]
    dates = [plain.cells(t) for t in targets if _declared(t).type in ("date", "instant")]
    number = values.NumberStyle(mapping.decimal) if mapping.decimal else values.number_style(*numbers)
    date = values.DateStyle(mapping.date_order) if mapping.date_order else values.date_style(*dates)
    sheet = Sheet(raw, wanted, number, date)
    if number.note:
        sheet.notes.append(number.note)
    needed = _needed(mapping)
    read = {target: _column(sheet, target, mapping.zone, target in needed) for target in targets if sheet.has(target)}
    return sheet, read


def _column(sheet: Sheet, target: str, zone: str, needed: bool) -> pa.Array:
    declared = _declared(target)
    match declared.type:
        case "money":
            return sheet.decimal(target, needed)
        case "number":
            number = sheet.number(target, needed)
            # some systems write a probability of 40 % as 40, others as 0.4
            percent = target.endswith("probability") and (pc.max(number).as_py() or 0) > 1
            return pc.divide(number, 100.0) if percent else number
        case "integer":
            return sheet.integer(target, needed)
        case "boolean":
            return sheet.boolean(target, needed)
        case "date":
            return sheet.date(target, needed)
        case "instant":
            return sheet.instant(target, zone, needed)
        case "key":
            return sheet.code(target, needed)
        case "enum":
            return _enum(sheet, target, declared, needed)
        case _:
            return sheet.country(target) if declared.name == "country" else sheet.text(target, needed)


def _enum(sheet: Sheet, target: str, declared: Column, needed: bool) -> pa.Array:
    text = sheet.text(target, needed)
    read, unknown = to_value(text, declared.values)
    if not unknown:
        return read
    # a stage such as 'Negotiation' is neither won nor lost
    rest = "open" if target == "deal.outcome" else None
    words = ", ".join(unknown[:_SHOWN]) + (" …" if len(unknown) > _SHOWN else "")
    heading = sheet.headings[target]
    sheet.notes.append(
        Text(
            de=f"Spalte „{heading}“: als {rest or 'leer'} gelesen: {words}.",
            en=f"Column '{heading}': read as {rest or 'empty'}: {words}.",
        )
    )
    return pc.if_else(pc.and_(pc.is_valid(text), pc.is_null(read)), pa.scalar(rest, pa.string()), read)


def _needed(mapping: Mapping) -> frozenset[str]:
    """Columns that may not be empty: what the topic needs, and the keys of what happened."""
    topic = topic_of(mapping.tables)
    if topic is None:
        return frozenset()
    happened = topic.own - DESCRIBING
    return topic.needed | {f"{name}.{table(name).key[0]}" for name in happened if len(table(name).key) == 1}


def _declared(target: str) -> Column:
    name, column = target.split(".")
    return table(name).column(column)
