"""What the records of cases say of the processes, kept per data version."""

from __future__ import annotations

from typing import Any

from leitstand.analysis.process.office import HOURS_A_DAY
from leitstand.web.company import Company

LONG = 2
"""From so many days on a time is told in days."""


def processes(company: Company) -> list[dict[str, Any]]:
    """The shape of Workspace.analysis.processes, the process with the most cases first."""
    if company.empty:
        return []
    found: list[dict[str, Any]] = company.remember("processes", company.workspace.analysis.processes)
    return found


def span(hours: float | None, a_day: float = 24.0) -> tuple[float | None, str]:
    """Hours as the eye wants them: value and unit. a_day: hours of a day, HOURS_A_DAY for office hours."""
    if hours is None:
        return None, "hours"
    return (hours / a_day, "days") if hours >= LONG * a_day else (hours, "hours")


def office(hours: float | None) -> tuple[float | None, str]:
    """As `span`, of hours at work."""
    return span(hours, HOURS_A_DAY)
