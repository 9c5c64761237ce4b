"""The SQL that groups the same rows by several splits at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

Split = tuple[str, ...]


def grouping(wanted: Sequence[Split], aggregates: Mapping[str, str], thing: str | None = None) -> str:
    """One scan of the narrow rows for several splits; `__split` says which. thing: a column to group by as well."""
    cells = ", ".join(["__period", *_quoted(wanted)])
    sums = ", ".join(f'{sql} AS "{name}"' for name, sql in aggregates.items())
    sets = ", ".join(f"({', '.join(['__period', *_quoted([split]), *([thing] if thing else [])])})" for split in wanted)
    known = f"WHERE {thing} IS NOT NULL" if thing else ""
    return f"SELECT {cells}, grouping({cells}) AS __split, {sums} FROM narrow {known} GROUP BY GROUPING SETS ({sets})"


def once(thing: str, count: str) -> str:
    """The distinct things among the rows of `count(column)`."""
    return f"count(DISTINCT {thing}) FILTER ({count.removeprefix('count(').removesuffix(')')} IS NOT NULL)"


def counting_once(wanted: Sequence[Split], counts: Mapping[str, str], thing: str) -> str:
    """counts: measure → SQL that says in how many rows a thing counts in it."""
    if len(counts) == 1:
        ((name, count),) = counts.items()
        return grouping(wanted, {name: once(thing, count)})
    flags = {name: f"{count} > 0" for name, count in counts.items()}
    sums = ", ".join(f'count(*) FILTER ("{name}") AS "{name}"' for name in counts)
    cells = ", ".join(["__period", *_quoted(wanted)])
    return f"SELECT {cells}, __split, {sums} FROM ({grouping(wanted, flags, thing)}) GROUP BY ALL"


def _quoted(wanted: Sequence[Split]) -> list[str]:
    return [f'"__{name}"' for split in wanted for name in split]


def marks(wanted: Sequence[Split]) -> dict[int, Split]:
    """What SQL's `grouping` answers for each split: one bit per dimension, set where it is not grouped by."""
    names = [name for split in wanted for name in split]
    return {
        sum(1 << place for place, name in enumerate(reversed(names)) if name not in split): split for split in wanted
    }
