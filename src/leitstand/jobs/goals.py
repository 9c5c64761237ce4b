"""Goals of a company: set from a calculated target, filled from a plan, held against what happened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Literal

from leitstand.control import database
from leitstand.control.plan import goals as kept
from leitstand.control.plan import services
from leitstand.foundation.errors import UnusableInput
from leitstand.foundation.home import Home
from leitstand.foundation.period import add_months, period_of
from leitstand.foundation.segment import Segment
from leitstand.foundation.text import Text
from leitstand.jobs.links import Links
from leitstand.jobs.plan_values import plan_values
from leitstand.jobs.planning import user
from leitstand.jobs.targeting import Targeting
from leitstand.metrics.compute.facts import StoreFacts
from leitstand.metrics.registry import find, measures, metrics
from leitstand.planning.targets.course import way_of

MONTHS = 12


@dataclass(frozen=True, slots=True)
class Goals:
    """What is wanted, as `Workspace.goals` gives it. by: who is at work, for the audit trail."""

    home: Home
    facts: StoreFacts
    by: str = field(default_factory=user)

    @property
    def alias(self) -> str:
        return Links.of(self.home).alias

    def standing(self, everything: bool = False) -> dict[str, Any]:
        """The shape of `leitstand goal --json`: goals, and plan values that belong to no goal, beside what happened.

        everything: those that are over too.
        """
        goals = kept.goals(self.alias, None if everything else "open")
        covered = {(one["metric"], one["segment"]) for one in goals if one["state"] == "open"}
        return {
            "as_of": self.facts.as_of.isoformat(),
            "goals": [self._beside(one) for one in goals],
            "plan": [self._beside(one) for one in self._plans() if (one["metric"], one["segment"]) not in covered],
        }

    def keep(self, metric: str, *, where: Sequence[str] = (), note: str = "", **asked: Any) -> dict[str, Any]:
        """Calculates a target (arguments as Targeting.target) and keeps it as a goal with its months; answers the goal.

        Where the wish is out of reach, the goal is kept as wished; its months lead to what is reachable.
        """
        return self.keep_calculated(Targeting(self.home, self.facts).target(metric, where=where, **asked), note)

    def keep_calculated(self, found: Mapping[str, Any], note: str = "") -> dict[str, Any]:
        """Keeps what Targeting.target answered as a goal; answers the goal."""
        kind: Literal["increase_to", "decrease_to"] = "increase_to" if found["wanted"] == "up" else "decrease_to"
        return kept.set_goal(
            self.alias, found["metric"], kind, found["target"], date.fromisoformat(found["by"]),
            segment=found["segment"], months=found["months"], set_by=self.by, baseline=found["baseline"],
            baseline_on=date.fromisoformat(found["as_of"]),
            p20=found["p20"], p50=found["p50"], p80=found["p80"], probability=found["probability"],
            drivers=found["drivers"], note=note,
        )  # fmt: skip

    def hold(self, metric: str, kind: Literal["at_or_above", "at_or_below"], value: float, *, by: date | None = None,
             where: Sequence[str] = (), note: str = "") -> dict[str, Any]:  # fmt: skip
        """Keeps a level as a goal: the metric is to be at least, or at most, so much in every month up to `by`."""
        find(metric)
        end = by or add_months(self.facts.as_of, MONTHS)
        month = period_of(self.facts.as_of + timedelta(days=1), "month")
        months: list[dict[str, Any]] = []
        while month.start <= end:
            months.append({"month": month.start.isoformat()[:7], "baseline": None, "target": value})
            month = period_of(month.end, "month")
        if not months:
            raise UnusableInput(
                Text(de=f"Der {end:%d.%m.%Y} liegt vor dem Datenstand.", en=f"{end} is before the last day of data."),
                Text(de="Nennen Sie einen späteren Tag.", en="Name a later day."),
            )
        return kept.set_goal(self.alias, metric, kind, value, end, segment=str(Segment.parse(list(where))),
                             months=months, set_by=self.by, note=note)  # fmt: skip

    def take_in(self, path: Path) -> dict[str, Any]:
        """Takes plan values per month out of a file (XLSX or CSV), all or none. Raises UnusableInput with the rows."""
        found = plan_values(path)
        with database.together(self.alias):
            for one in found:
                services.set_target(self.alias, one.metric, "month", one.month, one.value, _side(one.metric),
                                    segment=one.segment, by=self.by)  # fmt: skip
        months = sorted({one.month for one in found})
        return {
            "values": len(found), "metrics": sorted({one.metric for one in found}),
            "from": months[0].isoformat()[:7], "to": months[-1].isoformat()[:7],
        }  # fmt: skip

    def drop(self, goal: str, note: str = "") -> dict[str, Any]:
        """Ends a goal, with the monthly targets that it set. Raises UnknownId."""
        return kept.end_goal(self.alias, goal, "dropped", self.by, note)

    def _plans(self) -> list[dict[str, Any]]:
        """The monthly targets of the company as goals without an id, one per metric and segment."""
        rows: dict[tuple[str, str], list[Any]] = {}
        for metric in (*metrics(), *measures()):
            for one in services.targets_of(self.alias, metric, "month"):
                rows.setdefault((metric, one.segment), []).append(one)
        return [
            {
                "id": None, "metric": metric, "segment": segment, "kind": targets[-1].kind,
                "target": sum(one.value for one in targets) if way_of(metric) == "flow" else targets[-1].value,
                "by": (add_months(targets[-1].period_start, 1) - timedelta(days=1)).isoformat(),
                "months": [{"month": one.period_start.isoformat()[:7], "baseline": None, "target": one.value}
                           for one in targets],
                "baseline": None, "state": "open", "probability": None,
            }
            for (metric, segment), targets in rows.items()
        ]  # fmt: skip

    def _beside(self, goal: Mapping[str, Any]) -> dict[str, Any]:
        """The goal with actual, plan so far, outlook and months; without them where the metric has no values."""
        from leitstand.planning.targets.standing import standing

        one = find(goal["metric"])
        told = {**goal, "title": one.title.as_dict(), "unit": one.unit,
                "currency": self.facts.currency if one.unit.startswith("currency") else None}  # fmt: skip
        try:
            now = asdict(standing(self.facts, goal))
        except UnusableInput as error:
            return {**told, "reason": error.message.as_dict()}
        return {**told, "actual": now["actual"], "plan": now["plan"], "outlook": now["outlook"],
                "outlook_low": now["low"], "outlook_high": now["high"], "probability_now": now["probability"],
                "course": now["months"]}  # fmt: skip


def _side(metric: str) -> Literal["at_or_above", "at_or_below"]:
    return "at_or_below" if find(metric).direction == "down" else "at_or_above"
