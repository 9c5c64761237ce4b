"""Recognises tables that follow the data dictionary: a file named like a table, headings named like its columns."""

from __future__ import annotations

import re
from pathlib import PurePath

from leitstand.foundation.schema import Table, tables
from leitstand.sources.contract import RawTable
from leitstand.sources.mapping.spec import Mapping

_VAULT = "_vault"


def by_dictionary(raw: RawTable, source_system: str) -> Mapping | None:
    """The mapping of such a table, None for any other.

    `web_event.parquet`, `web_event 2025.csv` and the sheet `web_event` are tables of that name; names and addresses
    (`customer_vault`) may stand in the file of what they belong to.
    """
    stem = PurePath(raw.name.rsplit(": ", 1)[-1]).stem.lower()
    known = tables()
    one = next((one for name, one in known.items() if re.fullmatch(rf"{name}[\W\d_]*", stem)), None)
    if one is None:
        return None
    targets = _targets(one, known.get(one.name + _VAULT))
    if not set(raw.header) <= set(targets) or not set(one.key) & set(raw.header):
        return None
    return Mapping(source_system, {heading: targets[heading] for heading in raw.header}, delivery="upsert")


def _targets(one: Table, vault: Table | None) -> dict[str, str]:
    names = {name: f"{vault.name}.{name}" for name in vault.names} if vault else {}
    return names | {name: f"{one.name}.{name}" for name in one.names}
