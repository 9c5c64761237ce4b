"""Reads a table as its mapping says and hands over canonical rows."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from leitstand.foundation.schema import table
from leitstand.foundation.text import Text
from leitstand.sources import values
from leitstand.sources.contract import ROW, RawTable, Staged
from leitstand.sources.mapping import freetext, surveys, totals
from leitstand.sources.mapping.columns import column, declared
from leitstand.sources.mapping.constants import add_constants
from leitstand.sources.mapping.currency import of_rows
from leitstand.sources.mapping.persons import joined
from leitstand.sources.mapping.rows import DESCRIBING, complete, fill_down, staged_tables
from leitstand.sources.mapping.spec import Mapping
from leitstand.sources.mapping.topics import topic_of
from leitstand.sources.values.sheet import Sheet

_NOTHING = Text(de="enthält nichts, was geladen werden könnte", en="holds nothing that could be loaded")


def apply(mapping: Mapping, raw: RawTable) -> Staged:
    """Canonical rows of every table the mapping names. Raises what `Mapping.check` raises, and UnusableInput for a
    constant that cannot be read or belongs to no table of the file."""
    sheet, read = parse(mapping.check(), raw)
    topic = topic_of(mapping.tables)
    given = fill_down(add_constants(read, mapping, len(sheet)))
    given = totals.add_net(given, mapping.constants)
    currency = of_rows(sheet, given, mapping.currency)
    columns = complete(given, sheet.row)
    sheet.notes += surveys.notes(columns) + totals.notes(mapping.targets, given)
    tables = staged_tables(columns, topic.main if topic else None, sheet, currency)
    loaded = pa.chunked_array([chunk for rows in tables.values() for chunk in rows[ROW].chunks], pa.int64())
    sheet.reject(next(iter(mapping.targets), ROW), pc.invert(pc.is_in(sheet.row, loaded)), _NOTHING)
    amounts = {t: sheet.exact(t) for t in read if declared(t).type == "money" or t.endswith(".quantity")}
    if (derived := columns.get("order_line", {}).get("net_amount")) is not None:
        amounts.setdefault("order_line.net_amount", derived)
    return Staged(tables, sheet.rejects, sheet.controls(amounts), tuple(dict.fromkeys(sheet.notes)))


def parse(mapping: Mapping, raw: RawTable) -> tuple[Sheet, dict[str, pa.Array]]:
    """The sheet (with its rejects and notes) and, per target, the column as long as the table."""
    targets = mapping.targets
    wanted = {target: (heading,) for target, heading in targets.items()}
    plain = Sheet(raw, wanted)
    numbers = [plain.cells(t) for t in targets if declared(t).type in ("money", "number", "integer")]
    dates = [plain.cells(t) for t in targets if declared(t).type in ("date", "instant")]
    number = values.NumberStyle(mapping.decimal) if mapping.decimal else values.number_style(*numbers)
    date = values.DateStyle(mapping.date_order) if mapping.date_order else values.date_style(*dates)
    sheet = Sheet(raw, wanted, number, date)
    if number.note:
        sheet.notes.append(number.note)
    needed = _needed(mapping)
    read = {target: column(sheet, target, mapping.zone, target in needed) for target in targets if sheet.has(target)}
    read |= joined(mapping.columns, raw.rows)
    kept, notes = freetext.apart(read, targets)
    sheet.notes += notes
    return sheet, kept


def _needed(mapping: Mapping) -> frozenset[str]:
    """Columns that may not be empty: what the topic needs, and the keys of what happened."""
    topic = topic_of(mapping.tables)
    if topic is None:
        return frozenset()
    happened = topic.own - DESCRIBING
    return topic.needed | {f"{name}.{table(name).key[0]}" for name in happened if len(table(name).key) == 1}
