"""Keeps what the product itself found out (checks, links, assignments) as loads beside those of the company's files."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from leitstand.control.ledger import services as ledger
from leitstand.foundation.schema import table
from leitstand.jobs.links import Links
from leitstand.sources.contract import ROW, Delivery
from leitstand.store.contract import OWN, Load
from leitstand.store.ingest import keying, raw
from leitstand.store.ingest.writer import Store


def keep(
    links: Links, store: Store, part: str, delivery: Delivery, tables: Mapping[str, Sequence[Mapping[str, Any]]]
) -> None:
    """Brings rows in as a load of their own, the way every other load comes in.

    part: what found them out. tables: canonical table → rows. delivery "snapshot": rows of the tables that are not
    among these are closed; of a table with an empty list all of them.
    """
    now = datetime.now(UTC).replace(tzinfo=None)
    position = max((int(one["position"]) for one in store.loads()), default=0) + 1
    digest = hashlib.sha256(json.dumps(tables, default=str, sort_keys=True).encode()).hexdigest()
    load = Load(
        load_id=f"{now:%Y%m%d-%H%M%S-%f}",
        position=position,
        connector=OWN,
        source_system=OWN,
        sha256=digest,
        mapping_hash="",
        part=part,
        delivery=delivery,
        currency=links.currency,
        loaded_at=now,
    )
    folder = raw.incoming(links.home, load.load_id)
    keyed = keying.key(load, {name: _staged(name, rows) for name, rows in tables.items()}, folder, links, links)
    _record(links.alias, load, sum(map(len, tables.values())), keyed.tables)
    raw.seal(folder, keyed)
    store.add([(load, Path(folder))], links.zone, links.currency)
    ledger.finish_load(links.alias, load.load_id)


def _record(alias: str, load: Load, rows: int, tables: Any) -> None:
    ledger.start_load(
        alias, load.load_id, file_name="", sha256=load.sha256, size=0, connector=OWN, table_name=load.part
    )
    ledger.record_counts(alias, load.load_id, rows_in=rows, accepted=rows, rejected=0, control_totals={}, tables=tables)


EMPTY = {"integer": "int64", "key": "int64", "date": "date32", "instant": "timestamp[us]"}


def _staged(name: str, rows: Sequence[Mapping[str, Any]]) -> Any:
    import pyarrow as pa

    if not rows:
        one = table(name)
        kinds = {ROW: "int64"} | {key: EMPTY.get(one.column(key).type, "string") for key in one.key}
        return pa.table({column: pa.array([], pa.type_for_alias(kind)) for column, kind in kinds.items()})
    return pa.Table.from_pylist([{ROW: number, **row} for number, row in enumerate(rows, start=1)])
