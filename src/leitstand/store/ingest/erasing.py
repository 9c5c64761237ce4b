"""Takes rows about a person out of the raw store, and the person out of rows that must stay."""

from __future__ import annotations

import json
import shutil
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from leitstand.foundation.home import Home
from leitstand.store.contract import Keyed
from leitstand.store.ingest import raw


@dataclass(frozen=True, slots=True)
class Cut:
    """What is to go from one table.

    rows: keys of rows that go. gone: column → keys; a row that has one of them goes. emptied: column → keys that are
    taken out of the rows; these stay.
    """

    rows: frozenset[int] = frozenset()
    gone: Mapping[str, frozenset[int]] = field(default_factory=dict)
    emptied: Mapping[str, frozenset[int]] = field(default_factory=dict)


def cut(home: Home, cuts: Mapping[str, Cut]) -> dict[str, int]:
    """Does it in every load that counts; table → rows that were dropped or changed. The home's lock is held.

    The store must be rebuilt afterwards. A load is replaced whole, so an interruption leaves it old or new.
    """
    import pyarrow.parquet as pq

    changed: dict[str, int] = {}
    for load, folder in raw.loads(home):
        touched = {path: made for path in sorted(folder.glob("*.parquet"))
                   if (one := cuts.get(path.stem)) and (made := _without(path, one))}  # fmt: skip
        if not touched:
            continue
        fresh = folder.with_name(f"{raw.REPLACING}{load.load_id}")
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(mode=0o700)
        manifest = json.loads((folder / raw.MANIFEST).read_bytes())
        counts = dict(manifest["tables"])
        for path in sorted(folder.glob("*.parquet")):
            if path not in touched:
                shutil.copyfile(path, fresh / path.name)
                continue
            rows, number = touched[path]
            pq.write_table(rows, fresh / path.name)
            counts[path.stem] = rows.num_rows
            changed[path.stem] = changed.get(path.stem, 0) + number
        raw.seal(fresh, Keyed(load, counts, ()))
        raw.take_place(home, load.load_id)
    return changed


def loads_with(home: Home, cuts: Mapping[str, Cut]) -> list[str]:
    """Ids of the loads that `cut` would change."""
    return [
        load.load_id
        for load, folder in raw.loads(home)
        if any((one := cuts.get(path.stem)) and _without(path, one) for path in folder.glob("*.parquet"))
    ]


def _without(path: Path, one: Cut) -> tuple[Any, int] | None:
    """The rows as they are to be and how many differ; None where none does."""
    import pyarrow as pa
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    rows = pq.read_table(path)

    def among(column: str, keys: Collection[int]) -> Any:
        if column not in rows.column_names or not keys:
            return pa.repeat(False, rows.num_rows)
        return pc.fill_null(pc.is_in(rows[column], value_set=pa.array(sorted(keys), rows[column].type)), False)

    goes = among("row_key", one.rows)
    for column, keys in one.gone.items():
        goes = pc.or_(goes, among(column, keys))
    number = int(pc.sum(goes).as_py() or 0)
    kept = rows.filter(pc.invert(goes)) if number else rows
    for column, keys in one.emptied.items():
        if column not in kept.column_names:
            continue
        hit = pc.fill_null(pc.is_in(kept[column], value_set=pa.array(sorted(keys), kept[column].type)), False)
        if hits := int(pc.sum(hit).as_py() or 0):
            number += hits
            place = kept.column_names.index(column)
            emptied = pc.if_else(hit, pa.scalar(None, kept[column].type), kept[column])
            kept = kept.set_column(place, kept.field(place), emptied)
    return (kept, number) if number else None
