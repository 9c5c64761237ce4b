"""Keeps the actions of the plan as rows beside the company's data, so that metrics can count them."""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from datetime import date
from typing import Any

from leitstand.control.ledger import services as ledger
from leitstand.control.plan import actions, effects
from leitstand.foundation.errors import LeitstandError, full_disk_told
from leitstand.foundation.home import Home
from leitstand.jobs.importing import WAIT, mend
from leitstand.jobs.links import Links
from leitstand.jobs.own import keep
from leitstand.metrics.registry import family
from leitstand.store.database import engine
from leitstand.store.ingest.writer import opened

STATE = "action_rows"
"""Setting of a home: what the rows told when they were last kept."""
STATUS = {"planned": "planned", "running": "started", "done": "done", "dropped": "dropped"}


@full_disk_told()
def keep_actions(home: Home) -> bool:
    """Keeps the actions as they are now as rows of `action_fact`; whether anything was new. Raises HomeBusy."""
    links = Links.of(home)
    rows = _rows(links.alias)
    told = hashlib.sha256(json.dumps(rows, default=str).encode()).hexdigest() if rows else ""
    if told == ledger.setting(links.alias, STATE, "") or engine.published(home) is None:
        return False
    with opened(home, wait=WAIT) as store:
        mend(links, store)
        keep(links, store, "actions", "snapshot", {"action_fact": rows})
    ledger.set_setting(links.alias, STATE, told)
    return True


def keep_actions_quietly(home: Home) -> None:
    """Within an import or an analysis, which must not seem to fail because of this."""
    with suppress(LeitstandError):
        keep_actions(home)


def _rows(alias: str) -> list[dict[str, Any]]:
    measured = effects.newest(alias)
    return [_row(one, measured.get(one["id"])) for one in sorted(actions.actions(alias), key=lambda one: one["id"])]


def _row(one: dict[str, Any], effect: dict[str, Any] | None) -> dict[str, Any]:
    return {
        "action_id": one["id"],
        "metric_key": one["metric"],
        "family": _family(one["metric"]),
        "owner_team": one["owner_team"] or None,
        "rule_id": one["rule"] or None,
        "due_on": _day(one["due_on"]),
        "done_on": _day(one["done_on"]),
        "status": STATUS[one["state"]],
        "has_effect_result": effect is not None,
        "effect": effect and effect["estimate"],
        "se": effect and effect["se"],
    }


def _family(metric: str) -> str | None:
    """None for what this version no longer knows, and for measures, which belong to no family."""
    try:
        return family(metric)
    except KeyError:
        return None


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
