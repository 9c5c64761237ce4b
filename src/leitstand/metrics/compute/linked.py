"""Shows records that were recognised as one as one row, and lets every reference point to it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from leitstand.foundation.schema import Table, tables
from leitstand.store.database.layout import in_vault

CURRENT = "t.valid_to IS NULL"


def entities(connection: Any) -> frozenset[str]:
    """What has links: tables, and references (`table.column`) that links fill; the links of each are put aside."""
    found = connection.execute("SELECT DISTINCT entity FROM link WHERE valid_to IS NULL").fetchall()
    for (entity,) in found:
        connection.execute(
            f"""CREATE TEMP TABLE IF NOT EXISTS {_lookup(entity)} AS
            SELECT from_key, to_key FROM link WHERE valid_to IS NULL AND entity = '{entity}'"""
        )
    return frozenset(entity for (entity,) in found)


def current(connection: Any, name: str, columns: Sequence[str], where: str = CURRENT,
            known: Collection[str] | None = None) -> str:  # fmt: skip
    """The query for the current rows of a canonical table in a version that has links.

    References to linked rows lead to the key that holds. Of linked rows of the table itself one is left, under that
    key, each column filled from the first of them that has it: the system with the fullest rows first.
    where: condition for the rows `t` that count. known: `entities`, if they have been looked up.
    """
    known = entities(connection) if known is None else known
    one = tables()[name]
    targets = _targets(one)
    needed = _replaced(connection, one, {column: entity for column, entity in targets.items() if entity in known})
    filled = [column for column in one.references() if f"{one.name}.{column}" in known]
    rows = _pointing(one, columns, needed, filled, where)
    own = one.key[0] if len(one.key) == 1 else ""
    entity = targets.get(own, "")
    if entity not in known:
        return rows
    merged = f"{name} merged"
    held = f"(SELECT DISTINCT to_key FROM {_lookup(entity)})"
    connection.execute(
        f'CREATE OR REPLACE TEMP TABLE "{merged}" AS {_merged(rows, one, columns, own, held, entity, targets)}'
    )
    names = ", ".join(f'"{column}"' for column in columns)
    return f'SELECT {names} FROM ({rows}) WHERE "{own}" NOT IN {held} UNION ALL SELECT {names} FROM "{merged}"'


def holder(known: Collection[str], entity: str, column: str) -> str:
    """The SQL of the key that holds for a key in the column. known: `entities`."""
    if entity not in known:
        return column
    return f"coalesce((SELECT to_key FROM {_lookup(entity)} WHERE from_key = {column}), {column})"


def _targets(one: Table) -> dict[str, str]:
    """Column → table whose keys it holds, the table's own key among them."""
    own = {one.key[0]: one.name} if len(one.key) == 1 and one.column(one.key[0]).type == "key" else {}
    return own | one.references()


def _lookup(entity: str) -> str:
    return f'"linked {entity}"'


def _replaced(connection: Any, one: Table, targets: dict[str, str]) -> dict[str, str]:
    """Those with a key in any row that is replaced: a join that changes nothing would cost time in every query."""
    if not targets:
        return {}
    parts = [
        f'''EXISTS (FROM "{one.name}" t SEMI JOIN {_lookup(entity)} l ON l.from_key = t."{column}"
        WHERE t.valid_to IS NULL)'''
        for column, entity in targets.items()
    ]
    found = connection.execute(f"SELECT {', '.join(parts)}").fetchone()
    return {column: entity for (column, entity), some in zip(targets.items(), found, strict=True) if some}


def _pointing(one: Table, columns: Iterable[str], needed: dict[str, str], filled: Iterable[str], where: str) -> str:
    """The current rows with every reference at the key that holds.

    filled: references that a link may fill where the row lacks them: contact.customer_key.
    """
    shown = {column: f't."{column}"' for column in columns}
    joins = []
    for number, (column, entity) in enumerate(needed.items()):
        joins.append(f'LEFT JOIN {_lookup(entity)} l{number} ON l{number}.from_key = t."{column}"')
        shown[column] = f'coalesce(l{number}.to_key, t."{column}")'
    for number, column in enumerate(filled):
        joins.append(
            f'LEFT JOIN {_lookup(f"{one.name}.{column}")} own{number} ON own{number}.from_key = t."{one.key[0]}"'
        )
        shown[column] = f"coalesce({shown[column]}, own{number}.to_key)"
    body = ", ".join(f'{expression} AS "{column}"' for column, expression in shown.items())
    return f'SELECT {body} FROM "{one.name}" t {" ".join(joins)} WHERE {where}'


def _merged(rows: str, one: Table, columns: Sequence[str], own: str, held: str, entity: str,
            targets: dict[str, str]) -> str:  # fmt: skip
    """One row for each key that holds."""
    vault = {column for column in columns if column in one.names and in_vault(one.column(column))}

    def filled(column: str) -> str:
        if column == own:
            return f'"{own}"'
        if column in vault:
            return f'bool_or("{column}") AS "{column}"'
        value = f'"{column}"'
        if targets.get(column) == entity:  # what was merged into another of these stands for itself
            value = f'nullif("{column}", "{own}")'
        return f'arg_min({value}, place) AS "{column}"'

    known = " + ".join(f'("{column}" IS NOT NULL)::INT' for column in columns)
    return f"""WITH pointing AS ({rows}), fullness AS (
            SELECT source_system, avg({known}) AS known FROM pointing GROUP BY source_system),
        placed AS (SELECT *, row_number() OVER (ORDER BY known DESC, source_system, row_key) AS place
            FROM pointing JOIN fullness USING (source_system) WHERE "{own}" IN {held})
        SELECT {", ".join(map(filled, columns))} FROM placed GROUP BY "{own}\""""
