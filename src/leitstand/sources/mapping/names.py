"""The words by which columns and their values are recognised; they stand in the TOML files beside this one."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Any

from leitstand.sources.values.currencies import CODES


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath(name).read_text("utf-8"))


_COLUMNS, _VALUES = _read("names.toml"), _read("values.toml")

NOISE: frozenset[str] = frozenset(_COLUMNS["noise"]) | {code.lower() for code in CODES}
ALIASES: dict[str, str] = _COLUMNS["aliases"]
COLUMNS: dict[str, dict[str, str]] = _COLUMNS["columns"]
INSTRUMENTS: dict[str, str] = _VALUES["instruments"]
VALUES: dict[str, str] = _VALUES["values"]
