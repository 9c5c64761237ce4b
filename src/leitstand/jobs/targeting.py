"""Calculates targets and answers what-if questions for one company, with what it has learnt so far."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import isfinite, sqrt
from typing import TYPE_CHECKING, Any

from leitstand.foundation.errors import UnusableInput
from leitstand.foundation.home import Home
from leitstand.foundation.period import add_months
from leitstand.foundation.segment import Segment
from leitstand.foundation.text import Text
from leitstand.jobs.links import Links
from leitstand.metrics.compute.facts import StoreFacts
from leitstand.metrics.registry import find
from leitstand.planning.targets.levers import UNPROVEN

if TYPE_CHECKING:
    from leitstand.planning.scenarios.scenario import Scenario
    from leitstand.planning.targets.tree import Terms

LEAST_UNSURE = 0.05
"""No lesson is surer of the share it measured than this."""


@dataclass(frozen=True, slots=True)
class Targeting:
    """Targets and scenarios, as `Workspace.targeting` gives them."""

    home: Home
    facts: StoreFacts

    def target(self, metric: str, *, increase: float | None = None, to: float | None = None, by: date | None = None,
               where: Sequence[str] = (), capacity: Mapping[str, float] | None = None,
               keep: Sequence[str] = ()) -> dict[str, Any]:  # fmt: skip
        """What a goal takes (the shape of `leitstand target --json`).

        increase: on the baseline, as a share (0.1: ten percent more); to: the value over the twelve months up to `by`
        (whole months; default twelve months after the last day of data). capacity: the most a driver can be. keep:
        drivers that stay as they are. Raises UnknownId, and UnusableInput for too little history.
        """
        from leitstand.planning.targets.course import course
        from leitstand.planning.targets.planned import plan
        from leitstand.planning.targets.told import told
        from leitstand.planning.targets.tree import levers, split

        if (increase is None) == (to is None):
            raise _how_much()
        day = by or add_months(self.facts.as_of, 12)
        goal = course(self.facts, metric, Segment.parse(list(where)))
        months, year = goal.ahead(day)
        wish = to if to is not None else year.value + (increase or 0.0) * abs(year.value)
        if not isfinite(wish):
            raise _how_much()
        parts = split(goal)
        drivers = levers(goal, year, day, parts, self.terms(capacity, keep))
        found = plan(year, wish, drivers, parts.operator, find(metric).direction)
        return told(goal, months, found, parts, self.facts.as_of)

    def whatif(self, changes: Mapping[str, float]) -> dict[str, Any]:
        """What everything else becomes (`leitstand whatif --json`). changes: metric → movement as a share.

        milliseconds: of the answer itself; making the company ready takes seconds, `scenario` keeps it ready. Raises
        UnknownId, UnusableInput.
        """
        from time import perf_counter

        from leitstand.planning.scenarios.scenario import scenario

        made = scenario(self.facts, sorted(changes))
        start = perf_counter()
        found = made.whatif(changes)
        return found | {"milliseconds": 1000 * (perf_counter() - start)}

    def scenario(self) -> Scenario:
        """The whole company made ready for what-if questions: each `whatif` of it answers at once."""
        from leitstand.planning.scenarios.scenario import scenario

        return scenario(self.facts)

    def together(self, goals: Mapping[str, float], *, by: date | None = None, budget: float | None = None,
                 costs: Mapping[str, float] | None = None, guardrails: Sequence[str] = (),
                 capacity: Mapping[str, float] | None = None, keep: Sequence[str] = ()) -> dict[str, Any]:  # fmt: skip
        """Several goals at once, with shared levers (`leitstand target A=+10% B=+5% --json`).

        goals: metric → increase as a share. costs: driver → what one percent of movement costs. guardrails:
        "win_rate>=0.2" or "cac<=40". Raises UnknownId, UnusableInput.
        """
        from leitstand.planning.scenarios.jointly import jointly

        day = by or add_months(self.facts.as_of, 12)
        return jointly(self.facts, goals, day, self.terms(capacity, keep), budget, dict(costs or {}), guardrails)

    def terms(self, capacity: Mapping[str, float] | None = None, keep: Sequence[str] = ()) -> Terms:
        """What is known beside the data: capacities, drivers that stay, what earlier actions brought."""
        from leitstand.planning.targets.tree import Terms

        return Terms(dict(capacity or {}), tuple(keep), self._shares())

    def _shares(self) -> dict[str, tuple[float, float]]:
        """Metric → how much of what was planned came about in own actions, shrunk towards what is assumed without."""
        from leitstand.control.plan.lessons import lessons

        if not (self.home.path / "control.sqlite3").exists():
            return {}
        weights: dict[str, list[tuple[float, float]]] = {}
        for one in lessons(Links.of(self.home).alias):
            metric = str(one["situation"].get("metric", ""))
            if one["share"] is not None and metric:
                unsure = max(one["share_se"] or UNPROVEN[1], LEAST_UNSURE)
                weights.setdefault(metric, [(UNPROVEN[0], UNPROVEN[1] ** -2)]).append((one["share"], unsure**-2))
        return {
            metric: (sum(share * weight for share, weight in found) / sum(weight for _, weight in found),
                     sqrt(1 / sum(weight for _, weight in found)))
            for metric, found in weights.items()
        }  # fmt: skip


def _how_much() -> UnusableInput:
    return UnusableInput(
        Text(de="Wie hoch das Ziel sein soll, ist nicht klar.", en="It is not clear how high the target is to be."),
        Text(de="Nennen Sie --increase 10% oder --to 3500000.", en="Name --increase 10% or --to 3500000."),
    )  # fmt: skip
