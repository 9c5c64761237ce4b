"""Targets of a home, for the comparison and for those who set them."""

from __future__ import annotations

from datetime import date
from typing import Literal

from leitstand.control.plan import services as plan
from leitstand.control.plan.models import Target
from leitstand.foundation.home import Home
from leitstand.foundation.period import parse_grain, period_of
from leitstand.jobs.links import Links
from leitstand.metrics.registry import find


def target(home: Home, metric: str, grain: str, start: date, segment: str = "") -> Target | None:
    """The target for a period, None where nobody set one."""
    if not (home.path / "control.sqlite3").exists():
        return None
    found = plan.targets_for(Links.of(home).alias, metric, parse_grain(grain), start, segment=segment)
    return found[0] if found and found[0].period_start == start else None


def set_target(home: Home, metric: str, grain: str, day: date, value: float,
               kind: Literal["at_or_above", "at_or_below"], segment: str = "") -> Target:  # fmt: skip
    """Sets the target of the period that holds `day`. Raises UnknownId for an unknown metric or grain."""
    find(metric)
    parsed = parse_grain(grain)
    return plan.set_target(Links.of(home).alias, metric, parsed, period_of(day, parsed).start, value, kind, segment=segment)
