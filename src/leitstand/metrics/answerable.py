"""What can be answered today, from when, and what is missing for the rest."""

from __future__ import annotations

from typing import Any

from leitstand.metrics.compute.answer import feeding, in_scope, tables_behind
from leitstand.metrics.compute.facts import StoreFacts
from leitstand.metrics.contract import Model
from leitstand.metrics.registry import FAMILIES, family, find, metrics


def answerable(facts: StoreFacts) -> list[dict[str, Any]]:
    """One entry per family: family, metrics (number), answered and missing.

    answered: id, title, start and end (first and last day covered). missing: id, title, tables that have no rows (one
    of each inner list is enough), and fed_by, the connectors that fill one. Models still to come are neither.
    """
    found = []
    for name, title in FAMILIES.items():
        mine = [one for one in sorted(metrics()) if family(one) == name and not isinstance(metrics()[one].kind, Model)]
        entries = [_entry(facts, one) for one in mine]
        found.append(
            {
                "family": name,
                "title": title.as_dict(),
                "metrics": len(mine),
                "answered": [one for one in entries if "start" in one],
                "missing": [one for one in entries if "start" not in one],
            }
        )
    return found


def _entry(facts: StoreFacts, identity: str) -> dict[str, Any]:
    tables = tables_behind(facts, identity)
    head = {"id": identity, "title": find(identity).title.as_dict()}
    span = facts.coverage(tables)
    if span is not None and in_scope(facts, identity):
        return head | {"start": span[0].isoformat(), "end": span[1].isoformat()}
    lacking = [list(facts.alternatives(one)) for one in sorted(tables) if not _fed(facts, one)]
    return head | {"tables": lacking, "fed_by": feeding([one for group in lacking for one in group])}


def _fed(facts: StoreFacts, name: str) -> bool:
    return any(table in facts.systems for table in facts.alternatives(name))
