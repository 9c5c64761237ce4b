"""How the canonical tables look inside the engine."""

from __future__ import annotations

import hashlib
import json
from functools import cache

from leitstand.foundation.schema import Column, Privacy, Table, tables
from leitstand.foundation.schema.contract import day_column

TYPES = {
    "key": "BIGINT", "text": "VARCHAR", "enum": "VARCHAR", "integer": "BIGINT", "money": "DECIMAL(18,4)",
    "number": "DOUBLE", "boolean": "BOOLEAN", "date": "DATE", "instant": "TIMESTAMP", "json": "VARCHAR",
}  # fmt: skip

STANDARD = {
    "row_key": "BIGINT",  # identifies the row: its own key, or the hash of what it says
    "source_system": "VARCHAR",
    "source_id": "VARCHAR",  # the source's own key; null for persons, whose keys lie in the key map
    "load_id": "VARCHAR",
    "row_number": "BIGINT",
    "period_precision": "VARCHAR",  # null = exact to the day; else month, quarter, year
    "ingested_at": "TIMESTAMP",
    "valid_from": "TIMESTAMP",
    "valid_to": "TIMESTAMP",  # null = current
}
"""Columns of every table, beside its own."""

LOADS = """CREATE TABLE IF NOT EXISTS _loads (
    load_id VARCHAR PRIMARY KEY, position BIGINT, connector VARCHAR, source_system VARCHAR, sha256 VARCHAR,
    mapping_hash VARCHAR, part VARCHAR, delivery VARCHAR, loaded_at TIMESTAMP, rows BIGINT, checksum VARCHAR)"""
"""The one place that says what is loaded: written in the same transaction as the rows."""

STATE = "CREATE TABLE IF NOT EXISTS _state (key VARCHAR PRIMARY KEY, value VARCHAR)"
"""Settings the published rows were made with: layout, reporting currency and zone."""


def in_vault(column: Column) -> bool:
    """Direct identifiers and free text never enter the store; it only knows whether there is something."""
    return column.privacy in (Privacy.DIRECT, Privacy.FREE_TEXT)


def columns(table: Table) -> dict[str, str]:
    """Column → engine type, in storage order: own columns, derived ones, standard ones.

    A vault column is a flag here ("an e-mail address is known"). Money has a second column in the reporting currency,
    an instant a local date.
    """
    found: dict[str, str] = {}
    for column in table.columns:
        found[column.name] = "BOOLEAN" if in_vault(column) else TYPES[column.type]
        if column.type == "money" and not in_vault(column):
            found[f"{column.name}_base"] = TYPES["money"]
        if column.type == "instant":
            found[day_column(column.name)] = "DATE"
    return found | STANDARD


def base_columns(table: Table) -> list[str]:
    """The money columns that have a `_base` twin."""
    return [c.name for c in table.columns if c.type == "money" and not in_vault(c)]


@cache
def fingerprint() -> str:
    """Changes whenever a table or column does: a store with another one is made anew from the raw store."""
    shape = {name: columns(one) for name, one in sorted(tables().items())} | {"_loads": LOADS, "_state": STATE}
    return hashlib.sha256(json.dumps(shape, sort_keys=True).encode()).hexdigest()[:12]


def create_all() -> list[str]:
    """The statements that make an empty store."""
    made = [LOADS, STATE, f"INSERT OR REPLACE INTO _state VALUES ('layout', '{fingerprint()}')"]
    for table in tables().values():
        body = ", ".join(f'"{name}" {kind}' for name, kind in columns(table).items())
        made.append(f'CREATE TABLE IF NOT EXISTS "{table.name}" ({body})')
    return made
