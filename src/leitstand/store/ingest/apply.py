"""Brings keyed loads into the canonical tables: one transaction, with history, the same result at every replay."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from leitstand.foundation.schema import Table, table, tables
from leitstand.foundation.schema.contract import day_column
from leitstand.store.contract import Applied, Load
from leitstand.store.database import layout

RATE_DAYS = 7  # a rate may be this old: covers weekends and holidays, when none is published


def apply(connection: Any, load: Load, folder: Path, zone: str, currency: str) -> Applied:
    """Adds a load's rows; call inside a transaction.

    A row whose content is already there changes nothing; other content under the same key closes the old row
    (`valid_to`) and opens a new one, columns that the load does not have are carried over; a snapshot closes the rows
    of its source that it no longer holds.
    """
    counts = {"new": 0, "changed": 0, "unchanged": 0, "closed": 0}
    rows = {}
    for path in sorted(folder.glob("*.parquet")):
        one = table(path.stem)
        for name, number in _apply_table(connection, load, one, path, zone, currency).items():
            counts[name] += number
        rows[one.name] = connection.execute("SELECT count(*) FROM incoming").fetchone()[0]
    touched = tables() if "exchange_rate" in rows else rows
    for name in touched:
        convert(connection, table(name), currency)
    connection.execute(
        "INSERT INTO _loads VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            load.load_id,
            load.position,
            load.connector,
            load.source_system,
            load.sha256,
            load.mapping_hash,
            load.part,
            load.delivery,
            load.loaded_at.replace(tzinfo=None),
            sum(rows.values()),
            "",
        ],
    )
    return Applied(rows, **counts)


def _apply_table(connection: Any, load: Load, one: Table, path: Path, zone: str, currency: str) -> dict[str, int]:
    quoted = f'"{one.name}"'
    given = _read_incoming(connection, load, one, path, zone, currency)
    kept = [name for name in layout.columns(one) if name not in ("load_id", "row_number", *_TIMES)]
    current = f"{quoted} WHERE valid_to IS NULL"
    at = f"TIMESTAMP '{load.loaded_at.replace(tzinfo=None).isoformat(sep=' ')}'"
    closed = changed = unchanged = 0
    if load.delivery == "snapshot":
        closed = connection.execute(
            f"""UPDATE {quoted} SET valid_to = {at} WHERE valid_to IS NULL AND source_system = ?
            AND row_key NOT IN (SELECT row_key FROM incoming)""",
            [load.source_system],
        ).fetchone()[0]
    rows, names = "incoming", [name for name in kept if name in given]
    if connection.execute(f"SELECT 1 FROM incoming SEMI JOIN (FROM {current}) USING (row_key) LIMIT 1").fetchone():
        changed, unchanged = _merge(connection, one, kept, given)
        rows, names = "merged WHERE NOT same ORDER BY row_number", kept
    if changed:
        connection.execute(
            f"""UPDATE {quoted} SET valid_to = {at} WHERE valid_to IS NULL
            AND row_key IN (SELECT row_key FROM merged WHERE known AND NOT same)"""
        )
    into = ", ".join(f'"{name}"' for name in names)
    added = connection.execute(
        f"""INSERT INTO {quoted} ({into}, load_id, row_number, ingested_at, valid_from)
        SELECT {into}, load_id, row_number, {at}, {at} FROM {rows}"""
    ).fetchone()[0]
    return {"new": added - changed, "changed": changed, "unchanged": unchanged, "closed": closed}


def _merge(connection: Any, one: Table, kept: Sequence[str], given: Sequence[str]) -> tuple[int, int]:
    """Fills the temp table `merged`: each incoming row completed by the current one of its key; how many changed and
    how many are the same."""
    merged = ", ".join(f'n."{name}"' if name in given else f'c."{name}"' for name in kept)
    same = " AND ".join(f'n."{name}" IS NOT DISTINCT FROM c."{name}"' for name in kept if name in given) or "true"
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE merged AS
        SELECT {merged}, n.load_id, n.row_number, c.row_key IS NOT NULL AS known,
               c.row_key IS NOT NULL AND {same} AS same
        FROM incoming n LEFT JOIN (SELECT * FROM "{one.name}" WHERE valid_to IS NULL) c USING (row_key)"""
    )
    counts = "SELECT count(*) FILTER (known AND NOT same), count(*) FILTER (same) FROM merged"
    changed, unchanged = connection.execute(counts).fetchone()
    return changed, unchanged


_TIMES = ("ingested_at", "valid_from", "valid_to")


def _read_incoming(connection: Any, load: Load, one: Table, path: Path, zone: str, currency: str) -> list[str]:
    """Makes `incoming` a view of the load's rows with their derived columns; answers the columns it has."""
    source = f"read_parquet('{str(path).replace(chr(39), chr(39) * 2)}')"
    stored = [row[0] for row in connection.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()]
    derived: dict[str, str] = {}
    has_currency = "currency" in one.names
    if has_currency and base_money(one, stored):
        own = load.currency
        derived["currency"] = f"coalesce(currency, '{own}')" if "currency" in stored else f"'{own}'"
    for column in one.columns:
        day = day_column(column.name)
        if column.type == "instant" and column.name in stored and day not in stored:
            derived[day] = f"""timezone('{zone}', timezone('UTC', "{column.name}"))::DATE"""
    amounts = base_money(one, stored)
    unit = derived.get("currency", f"'{currency}'") if has_currency else f"'{load.currency}'"
    for name in amounts:
        derived[f"{name}_base"] = f"""CASE WHEN {unit} = '{currency}' THEN "{name}" END"""
    plain = [f'"{name}"' for name in stored if name not in derived]
    body = ", ".join(plain + [f'{expression} AS "{name}"' for name, expression in derived.items()])
    connection.execute(f"CREATE OR REPLACE TEMP VIEW incoming AS SELECT {body} FROM {source}")
    return [*(name for name in stored if name not in derived), *derived]


def base_money(one: Table, present: Sequence[str]) -> list[str]:
    return [name for name in layout.base_columns(one) if name in present]


def convert(connection: Any, one: Table, currency: str) -> None:
    """Fills `_base` of amounts in other currencies with the newest rate of the event's day, where there is one."""
    names = layout.base_columns(one)
    if not names or "currency" not in one.names or one.event_time is None:
        return
    parent, _, event = one.event_time.rpartition(".")
    holder = table(parent) if parent else one
    day = holder.day_of(event)
    link = next((column for column, target in one.references().items() if target == parent), "")
    joined = f'JOIN "{parent}" e ON e."{link}" = f."{link}" AND e.valid_to IS NULL' if parent else ""
    when = f'{"e" if parent else "f"}."{day}"'
    changes = ", ".join(f'"{name}_base" = round(t."{name}" * r.rate, 4)' for name in names)
    connection.execute(
        f"""UPDATE "{one.name}" t SET {changes} FROM (
            SELECT f.row_key, f.valid_from, max_by(x.rate, x.day) AS rate FROM "{one.name}" f {joined}
            JOIN (SELECT day, "from" AS unit, rate FROM exchange_rate WHERE "to" = $currency AND valid_to IS NULL
                  UNION ALL SELECT day, "to", 1 / rate FROM exchange_rate
                  WHERE "from" = $currency AND valid_to IS NULL AND rate > 0) x
            ON x.unit = f.currency AND x.day <= {when} AND x.day > {when} - {RATE_DAYS}
            WHERE f.currency <> $currency GROUP BY ALL) r
        WHERE t.row_key = r.row_key AND t.valid_from = r.valid_from""",
        {"currency": currency},
    )
