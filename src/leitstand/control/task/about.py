"""What tasks and notes say about customers, for those who ask what is kept about them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from leitstand.control import database  # noqa: F401  (sets Django up: no model can be imported before)
from leitstand.control.task.models import CustomerNote, Task, TaskAnswer


def count(alias: str, customers: Iterable[int]) -> int:
    """How many tasks there are about these customers, those of earlier versions too."""
    return Task.objects.using(alias).filter(customer__in=list(customers)).count()


def about(alias: str, customers: Iterable[int]) -> list[dict[str, Any]]:
    """Tasks with what was said to them, and notes, by day: on, kind, text, by."""
    keys = list(customers)
    found = [
        {"on": one.filed_on.isoformat(), "kind": one.type, "text": _reason(one.body), "by": ""}
        for one in Task.objects.using(alias).filter(customer__in=keys)
    ]
    found += [
        {"on": one.at.date().isoformat(), "kind": one.kind, "text": one.reason, "by": one.by}
        for one in TaskAnswer.objects.using(alias).filter(task__customer__in=keys)
    ]
    found += [
        {"on": one.at.date().isoformat(), "kind": "note", "text": one.text, "by": one.by}
        for one in CustomerNote.objects.using(alias).filter(customer__in=keys)
    ]
    return sorted(found, key=lambda one: (one["on"], one["kind"]))


def _reason(body: dict[str, Any]) -> str:
    """The reason of a task in German, as it was filed; "" where it says none."""
    reason = body.get("reason") or body.get("note") or ""
    return str(reason.get("de", "")) if isinstance(reason, dict) else str(reason)
