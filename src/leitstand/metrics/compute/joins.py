"""How a table reaches the columns of others: along the references of the schema."""

from __future__ import annotations

from functools import cache
from typing import Any

from leitstand.foundation.schema import tables
from leitstand.metrics.contract import Facts
from leitstand.metrics.registry import relations

Path = tuple[tuple[str, str], ...]
"""Steps (reference column, table reached) from a table to another."""


@cache
def references(name: str) -> dict[str, str]:
    """Reference column → table, for canonical tables and relations."""
    if name in relations():
        return dict(relations()[name].references)
    return tables()[name].references()


@cache
def path(start: str, target: str) -> Path | None:
    """The shortest way from `start` to `target`; () if they are the same, None if there is none.

    A relation that extends a table is reached like that table, by its key.
    """
    goal = relations()[target].extends if target in relations() else None
    goal = goal or target
    queue: list[tuple[str, Path]] = [(start, ())]
    seen = {start}
    while queue:
        name, steps = queue.pop(0)
        if name in (goal, target):
            return steps
        for column, reached in references(name).items():
            if reached not in seen:
                seen.add(reached)
                queue.append((reached, (*steps, (column, reached))))
    return None


def widen(facts: Facts, name: str, wanted: set[str]) -> Any:
    """The table with the columns `"parent.column"` of other tables joined to it (left, so no row is lost or doubled).

    Raises ValueError when a parent cannot be reached: a mistake in a definition.
    """
    rows = facts.table(name)
    ways = {column: _way(name, column) for column in sorted(wanted)}
    needed = _needed(ways)
    joined: dict[Path, str] = {(): ""}
    named: dict[str, str] = {}
    for column, steps in ways.items():
        target, _, plain = column.rpartition(".")
        for depth in range(1, len(steps) + 1):
            if steps[:depth] not in joined:
                before = joined[steps[: depth - 1]]
                rows = _join(facts, rows, before, steps[depth - 1], needed[steps[:depth]])
                joined[steps[:depth]] = f"{_prefix(steps[:depth])}."
        prefix = joined[steps]
        if _extends(name, target):
            prefix = f"{_prefix(steps)}/{target}."
            if prefix + plain not in rows.columns:
                # by the reference, not the parent's key: it is known even where no parent row was loaded
                key = f"{joined[steps[:-1]]}{steps[-1][0]}" if steps else tables()[name].key[0]
                rows = _extend(facts, rows, key, target, prefix)
        if prefix + plain != column:
            named[column] = prefix + plain
    return rows.mutate(**{column: rows[source] for column, source in named.items()}) if named else rows


def _way(name: str, column: str) -> Path:
    steps = path(name, column.rpartition(".")[0])
    if steps is None:
        raise ValueError(f"{name} has no way to {column}")
    return steps


def _extends(name: str, target: str) -> bool:
    return target in relations() and relations()[target].extends is not None and target != name


def _needed(ways: dict[str, Path]) -> dict[Path, set[str]]:
    """Columns to take along at each step: what is wanted there and what leads on. Few columns make short queries."""
    needed: dict[Path, set[str]] = {}
    for column, steps in ways.items():
        target, _, plain = column.rpartition(".")
        for depth in range(1, len(steps) + 1):
            takes = needed.setdefault(steps[:depth], set())
            if depth < len(steps):
                takes.add(steps[depth][0])
            elif target == steps[-1][1]:
                takes.add(plain)
    return needed


def _prefix(steps: Path) -> str:
    return ">".join(f"{column}:{table}" for column, table in steps)


def _join(facts: Facts, rows: Any, prefix: str, step: tuple[str, str], columns: set[str]) -> Any:
    column, target = step
    parent = facts.table(target)
    key = tables()[target].key[0]
    inner = f"{prefix.removesuffix('.')}>" if prefix else ""
    named = parent.select({f"{inner}{column}:{target}.{name}": parent[name] for name in sorted(columns | {key})})
    return rows.left_join(named, rows[f"{prefix}{column}"] == named[f"{inner}{column}:{target}.{key}"])


def _extend(facts: Facts, rows: Any, key: str, target: str, own: str) -> Any:
    relation = relations()[target]
    extra = facts.table(target)
    named = extra.rename({f"{own}{name}": name for name in extra.columns})
    return rows.left_join(named, rows[key] == named[f"{own}{relation.key}"])
