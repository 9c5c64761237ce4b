"""Second moments of a ratio over independent units (customers), for its delta interval: one query per table."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from leitstand.metrics.compute import scan
from leitstand.metrics.compute.facts import StoreFacts
from leitstand.metrics.compute.joins import path
from leitstand.metrics.compute.question import Cell, Question
from leitstand.metrics.contract import Ratio, signed
from leitstand.metrics.registry import measures


def sums(facts: StoreFacts, kind: Ratio, question: Question) -> dict[tuple[int, Cell], tuple[float, ...]]:
    """(period, cell) → (units, Σy, Σx, Σy², Σx², Σxy); empty where a table has no such unit.

    y: the unit's part of the numerator, x: of the denominator. Rows without the unit (anonymous buyers) are units of
    their own: by order where there is one, else each row.
    """
    parts: dict[tuple[Any, Any], list[tuple[str, int, str]]] = defaultdict(list)
    for side, terms in (("y", kind.numerator), ("x", kind.denominator)):
        for name, sign in signed(terms):
            parts[(measures()[name].table, measures()[name].time)].append((name, sign, side))
    pieces = []
    for (table, _), members in parts.items():
        if unit_column(table, kind.cluster) is None:
            return {}
        pieces.append(_per_unit(facts, table, kind.cluster, members, question))
    union = pieces[0].union(*pieces[1:], distinct=False) if len(pieces) > 1 else pieces[0]
    cells = ["__period", *scan.cell_columns(question)]
    units = union.group_by([*cells, "__unit"]).aggregate(y=union.y.sum(), x=union.x.sum())
    y, x = units.y, units.x
    found = units.group_by(cells).aggregate(
        n=units.count(), sy=y.sum(), sx=x.sum(), syy=(y * y).sum(), sxx=(x * x).sum(), sxy=(x * y).sum()
    )
    return {
        (row["__period"], tuple(row[name] for name in cells[1:])): tuple(
            float(row[name] or 0) for name in ("n", "sy", "sx", "syy", "sxx", "sxy")
        )
        for row in found.to_pyarrow().to_pylist()
    }


def unit_column(table: str, cluster: str) -> str | None:
    """The column of the table, or of a parent, that names the unit."""
    from leitstand.foundation.schema import tables
    from leitstand.metrics.registry import relations

    if table in tables() and (cluster in tables()[table].names or cluster == "row_key"):
        return cluster
    if table in relations() and (cluster in relations()[table].references or cluster == relations()[table].key):
        return cluster
    for name, one in tables().items():
        if cluster in one.names and name in _reached(table):
            return f"{name}.{cluster}"
    return None


def _reached(table: str) -> list[str]:
    """Canonical tables reached by one reference."""
    from leitstand.metrics.compute.joins import references

    return [target for target in references(table).values() if path(table, target)]


def _per_unit(
    facts: StoreFacts, table: str, cluster: str, members: list[tuple[str, int, str]], question: Question
) -> Any:
    candidates = [unit_column(table, name) for name in dict.fromkeys((cluster, "order_id", "row_key"))]
    columns = [column for column in candidates if column is not None]
    rows = scan.placed(
        facts, [name for name, _, _ in members], question, {column for column in columns if "." in column}
    )
    unit = None
    for column in columns:
        label = rows[column].cast("string")
        named = f"{column.rpartition('.')[2]}:" + label
        unit = named if unit is None else unit.coalesce(named)
    rows = rows.mutate(__unit=unit).filter(lambda t: t["__unit"].notnull())
    nothing = rows.count() * 0.0
    aggregates = {"y": nothing, "x": nothing}
    for name, sign, side in members:
        amount = scan.aggregated(rows, measures()[name]).cast("float64").fill_null(0.0)
        aggregates[side] = aggregates[side] + amount * sign
    grouped = rows.group_by(["__period", *scan.cell_columns(question), "__unit"])
    return grouped.aggregate(**{side: aggregates[side].cast("float64") for side in ("y", "x")})
