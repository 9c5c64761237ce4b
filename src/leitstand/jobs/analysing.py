"""What the analysis says of a company: findings that are kept, followed and answered, and answers to questions."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, Literal

from leitstand.analysis import registry
from leitstand.analysis.run.machine import run
from leitstand.analysis.run.sight import StoreSight
from leitstand.control.finding import services as kept
from leitstand.foundation.home import Home
from leitstand.foundation.period import Grain, parse_day, parse_grain
from leitstand.foundation.segment import Segment, within
from leitstand.jobs import wording
from leitstand.jobs.links import Links
from leitstand.jobs.targets import company_targets
from leitstand.metrics.compute.facts import StoreFacts
from leitstand.metrics.compute.scope import whole
from leitstand.store.database import engine

if TYPE_CHECKING:
    import pandas as pd

    from leitstand.analysis.customers.histories import TimeUnit
    from leitstand.analysis.outlook import Outlook
    from leitstand.jobs.customers import Customers


TARGETED: Sequence[Grain] = ("month", "quarter", "year", "fiscal_year")
"""Grains of targets that methods look at."""


@dataclass(frozen=True, slots=True)
class Analysis:
    """The analysis of one company's data, as `Workspace.analysis` gives it.

    opened: the published version, or what opens it: findings that are kept need no engine. scope: of what is opened:
    only findings inside it are told.

    >>> workspace.analysis.findings()["findings"]
    []
    """

    home: Home
    opened: StoreFacts | Callable[[], StoreFacts]
    scope: Segment = Segment()

    @property
    def facts(self) -> StoreFacts:
        """The published version."""
        return self.opened() if callable(self.opened) else self.opened

    def run(self) -> dict[str, Any]:
        """Looks at everything anew and keeps what it finds, the best first (`leitstand findings --json`).

        Raises OutOfScope where the facts are limited: what is kept is for all.
        """
        links = Links.of(self.home)
        targets = partial(company_targets, self.home)
        with whole(self.facts).kept() as own:
            sight = StoreSight(own, wording.reader(links), kept.baselines(links.alias), targets_of=targets)
            result = run(sight).as_dict()
        found = result.pop("findings")
        kept.keep(links.alias, _version(self.home), self.facts.as_of, result, found)
        return _told(links.alias)

    def findings(self) -> dict[str, Any]:
        """What was found in the published version, in the same shape; the analysis runs where it has not yet."""
        alias = Links.of(self.home).alias
        scope = self.scope if callable(self.opened) else self.opened.scope
        if scope.conditions:  # what is found is for all, so it is looked for without a scope
            told = _told(alias)
            return told | {"findings": [one for one in told["findings"] if within(scope, one["dims"])]}
        return self.run() if kept.latest(alias, _version(self.home)) is None else _told(alias)

    def answer(self, finding_id: str, kind: Literal["temporary", "lasting"], note: str = "") -> dict[str, Any]:
        """Says that a finding passes by itself, or that it will last: then only what comes after it is looked at.

        Answers the finding. Raises UnknownId.
        """
        alias = Links.of(self.home).alias
        kept.answer(alias, finding_id, kind, note)
        return next(one for one in kept.findings(alias) if one["id"] == finding_id)

    def why(self, metric: str, period: str | None = None, against: str = "year_before",
            by: Sequence[str] = (), where: Sequence[str] = ()) -> dict[str, Any]:  # fmt: skip
        """Why it changed (the shape of `leitstand why --json`); arguments and errors as analysis.explain.why.why."""
        from leitstand.analysis.explain.why import as_dict, why

        return as_dict(why(self.facts, metric, period, against, by, where))

    def forecast(self, metric: str, horizon: int, grain: str | None = None, by: Sequence[str] = (),
                 where: Sequence[str] = ()) -> list[Outlook]:  # fmt: skip
        """How a metric will go on, with ranges; one outlook per cell. grain, by, where: as in Workspace.values.

        Raises UnusableInput for too little history.

        >>> workspace.analysis.forecast("orders", 3)
        Traceback (most recent call last):
        leitstand.foundation.errors.UnusableInput: There is no complete period yet that could be carried on.
        """
        from leitstand.analysis.outlook import outlooks
        from leitstand.metrics.compute.answer import Ask, answer, default_grain

        ask = Ask(parse_grain(grain) if grain else default_grain(metric), tuple(by), Segment.parse(list(where)))
        return outlooks(answer(self.facts, metric, ask), horizon, self.facts.fiscal_start)

    def customers(self, until: str | date | None = None, time_unit: TimeUnit = "week") -> Customers:
        """Segments, retention, outlook and those at risk; `told()` is the shape of `leitstand customers --json`.

        until: the model of buying is made from the days up to it, and checked on those after.

        >>> workspace.analysis.customers().told()["customers"]
        1
        """
        from leitstand.jobs.customers import Customers

        return Customers(self.facts, parse_day(until) if isinstance(until, str) else until, time_unit)

    def processes(self, name: str | None = None, hourly_cost: float | None = None) -> list[dict[str, Any]]:
        """What the records of cases say of each process (`leitstand process --json`), or of one. Raises UnknownId.

        >>> [one["process"] for one in workspace.analysis.processes()]
        []
        """
        from leitstand.jobs.processes import processes

        return processes(self.facts, name, hourly_cost)

    def paths(self, around: str, before: bool = False, depth: int = 3) -> pd.DataFrame:
        """What visits do after (or before) they first come to a page or step: one row per way, commonest first.

        around: a page's path, or an event (view_item, purchase) where events name no page. Columns: steps (tuple, ""
        where the visit ends), visits, share; visits add up to all that were there.

        >>> workspace.analysis.paths("/kasse").empty
        True
        """
        from leitstand.jobs.visits import paths

        return paths(self.facts, around, before, depth)


def _told(alias: str) -> dict[str, Any]:
    """The last run with all findings, those that are gone at the end."""
    last = kept.latest(alias)
    summary: Mapping[str, Any] = last.summary if last else {}
    return {"findings": kept.findings(alias), **summary}


def _version(home: Home) -> str:
    """Changes with the data, the program and its methods, and with what people want to reach."""
    path = engine.published(home)
    drawer: Sequence[str] = [version("leitstand"), *sorted(registry.methods()), *sorted(registry.types())]
    for grain in TARGETED:
        aims = sorted((metric, sorted(own.items())) for metric, own in company_targets(home, grain).items())
        drawer = [*drawer, f"{grain} {aims}"] if aims else drawer
    return f"{path.stem if path else ''} {hashlib.sha256(' '.join(drawer).encode()).hexdigest()[:12]}"
