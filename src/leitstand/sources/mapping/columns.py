"""Reads one column of a sheet as the data model wants it."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from leitstand.foundation.schema import table
from leitstand.foundation.schema.contract import Column
from leitstand.foundation.text import Text
from leitstand.sources.mapping.enums import to_value
from leitstand.sources.mapping.regions import to_nuts
from leitstand.sources.values.sheet import Sheet

_SHOWN = 8  # unknown words named in a note


def declared(target: str) -> Column:
    """What the data model says about "table.column"."""
    name, column = target.split(".")
    return table(name).column(column)


def column(sheet: Sheet, target: str, zone: str, needed: bool) -> pa.Array:
    """The sheet's column of that name, in the type of the target; unreadable cells become rejects of the sheet."""
    match declared(target).type:
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
            return _enum(sheet, target, needed)
        case _ if target.endswith(".region_nuts"):
            return to_nuts(sheet.text(target, needed))
        case _:
            return sheet.country(target) if target.endswith(".country") else sheet.text(target, needed)


def _enum(sheet: Sheet, target: str, needed: bool) -> pa.Array:
    text = sheet.text(target, needed)
    read, unknown = to_value(text, declared(target).values)
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
