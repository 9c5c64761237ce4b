"""Looks for rows that cannot be right, and keeps the results so that data quality has a course over time."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

from leitstand.control.ledger import services as ledger
from leitstand.foundation.errors import LeitstandError, full_disk_told
from leitstand.foundation.home import Home
from leitstand.jobs.importing import WAIT, mend
from leitstand.jobs.links import Links
from leitstand.metrics.compute.facts import OWN, StoreFacts
from leitstand.store.contract import Load
from leitstand.store.database import engine
from leitstand.store.ingest import keying, raw
from leitstand.store.ingest.writer import Store, opened
from leitstand.store.quality import machine
from leitstand.store.quality.contract import SEVERITIES, Result


def findings(facts: StoreFacts) -> list[dict[str, Any]]:
    """What the checks find now, as plain dictionaries, the worst first; checks that looked at no row are left out."""
    order = list(SEVERITIES)
    found = [(machine.find(one.check_id), one) for one in _results(facts)]
    found.sort(key=lambda pair: (not pair[1].failed, order.index(pair[0].severity), -pair[1].share, pair[1].check_id))
    return [
        {
            "check": one.check_id,
            "table": check.table,
            "field": check.field,
            "dimension": check.dimension,
            "severity": check.severity,
            "title": check.title.as_dict(),
            "reason": check.reason.as_dict(),
            "advice": check.advice.as_dict(),
            "checked": one.checked,
            "failed": one.failed,
            "share": one.share,
            "examples": [{"load_id": place.load_id, "row": place.row} for place in one.places],
        }
        for check, one in found
    ]


def _results(facts: StoreFacts) -> list[Result]:
    days = {name: facts.until(name) for name in facts.systems}
    return [one for one in machine.run(facts.backend.con, days) if one.checked]


@full_disk_told()
def check(home: Home) -> list[Result]:
    """Runs all checks over the published version and keeps what is new as rows of `dq_rule` and `dq_result`.

    The results carry the last day of the data, not of the check: they describe the data as of that day. Where nothing
    changed, nothing is written. Raises HomeBusy, StoreDamaged.
    """
    links = Links.of(home)
    with opened(home, wait=WAIT) as store:
        mend(links, store)
        facts = StoreFacts(engine.read(home))
        if not facts.reach:  # nothing was loaded that has a date
            return []
        found = _results(facts)
        changed = _changed(facts, found)
        if changed:
            _keep(links, store, changed, facts.as_of)
    return found


def check_quietly(home: Home) -> None:
    """After an import: that went well, and must not seem to fail because the checks could not be kept."""
    with suppress(LeitstandError):
        check(home)


def _changed(facts: StoreFacts, found: Sequence[Result]) -> list[Result]:
    """Results that differ from the last ones known for the same or an earlier day."""
    kept = facts.backend.con.execute(
        """SELECT rule_id, arg_max(n_checked, run_at), arg_max(n_failed, run_at) FROM dq_result
        WHERE valid_to IS NULL AND source_system = ? AND run_on <= ? GROUP BY rule_id""",
        [OWN, facts.as_of],
    ).fetchall()
    known = {(rule, checked, failed) for rule, checked, failed in kept}
    gone = {rule for rule, checked, _ in kept if checked} - {one.check_id for one in found}
    new = [one for one in found if (one.check_id, one.checked, one.failed) not in known]
    return new + [Result(rule, 0, 0) for rule in sorted(gone) if rule in machine.checks()]


def _keep(links: Links, store: Store, changed: Sequence[Result], as_of: date) -> None:
    """Brings the results in as a load of their own, the way every other load comes in."""
    now = datetime.now(UTC).replace(tzinfo=None)
    rules, rows = _rule_rows(changed), _result_rows(changed, as_of)
    position = max((int(one["position"]) for one in store.loads()), default=0) + 1
    digest = hashlib.sha256(json.dumps([rules, rows], default=str, sort_keys=True).encode()).hexdigest()
    load = Load(
        load_id=f"{now:%Y%m%d-%H%M%S-%f}",
        position=position,
        connector=OWN,
        source_system=OWN,
        sha256=digest,
        mapping_hash="",
        part="quality",
        delivery="append",
        currency=links.currency,
        loaded_at=now,
    )
    folder = raw.incoming(links.home, load.load_id)
    keyed = keying.key(load, {"dq_rule": _staged(rules), "dq_result": _staged(rows)}, folder, links, links)
    _record(links.alias, load, len(rules) + len(rows), keyed.tables)
    raw.seal(folder, keyed)
    store.add([(load, Path(folder))], links.zone, links.currency)
    ledger.finish_load(links.alias, load.load_id)


def _record(alias: str, load: Load, rows: int, tables: Any) -> None:
    ledger.start_load(
        alias, load.load_id, file_name="", sha256=load.sha256, size=0, connector=OWN, table_name=load.part
    )
    ledger.record_counts(alias, load.load_id, rows_in=rows, accepted=rows, rejected=0, control_totals={}, tables=tables)


def _rule_rows(found: Sequence[Result]) -> list[dict[str, Any]]:
    rules = {one.check_id: machine.find(one.check_id) for one in found}
    return [
        {
            "rule_id": key,
            "object": one.table,
            "field": one.field,
            "dimension": one.dimension,
            "expression": f"({one.where}) AND ({one.fails})",
            "weight": 1.0,
        }
        for key, one in rules.items()
    ]


def _result_rows(found: Sequence[Result], as_of: date) -> list[dict[str, Any]]:
    noon = datetime.combine(as_of, time(12))  # the same day in every zone a company reports in
    return [
        {
            "rule_id": one.check_id,
            "run_at": noon,
            "run_on": as_of,
            "n_checked": one.checked,
            "n_failed": one.failed,
        }
        for one in found
    ]


def _staged(rows: Sequence[dict[str, Any]]) -> Any:
    import pyarrow as pa

    from leitstand.sources.contract import ROW

    return pa.Table.from_pylist([{ROW: number, **row} for number, row in enumerate(rows, start=1)])
