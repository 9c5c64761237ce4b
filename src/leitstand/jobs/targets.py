"""Targets of a home, for the comparison and for those who set them."""

from __future__ import annotations

from datetime import date
from typing import Literal

from leitstand.control.plan import services as plan
from leitstand.control.plan.models import Target
from leitstand.foundation.home import Home
from leitstand.foundation.period import Grain, parse_grain, period_of
from leitstand.jobs.links import Links
from leitstand.metrics.registry import find


def targets(home: Home, metric: str, grain: str) -> dict[tuple[date, str], Target]:
    """All targets of a metric by first day and segment."""
    if not (home.path / "control.sqlite3").exists():
        return {}
    found = plan.targets_of(Links.of(home).alias, metric, parse_grain(grain))
    return {(one.period_start, one.segment): one for one in found}


def company_targets(home: Home, grain: Grain) -> dict[str, dict[date, float]]:
    """Metric → first day of a period → target of the whole company."""
    if not (home.path / "control.sqlite3").exists():
        return {}
    found: dict[str, dict[date, float]] = {}
    for one in plan.company_targets(Links.of(home).alias, grain):
        found.setdefault(one.metric, {})[one.period_start] = one.value
    return found


def set_target(home: Home, metric: str, grain: str, day: date, value: float,
               kind: Literal["at_or_above", "at_or_below"], segment: str = "") -> Target:  # fmt: skip
    """Sets the target of the period that holds `day`. Raises UnknownId for an unknown metric or grain."""
    find(metric)
    parsed = parse_grain(grain)
    return plan.set_target(
        Links.of(home).alias, metric, parsed, period_of(day, parsed).start, value, kind, segment=segment
    )
