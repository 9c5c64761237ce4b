"""Sets and reads the targets of the company."""

from __future__ import annotations

import math
from datetime import date
from typing import Literal

from leitstand.control import database  # noqa: F401  (sets Django up: no model can be imported before)
from leitstand.control.account.models import User
from leitstand.control.audit.services import noted
from leitstand.control.plan.models import Target
from leitstand.foundation.errors import UnusableInput
from leitstand.foundation.period import Grain
from leitstand.foundation.text import Text


def set_target(
    alias: str,
    metric: str,
    grain: Grain,
    period_start: date,
    value: float,
    kind: Literal["at_or_above", "at_or_below"],
    *,
    segment: str = "",
    set_by: User | None = None,
    by: str = "",
) -> Target:
    """The target as stored; replaces an earlier one for the same metric, segment and period.

    value: in the unit of the metric. by: who set it, for the audit trail; the name of `set_by` where not given. Raises
    UnusableInput for a value that is no finite number.
    """
    if not math.isfinite(value):
        raise UnusableInput(
            Text(de=f"Das Ziel {value} ist keine Zahl.", en=f"The target {value} is no number."),
            Text(de="Geben Sie eine endliche Zahl an.", en="Give a finite number."),
        )
    place = {"metric": metric, "segment": segment, "grain": grain, "period_start": period_start}
    target = Target.objects.using(alias).filter(**place).first() or Target(**place)
    what = "created" if target.pk is None else "changed"
    with noted(alias, target, what, by or str(set_by or ""), name=_name(target)):
        target.value, target.kind, target.set_by = value, kind, set_by
        target.save(using=alias)
    return target


def targets_for(
    alias: str, metric: str, grain: Grain, start: date | None = None, end: date | None = None, *, segment: str = ""
) -> list[Target]:
    """Targets of periods that begin in `[start, end)`, oldest first; without bounds all of them."""
    rows = Target.objects.using(alias).filter(metric=metric, grain=grain, segment=segment).order_by("period_start")
    if start is not None:
        rows = rows.filter(period_start__gte=start)
    if end is not None:
        rows = rows.filter(period_start__lt=end)
    return list(rows)


def targets_of(alias: str, metric: str, grain: Grain) -> list[Target]:
    """Every target of a metric, whatever its segment, oldest first."""
    return list(Target.objects.using(alias).filter(metric=metric, grain=grain).order_by("period_start", "segment"))


def company_targets(alias: str, grain: Grain) -> list[Target]:
    """The targets of all metrics for the whole company, oldest first."""
    return list(Target.objects.using(alias).filter(grain=grain, segment="").order_by("period_start"))


def remove_target(alias: str, metric: str, grain: Grain, period_start: date, *, segment: str = "",
                  only: float | None = None, by: str = "") -> bool:  # fmt: skip
    """Whether there was such a target. only: one of another value stays."""
    rows = Target.objects.using(alias).filter(metric=metric, grain=grain, period_start=period_start, segment=segment)
    found = rows.first()
    if found is None or only not in (None, found.value):
        return False
    with noted(alias, found, "removed", by, name=_name(found)):
        rows.delete()
    return True


def _name(target: Target) -> str:
    """Under which a target goes in the audit trail."""
    return f"{target.metric} {target.grain} {target.period_start} {target.segment}".strip()[:200]
