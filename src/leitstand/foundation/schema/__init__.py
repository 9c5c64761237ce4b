"""The canonical customer data model: one module per subject area, each declares its tables."""

from __future__ import annotations

from functools import cache

from leitstand.foundation.errors import UnknownId
from leitstand.foundation.registry import things
from leitstand.foundation.schema.contract import Column, Privacy, Table
from leitstand.foundation.text import Text

__all__ = ["Column", "Privacy", "Table", "table", "tables"]


@cache
def tables() -> dict[str, Table]:
    """All canonical tables by name."""
    found: dict[str, Table] = {}
    for area in things("leitstand.foundation.schema.areas", "TABLES").values():
        for one in area:  # type: ignore[attr-defined]
            if one.name in found:
                raise ValueError(f"table {one.name!r} is declared twice")
            found[one.name] = one
    return found


def table(name: str) -> Table:
    """One canonical table. Raises UnknownId."""
    found = tables()
    if name not in found:
        raise UnknownId(Text(de="Die Tabelle", en="table"), name, found)
    return found[name]
