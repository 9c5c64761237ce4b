"""Writes tables the way office systems export them: semicolons and German dates, or commas and ISO dates."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from leitstand.demo.world import World


def german(rows: pd.DataFrame, path: Path, encoding: str = "utf-8-sig") -> None:
    """One CSV file with semicolons, decimal commas, days first and ja/nein; UTF-8 with the mark that Excel wants."""
    _written(rows, "%d.%m.%Y", " %H:%M:%S", "ja", "nein").to_csv(
        path, sep=";", decimal=",", index=False, encoding=encoding, lineterminator="\r\n"
    )


def plain(rows: pd.DataFrame, path: Path) -> None:
    """One CSV file with commas, decimal points, ISO dates and true/false, in UTF-8."""
    _written(rows, "%Y-%m-%d", " %H:%M:%S", "true", "false").to_csv(path, index=False, lineterminator="\n")


def _written(rows: pd.DataFrame, day: str, time: str, yes: str, no: str) -> pd.DataFrame:
    """Times as texts, without the time of day where a column has none, and flags as words."""
    found = rows.copy()
    for name in found.columns:
        column = found[name]
        if pd.api.types.is_datetime64_any_dtype(column):
            filled = column.dropna()
            found[name] = column.dt.strftime(day if (filled == filled.dt.normalize()).all() else day + time)
        elif pd.api.types.is_bool_dtype(column):
            found[name] = column.map({True: yes, False: no})
    return found


def known_as(world: World, system: str) -> pd.Series:
    """person_id → the number under which the system knows the person (the first where it has two records)."""
    records = world.tables["records"]
    own = records[records["system"] == system].sort_values("source_id").drop_duplicates("person_id")
    return own.set_index("person_id")["source_id"].astype(str)
