"""Keeps what was measured of an action's effect."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Literal

from leitstand.control.audit.services import as_row, noted
from leitstand.control.plan.actions import find
from leitstand.control.plan.models import EffectResult

VerdictWord = Literal["worked", "no_effect", "harmed", "undecided"]


def keep_effect(alias: str, action_id: str, *, as_of: date, design: str, unit: str, verdict: VerdictWord,
                estimate: float | None = None, ci_low: float | None = None, ci_high: float | None = None,
                se: float | None = None, checks: Sequence[Mapping[str, Any]] = (), early: bool = False,
                details: Mapping[str, Any] | None = None, by: str = "") -> dict[str, Any]:  # fmt: skip
    """The result as kept; earlier ones stay beside it. as_of: last day of the data it rests on. Raises UnknownId."""
    action = find(alias, action_id)
    one = EffectResult(
        action=action, as_of=as_of, design=design, unit=unit, verdict=verdict, estimate=estimate, ci_low=ci_low,
        ci_high=ci_high, se=se, checks=[dict(check) for check in checks], early=early, details=dict(details or {}),
    )  # fmt: skip
    with noted(alias, one, "measured", by), noted(alias, action, "measured", by, note=verdict):
        one.save(using=alias, force_insert=True)
    return as_row(one)


def effects(alias: str, action_id: str | None = None) -> list[dict[str, Any]]:
    """All results, of one action where given, the newest first."""
    rows = EffectResult.objects.using(alias).order_by("-measured_at")
    return [as_row(one) for one in (rows if action_id is None else rows.filter(action_id=action_id))]


def newest(alias: str) -> dict[str, dict[str, Any]]:
    """Action id → its newest result."""
    return {one["action"]: one for one in reversed(effects(alias))}
