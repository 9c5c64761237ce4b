"""Looks for rows that cannot be right, and keeps the results so that data quality has a course over time."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime, time
from typing import Any

from leitstand.control.ledger import services as ledger
from leitstand.foundation.errors import LeitstandError, full_disk_told
from leitstand.foundation.home import Home
from leitstand.jobs.importing import WAIT, mend
from leitstand.jobs.links import Links
from leitstand.jobs.own import keep
from leitstand.metrics.compute.facts import StoreFacts
from leitstand.store.contract import OWN
from leitstand.store.database import engine
from leitstand.store.ingest.writer import Store, opened
from leitstand.store.quality import machine
from leitstand.store.quality.contract import SEVERITIES, Result

STATE = "quality_state"


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
        return _check(links, store)


def check_quietly(home: Home) -> None:
    """After an import: that went well, and must not seem to fail because the checks could not be kept.

    Does nothing where nothing changed since.
    """
    with suppress(LeitstandError):
        links = Links.of(home)
        with opened(home, wait=WAIT) as store:
            mend(links, store)
            if ledger.setting(links.alias, STATE) != _state(links, store):
                _check(links, store)


def _check(links: Links, store: Store) -> list[Result]:
    facts = StoreFacts(engine.read(links.home))
    found = _results(facts) if facts.reach else []  # else nothing was loaded that has a date
    changed = _changed(facts, found) if facts.reach else []
    if changed:
        tables = {"dq_rule": _rule_rows(changed), "dq_result": _result_rows(changed, facts.as_of)}
        keep(links, store, "quality", "append", tables)
    ledger.set_setting(links.alias, STATE, _state(links, store))
    return found


def _state(links: Links, store: Store) -> str:
    """Changes with every load, with what the days of the rows are told by, and with the checks."""
    loads = sorted(str(load["load_id"]) for load in store.loads())
    rules = [[key, one.where, one.fails, one.across] for key, one in sorted(machine.checks().items())]
    return hashlib.sha256(json.dumps([loads, links.zone, links.currency, rules]).encode()).hexdigest()


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
