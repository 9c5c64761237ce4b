"""Proves that every row of a file is accounted for, and adds up its amounts."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from leitstand.foundation.errors import LeitstandError
from leitstand.foundation.text import Text
from leitstand.sources.contract import ROW, Staged


def check_rows(name: str, rows_in: int, unread: int, staged: Staged) -> None:
    """Raises LeitstandError unless each row that was read is in a table, rejected or skipped, and none is in two."""
    taken = {row for rows in staged.tables.values() for row in pc.unique(rows[ROW]).to_pylist()}
    refused = {*staged.skipped, *(reject.row for reject in staged.rejects)}
    if taken & refused or len(taken | refused) != rows_in - unread:
        missing = rows_in - unread - len(taken | refused)
        raise LeitstandError(
            Text(de=f"„{name}“: Die Zeilen gehen nicht auf ({missing} fehlen, {len(taken & refused)} doppelt).",
                 en=f"'{name}': the rows do not add up ({missing} missing, {len(taken & refused)} double)."),
            Text(de="Nichts wurde übernommen. Bitte melden Sie das als Fehler von Leitstand.",
                 en="Nothing was taken. Please report this as a fault of Leitstand."),
        )  # fmt: skip


def control_totals(controls: pa.Table | None, rejected: set[int]) -> dict[str, Any]:
    """Column → in, accepted, rejected and, where the source has classes, `by_class` (of what was accepted)."""
    if controls is None:
        return {}
    refused = pc.is_in(controls[ROW], value_set=pa.array(sorted(rejected), pa.int64()))
    accepted = controls.filter(pc.invert(refused))
    totals: dict[str, Any] = {}
    for name in controls.column_names:
        if name in (ROW, "class"):
            continue
        whole, taken = _sum(controls[name]), _sum(accepted[name])
        totals[name] = {"in": whole, "accepted": taken, "rejected": whole - taken}
        if "class" in controls.column_names:
            totals[name]["by_class"] = _by_class(accepted, name)
    return totals


def _by_class(rows: pa.Table, name: str) -> dict[str, Decimal]:
    grouped = rows.select(["class", name]).group_by("class").aggregate([(name, "sum")]).sort_by("class").to_pydict()
    pairs: Mapping[str, Decimal | None] = dict(zip(grouped["class"], grouped[f"{name}_sum"], strict=True))
    return {str(label): total or Decimal(0) for label, total in pairs.items()}


def _sum(column: pa.ChunkedArray) -> Decimal:
    return pc.sum(column.cast(pa.decimal256(60, 4))).as_py() or Decimal(0)
