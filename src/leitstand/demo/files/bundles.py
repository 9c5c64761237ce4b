"""Packs the tables that one system exports together into one ZIP file, as its download does."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pandas as pd


def bundle(path: Path, tables: Mapping[str, pd.DataFrame]) -> None:
    """A ZIP with one CSV per table; the same tables give the same bytes."""
    with ZipFile(path, "w") as packed:
        for name, rows in tables.items():
            entry = ZipInfo(f"{name}.csv")  # of 1980: the time of writing must not show
            packed.writestr(entry, rows.to_csv(index=False), ZIP_DEFLATED)
