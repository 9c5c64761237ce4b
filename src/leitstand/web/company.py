"""The company as one signed-in person may see it: every number, finding and name of a page passes here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from leitstand.control.account import services as accounts
from leitstand.control.account.models import User
from leitstand.control.audit import services as audit
from leitstand.control.finding import services as findings
from leitstand.control.plan import goals
from leitstand.foundation.errors import LeitstandError
from leitstand.foundation.home import Home
from leitstand.foundation.period import Grain, Period, previous
from leitstand.foundation.segment import NONE, Segment, within
from leitstand.foundation.text import Text
from leitstand.jobs import advising
from leitstand.metrics.compute.answer import Ask, answer
from leitstand.metrics.compute.compare import compare as compared
from leitstand.metrics.leads import LEADS
from leitstand.metrics.registry import dimensions, find
from leitstand.store.database import engine
from leitstand.web.keys import with_numbers
from leitstand.web.memory import Memory
from leitstand.workspace import Workspace

if TYPE_CHECKING:
    from leitstand.metrics.compute.facts import StoreFacts
    from leitstand.metrics.compute.result import Value

EMPTY = "empty"
MOST_VALUES = 40
"""A dimension with more values than this is no choice in a list."""
STATED = ("region", "country", "customer_type", "channel", "segment", "team")
"""Dimensions that people think in first, where the data have them."""

_memories: dict[tuple[Home, str], Memory] = {}
_told: dict[str, tuple[Any, list[dict[str, Any]]]] = {}
"""What the last run found, as this process read it last, with what it was read at."""
_workspaces: dict[tuple[Home, str, Segment], Workspace] = {}


@dataclass(frozen=True)
class Company:
    """home: whose data. user: who looks. alias: of the control database."""

    home: Home
    user: User
    alias: str = "default"

    @cached_property
    def version(self) -> str:
        """The published version of the data; EMPTY where nothing was loaded yet."""
        path = engine.published(self.home)
        return path.stem if path else EMPTY

    @property
    def empty(self) -> bool:
        return self.version == EMPTY

    @cached_property
    def scope(self) -> Segment:
        """The part of the company that this person may see; without conditions all of it."""
        return accounts.scope_of(self.user)

    @cached_property
    def workspace(self) -> Workspace:
        """The Python API, limited to the scope. One connection per version serves all requests of the process."""
        key = (self.home, self.version, self.scope)
        if key not in _workspaces:
            for other in [one for one in _workspaces if one[1] != self.version]:
                del _workspaces[other]
            _workspaces[key] = Workspace(self.home.path, scope=self.scope)
        return _workspaces[key]

    @property
    def facts(self) -> StoreFacts:
        return self.workspace.facts

    @cached_property
    def memory(self) -> Memory:
        key = (self.home, self.version)
        if key not in _memories:
            _memories.clear()
            _memories[key] = Memory(self.home, self.version)
        return _memories[key]

    def remember(self, name: str, compute: Callable[[], Any], *arguments: Any) -> Any:
        """The answer of `compute`, kept by name, arguments, scope and data version. Nothing a person typed in may be
        part of it (that changes without a new version), and no name of a person."""
        return self.memory.of((name, str(self.scope), *arguments), compute)

    def knows(self, name: str, *arguments: Any) -> bool:
        """Whether `remember` would answer at once."""
        try:
            self.memory.get((name, str(self.scope), *arguments))
        except KeyError:
            return False
        return True

    @property
    def as_of(self) -> date | None:
        """Last day of the data."""
        return None if self.empty else self.remember("as_of", lambda: self.facts.as_of)

    @property
    def currency(self) -> str:
        return "EUR" if self.empty else str(self.remember("currency", lambda: self.facts.currency))

    @property
    def fiscal_start(self) -> int:
        return 1 if self.empty else int(self.remember("fiscal_start", lambda: self.facts.fiscal_start))

    @cached_property
    def catalogue(self) -> Mapping[str, dict[str, Any]]:
        """Id → entry of `Workspace.catalogue`: what there is, and what has data."""
        told = self.remember("catalogue", self.workspace.catalogue)
        return {one["id"]: one for one in told}

    def has(self, metric: str) -> bool:
        """Whether the metric has data."""
        return not self.empty and metric in self.catalogue and bool(self.catalogue[metric]["available"])

    def leads(self, family: str, most: int) -> list[str]:
        """The metrics that lead a family, those with data, the most telling first."""
        return [one for one in LEADS[family] if self.has(one)][:most]

    def values(self, metric: str, grain: Grain, where: Sequence[str] = (), *, by: Sequence[str] = (),
               start: date | None = None, end: date | None = None,
               compare: Sequence[str] = ()) -> list[Value]:  # fmt: skip
        """As Workspace.values. Targets are typed in, so a comparison with them is made anew each time."""

        def compute() -> list[Value]:
            return self.workspace.values(metric, grain, by, where, start, end, compare=compare)

        if "target" in compare:
            return compute()
        found: list[Value] = self.remember("values", compute, metric, grain, tuple(where), tuple(by), start, end,
                                           tuple(compare))  # fmt: skip
        return found

    def value(self, metric: str, period: Period, where: Sequence[str] = (), compare: Sequence[str] = ()) -> Value:
        """One number. A grain the metric lacks is asked as a span of days. Raises LeitstandError."""
        grain = fitting(metric, period)
        return self.values(metric, grain, where, start=period.start, end=period.end, compare=compare)[-1]

    def course(self, metric: str, period: Period, number: int, where: Sequence[str] = (),
               compare: Sequence[str] = ()) -> list[Value]:  # fmt: skip
        """So many periods up to this one, which alone is compared: what it is compared with is mostly at hand then."""

        def compute() -> list[Value]:
            first = period
            for _ in range(number - 1):
                first = previous(first, self.fiscal_start)
            ask = Ask(period.grain, (), Segment.parse(list(where)), first.start, period.end)
            found = answer(self.facts, metric, ask)
            if compare:
                compared(self.facts, metric, ask, found[-1:], compare, self.workspace.targets, found)
            return found

        if "target" in compare:
            return compute()
        kept: list[Value] = self.remember("course", compute, metric, period, number, tuple(where), tuple(compare))
        return kept

    def findings(self) -> dict[str, Any]:
        """As Workspace.analysis.findings, of the last run, only what lies inside the scope; never starts a run."""
        return self._findings

    @cached_property
    def _findings(self) -> dict[str, Any]:
        run, stamp = findings.latest(self.alias), findings.stamp(self.alias)
        if run is None:
            return {"findings": []}
        if _told.get("findings", (None,))[0] != (self.home, stamp):
            _told["findings"] = ((self.home, stamp), with_numbers(self.alias, findings.findings(self.alias)))
        inside = [one for one in _told["findings"][1] if within(self.scope, one["dims"])]
        if self.scope.conditions:  # what was tested and is calm was so for the whole company
            return {"findings": inside, "as_of": run.summary["as_of"], "part": True}
        return {"findings": inside, **run.summary}

    def recommendations(self) -> list[dict[str, Any]]:
        """The advice as it was worked out last, best first, only what lies inside the scope; computes nothing."""
        return self._recommendations

    @cached_property
    def _recommendations(self) -> list[dict[str, Any]]:
        stamp = (self.home, findings.stamp(self.alias), audit.newest(self.alias), advising.stamp(self.alias))
        if _told.get("recommendations", (None,))[0] != stamp:
            _told["recommendations"] = (stamp, with_numbers(self.alias, self.workspace.advice.kept()))
        return [one for one in _told["recommendations"][1] if within(self.scope, one["dims"])]

    def sees(self, dims: Mapping[str, Any]) -> bool:
        """Whether what is about these cells lies inside the scope."""
        return within(self.scope, dims)

    def inside(self, told: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
        """Those whose `dims` lie inside the scope."""
        return [one for one in told if self.sees(one["dims"])]

    def goal_standing(self) -> list[dict[str, Any]]:
        """The goals with what is likely now; what was forecast for it is kept per data version."""
        kept = goals.goals(self.alias)
        if self.scope.conditions:
            kept = [one for one in kept if one["segment"] and one["segment"] == str(self.scope)]
        if self.empty or not kept:
            return []
        stamp = [(one["id"], one["state"], one["set_at"]) for one in kept]
        told = self.remember("goals", self.workspace.goals.standing, stamp)["goals"]
        return [one for one in told if any(one["id"] == each["id"] for each in kept)]

    def finding(self, identity: str) -> dict[str, Any] | None:
        return next((one for one in self.findings()["findings"] if one["id"] == identity), None)

    def choices(self) -> list[tuple[str, Text, list[str]]]:
        """Dimensions to choose a segment by: id, title and the values that the data have."""
        return [] if self.empty else list(self.remember("choices", lambda: list(self._choices())))

    def _choices(self) -> Iterable[tuple[str, Text, list[str]]]:
        for name in STATED:
            metric = next(
                (one for one in ("revenue_net", "orders", "sessions", "tickets", "deals_won")
                 if self.has(one) and name in self.catalogue[one]["dimensions"]),
                None,
            )  # fmt: skip
            if metric is None:
                continue
            try:
                found = self.workspace.values(metric, "total", by=[name])
            except LeitstandError:
                continue
            known = [one.dims[name] or NONE for one in sorted(found, key=lambda one: -(one.value or 0))]
            known = [one for one in known if not one.startswith("(other")]
            if 1 < len(known) <= MOST_VALUES:
                yield name, dimensions()[name].title, known

    def sees_names(self, owner: int | None = None) -> bool:
        """Whether this person may see who somebody is. owner: employee key of the customer's owner."""
        return accounts.sees_identity(self.user, owner)


def fitting(metric: str, period: Period) -> Grain:
    """The grain to ask for a period: its own where the metric has it, else the span of days."""
    grains = getattr(find(metric), "grains", ())
    return period.grain if not grains or period.grain in grains else "total"
