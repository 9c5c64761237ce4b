"""Gives staged rows their surrogate keys and takes what names a person out of them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa

from leitstand.foundation.errors import UnusableInput
from leitstand.foundation.schema import Column, Privacy, Table, table
from leitstand.foundation.text import Text
from leitstand.sources.contract import ROW, Reject
from leitstand.store.contract import OWN, IdentityVault, Keyed, KeyMap, Load
from leitstand.store.database import engine, layout

SEPARATOR = "chr(31)"
LOOKUP = "SELECT made FROM"
RAW_STANDARD = ("row_key", "source_system", "source_id", "load_id", "row_number", "period_precision")


def key(load: Load, staged: Mapping[str, pa.Table], folder: Path, keys: KeyMap, vault: IdentityVault) -> Keyed:
    """Writes one Parquet file per table into `folder`: no direct identifier, no free text, all keys made.

    A row that repeats the key of another row with other content is rejected, with everything it fed.
    """
    import duckdb

    # nothing may be put aside on disk: here the rows still say who a person is
    connection = engine.connect(":memory:", memory_limit="4GiB", temp_directory="")
    try:
        # the product's own snapshot may say that nothing is left; a file without rows says nothing
        present = {name: rows for name, rows in staged.items() if rows.num_rows or load.source_system == OWN}
        contradicting: dict[int, Reject] = {}
        told_apart = {name for name, rows in present.items() if _told_apart(connection, table(name), rows)}
        for name, rows in present.items():
            if name in told_apart:
                continue
            for reject in _contradictions(connection, table(name), rows):
                contradicting.setdefault(reject.row, reject)
        counts = {}
        for name, rows in present.items():
            kept, distinct = _without(rows, contradicting), name in told_apart
            counts[name] = _write(connection, load, table(name), kept, distinct, folder, keys, vault)
        return Keyed(load, counts, tuple(contradicting[row] for row in sorted(contradicting)))
    except duckdb.OutOfMemoryException as error:
        raise UnusableInput(
            Text(
                de="Die Datei ist zu groß, um sie auf einmal zu laden.",
                en="The file is too large to be loaded at once.",
            ),
            Text(
                de="Teilen Sie sie, etwa nach Jahren, und laden Sie die Teile.",
                en="Split it, by year for example, and load the parts.",
            ),
        ) from error
    finally:
        connection.close()


def _own_keys(one: Table, rows: pa.Table) -> list[str]:
    return list(one.key) if all(name in rows.column_names for name in one.key) else []


def _contradictions(connection: Any, one: Table, rows: pa.Table) -> list[Reject]:
    own = _own_keys(one, rows)
    if not own:
        return []
    connection.register("staged", rows)
    names = ", ".join(_quoted(own))
    content = _content([name for name in rows.column_names if name != ROW], rows)
    found = connection.execute(
        f"""SELECT {ROW}, concat_ws(', ', {names}), first FROM (
            SELECT *, {content} AS content, first_value({ROW}) OVER same AS first,
                   first_value({content}) OVER same AS first_content
            FROM staged WHERE concat({names}) <> ''
            WINDOW same AS (PARTITION BY {names} ORDER BY {ROW}))
        WHERE content <> first_content ORDER BY {ROW}"""
    ).fetchall()
    connection.unregister("staged")
    return [
        Reject(
            row, column=own[-1], value=value,
            reason=Text(de=f"Der Schlüssel {value} steht schon in Zeile {first}, dort mit anderem Inhalt.",
                        en=f"The key {value} already stands in row {first}, with other content."),
        )
        for row, value, first in found
    ]  # fmt: skip


def _told_apart(connection: Any, one: Table, rows: pa.Table) -> bool:
    """Every row has a key and no two the same, as in most files: contents need no comparing."""
    own = _own_keys(one, rows)
    if not own:
        return False
    names = ", ".join(_quoted(own))
    connection.register("staged", rows.select(own))
    keys = f"SELECT count(DISTINCT concat_ws({SEPARATOR}, {names})) FROM staged WHERE concat({names}) <> ''"
    (different,) = connection.execute(keys).fetchone()
    connection.unregister("staged")
    return bool(different == rows.num_rows)


def _without(rows: pa.Table, rejected: Mapping[int, Reject]) -> pa.Table:
    if not rejected:
        return rows
    import pyarrow.compute as pc

    return rows.filter(pc.invert(pc.is_in(rows[ROW], value_set=pa.array(sorted(rejected), rows[ROW].type))))


def _write(connection: Any, load: Load, one: Table, rows: pa.Table, distinct: bool, folder: Path, keys: KeyMap,
           vault: IdentityVault) -> int:  # fmt: skip
    rows = _dated(load, one, rows)
    own = _own_keys(one, rows)
    columns = [one.column(name) for name in rows.column_names if name in one.names]
    extra = [n for n in rows.column_names if n not in one.names and n not in (ROW, "period_precision")]
    unknown = [name for name in extra if name not in one.days()]
    if unknown:
        raise ValueError(f"{load.connector} stages unknown columns of {one.name}: {', '.join(unknown)}")
    connection.register("staged", rows)
    content = _content([name for name in rows.column_names if name != ROW], rows)
    if distinct:  # nothing to number: no copy is made
        connection.execute("CREATE TEMP VIEW numbered AS SELECT *, '' AS content, 1 AS occurrence FROM staged")
    else:
        connection.execute(
            f"""CREATE TEMP TABLE numbered AS
            SELECT *, row_number() OVER (PARTITION BY content ORDER BY {ROW}) AS occurrence
            FROM (SELECT *, {content} AS content FROM staged)
            {f"QUALIFY concat({', '.join(_quoted(own))}) = '' OR occurrence = 1" if own else ""}"""
        )
    content_key = _hash([f"'{_literal(load.source_system)}'", f"'{one.name}'", "content", "occurrence::VARCHAR"])
    selected = {c.name: _converted(connection, load, one, c, keys, vault) for c in columns}
    row_key = content_key
    if own:
        made = (
            selected[own[0]]
            if len(own) == 1 and one.column(own[0]).type == "key"
            else _hash(
                [
                    f"'{_literal(load.source_system)}'",
                    f"'{one.name}'",
                    *(f"coalesce(\"{name}\"::VARCHAR, '')" for name in own),
                ]
            )
        )
        row_key = f"CASE WHEN concat({', '.join(_quoted(own))}) = '' THEN {content_key} ELSE {made} END"
    if len(one.key) == 1 and one.column(one.key[0]).type == "key":
        selected[one.key[0]] = row_key
    # a number of the source is no secret, a mail address used as one is
    number = f"""CASE WHEN NOT contains("{own[0]}"::VARCHAR, '@') THEN "{own[0]}" END""" if own else ""
    named = len(own) == 1 and not _person(one) and one.column(own[0]).privacy is not Privacy.ONLINE
    source_id = number if named else "NULL"
    standard = {
        "row_key": row_key, "source_system": f"'{_literal(load.source_system)}'", "source_id": f"{source_id}::VARCHAR",
        "load_id": f"'{load.load_id}'", "row_number": ROW,
        "period_precision": '"period_precision"' if "period_precision" in rows.column_names else "NULL::VARCHAR",
    }  # fmt: skip
    selected |= {name: f'"{name}"' for name in extra} | standard
    body = ", ".join(f'{expression} AS "{name}"' for name, expression in selected.items())
    _to_vault(connection, load, one, [c for c in columns if layout.in_vault(c)], row_key, vault)
    # sorting takes as long as all the rest; only a copy and a lookup may bring rows in order out of it
    order = "" if distinct and LOOKUP not in body and _in_order(rows) else f"ORDER BY {ROW}"
    keyed = f"SELECT {body} FROM numbered {order}"  # straight to the file: a second copy would double the memory
    written = connection.execute(f"COPY ({keyed}) TO '{_literal(str(folder / one.name))}.parquet' (FORMAT parquet)")
    count = int(written.fetchone()[0])
    connection.execute(f"DROP {'VIEW' if distinct else 'TABLE'} numbered")
    connection.unregister("staged")
    return count


def _in_order(rows: pa.Table) -> bool:
    """Whether the rows come as they stand in the file, as from most connectors."""
    numbers = rows[ROW].to_numpy()
    return bool((numbers[1:] >= numbers[:-1]).all())


def _dated(load: Load, one: Table, rows: pa.Table) -> pa.Table:
    """A snapshot that does not say when it was taken was taken when it came."""
    missing = [name for name in one.key if name == one.capture_time and name not in rows.column_names]
    for name in missing:
        column = one.column(name)
        if column.type == "instant":
            rows = rows.append_column(name, pa.repeat(pa.scalar(load.loaded_at, pa.timestamp("us")), len(rows)))
    return rows


def _converted(connection: Any, load: Load, one: Table, column: Column, keys: KeyMap, vault: IdentityVault) -> str:
    """The SQL that turns a staged column into the stored one."""
    name = f'"{column.name}"'
    if layout.in_vault(column):
        return f"({name} IS NOT NULL AND {name}::VARCHAR <> '')"
    if column.references and load.source_system == OWN:
        return f"{name}::BIGINT"
    if column.type == "key":
        entity = column.references or one.name
        if _person(table(entity)):
            values = _distinct(connection, name)
            return _looked_up(connection, f"key_{column.name}", name, keys.keys_for(entity, load.source_system, values))
        made = thing_key(f"'{_literal(load.source_system)}'", f"'{entity}'", f"{name}::VARCHAR")
        return f"CASE WHEN {name} IS NOT NULL THEN {made} END"
    if column.privacy is Privacy.ONLINE:
        values = _distinct(connection, name)
        return _looked_up(connection, f"hash_{column.name}", name, vault.pseudonyms(column.name, values))
    if column.type == "money":
        return f"round({name}, 4)::DECIMAL(18,4)"
    return f"{name}::{layout.TYPES[column.type]}"


def _to_vault(connection: Any, load: Load, one: Table, columns: list[Column], row_key: str,
              vault: IdentityVault) -> None:  # fmt: skip
    if not columns:
        return
    names = [column.name for column in columns]
    fields = ", ".join(f'"{name}"::VARCHAR' for name in names)
    found = connection.execute(f"SELECT {row_key} AS row_key, {fields} FROM numbered").fetchall()
    rows = {key: kept for key, *values in found
            if (kept := {n: v for n, v in zip(names, values, strict=True) if v not in (None, "")})}  # fmt: skip
    if rows:
        vault.remember(one.name.removesuffix("_vault"), rows, load.load_id)


def _person(one: Table) -> bool:
    """The key of the table (or of the table it shares its key with) is a person's."""
    if one.person:
        return True
    return len(one.key) == 1 and (shared := one.column(one.key[0]).references) is not None and table(shared).person


def _distinct(connection: Any, name: str) -> list[str]:
    found = connection.execute(f"SELECT DISTINCT {name}::VARCHAR FROM numbered WHERE {name} IS NOT NULL ORDER BY 1")
    return [value for (value,) in found.fetchall()]


def _looked_up(connection: Any, view: str, name: str, values: Mapping[str, object]) -> str:
    keys = pa.array(list(values), pa.string())
    found = list(values.values())
    kind = pa.string() if found and isinstance(found[0], str) else pa.int64()
    connection.execute(f"DROP TABLE IF EXISTS {view}")
    connection.register("pairs", pa.table({"source": keys, "made": pa.array(found, kind)}))
    connection.execute(f"CREATE TEMP TABLE {view} AS SELECT * FROM pairs")
    connection.unregister("pairs")
    return f"({LOOKUP} {view} WHERE source = numbered.{name}::VARCHAR)"


def _content(names: list[str], rows: pa.Table) -> str:
    """What the row says, as one text: the same whichever file or column order it came in."""
    parts = [f"'{name}=' || \"{name}\"::VARCHAR" for name in sorted(names) if not pa.types.is_null(rows[name].type)]
    return f"concat_ws({SEPARATOR}, {', '.join(parts)})" if parts else "''"


def _hash(parts: list[str]) -> str:
    """A 63-bit key out of texts, the same on every machine."""
    return f"(md5_number_lower(concat_ws({SEPARATOR}, {', '.join(parts)})) >> 1)::BIGINT"


def thing_key(source_system: str, entity: str, source_id: str) -> str:
    """The SQL of the key that a thing gets, out of SQL for source system, canonical table and the source's own key."""
    return _hash([source_system, entity, source_id])


def _quoted(names: list[str]) -> list[str]:
    return [f'"{name}"' for name in names]


def _literal(text: str) -> str:
    return text.replace("'", "''")
