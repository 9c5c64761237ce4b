"""The words by which columns and their values are recognised; they stand in names.toml beside this file."""

from __future__ import annotations

import tomllib
from importlib.resources import files

_WORDS = tomllib.loads(files(__package__).joinpath("names.toml").read_text("utf-8"))

NOISE: frozenset[str] = frozenset(_WORDS["noise"])
ALIASES: dict[str, str] = _WORDS["aliases"]
COLUMNS: dict[str, dict[str, str]] = _WORDS["columns"]
INSTRUMENTS: dict[str, str] = _WORDS["instruments"]
VALUES: dict[str, str] = _WORDS["values"]
