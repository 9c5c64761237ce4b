"""Keeps what finished actions taught."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from leitstand.control.audit.services import as_row, noted
from leitstand.control.plan.actions import find
from leitstand.control.plan.effects import VerdictWord
from leitstand.control.plan.models import Lesson


def keep_lesson(alias: str, action_id: str, *, verdict: VerdictWord, grade: str, text: Mapping[str, str],
                situation: Mapping[str, Any], expected: float | None = None, measured: float | None = None,
                share: float | None = None, share_se: float | None = None, by: str = "") -> dict[str, Any]:  # fmt: skip
    """The lesson of an action as kept; takes the place of an earlier one. text: {de, en}. Raises UnknownId."""
    action = find(alias, action_id)
    one = Lesson.objects.using(alias).filter(action=action).first() or Lesson(action=action)
    what = "created" if one._state.adding else "renewed"
    one.rule, one.verdict, one.grade, one.text = action.rule, verdict, grade, dict(text)
    one.situation, one.expected, one.measured = dict(situation), expected, measured
    one.share, one.share_se, one.at = share, share_se, timezone.now()
    with noted(alias, one, what, by):
        one.save(using=alias)
    return as_row(one)


def lessons(alias: str, rule: str | None = None) -> list[dict[str, Any]]:
    """All lessons, of one rule where given, the newest first; `title` is that of the action, `done_on` its end."""
    rows = Lesson.objects.using(alias).select_related("action").order_by("-at")
    return [
        {**as_row(one), "title": one.action.title, "done_on": one.action.done_on and one.action.done_on.isoformat()}
        for one in (rows if rule is None else rows.filter(rule=rule))
    ]
