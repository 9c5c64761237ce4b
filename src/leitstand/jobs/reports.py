"""Writes the monthly and quarterly review and the overview as PDF, slides, workbook or mail."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from leitstand.control.finding import services as kept
from leitstand.control.plan import actions, effects
from leitstand.foundation.errors import LeitstandError, UnknownId, UnusableInput
from leitstand.foundation.home import Home
from leitstand.foundation.period import Grain, Period, add_months, parse_day, period_of, previous
from leitstand.foundation.segment import Segment, within
from leitstand.foundation.text import Language, Text
from leitstand.jobs.advising import Advising
from leitstand.jobs.analysing import Analysis
from leitstand.jobs.controlling import Controlling
from leitstand.jobs.links import Links
from leitstand.jobs.targets import targets
from leitstand.metrics.answerable import answerable
from leitstand.metrics.compute.answer import Ask, answer, tables_behind
from leitstand.metrics.compute.compare import compare
from leitstand.metrics.compute.definition import fingerprint
from leitstand.metrics.compute.facts import StoreFacts
from leitstand.metrics.compute.result import Value
from leitstand.metrics.contract import Metric
from leitstand.metrics.leads import LEADS
from leitstand.metrics.registry import FAMILIES, family, find
from leitstand.reporting.building import built
from leitstand.reporting.contract import TITLES, Brief, Document, Form, Report, ReportKind
from leitstand.reporting.rendering import rendered

MOST = 4
"""Lead metrics of each family."""
BACK: Mapping[Grain, int] = {"week": 26, "month": 25, "quarter": 9, "year": 5}
"""So many periods does a course show."""
NAMED = 10
"""Findings and recommendations whose metrics are defined."""
GRAINS: Mapping[ReportKind, tuple[Grain, ...]] = {
    "monthly": ("month",),
    "quarterly": ("quarter",),
    "cockpit": ("month", "quarter", "year", "week"),
}


@dataclass(frozen=True)
class Reports:
    """The reports of one company, as `Workspace.reports` gives them. All figures of one report come from one version of
    the data.

    >>> workspace.reports.report("monthly", "2024-03").headline.en
    'March 2024: Net revenue €9.00.'
    """

    home: Home
    facts: StoreFacts

    def make(self, kind: ReportKind, period: Period | str | None, language: Language, where: Sequence[str] = (),
             form: Form = "pdf") -> Document:  # fmt: skip
        """A report as a file. period: 2026-09, 2026-Q3 or a day in it; default the latest complete one. where: as in
        `Workspace.values`. Raises UnknownId, UnusableInput."""
        return rendered(self.report(kind, period, where), language, form)

    def report(self, kind: ReportKind, period: Period | str | None = None, where: Sequence[str] = ()) -> Report:
        """What the report says, before it becomes a file. Raises UnknownId, UnusableInput."""
        return built(self.brief(kind, period, where))

    def brief(self, kind: ReportKind, period: Period | str | None = None, where: Sequence[str] = ()) -> Brief:
        """Everything a report says. Raises UnknownId, UnusableInput."""
        if kind not in TITLES:
            raise UnknownId(Text(de="Der Bericht", en="report"), kind, TITLES)
        spoken, segment = self._period(kind, period), Segment.parse(list(where))
        figures, courses, left_out = self._figures(spoken, segment)
        review, summary, findings, advice = self._looked_at(spoken, segment)
        return Brief(
            kind=kind,
            period=spoken,
            as_of=self._as_of,
            version=self._version,
            currency=self.facts.currency,
            where=Segment(tuple(dict.fromkeys((*self._scope.conditions, *segment.conditions)))),
            figures=figures,
            courses=courses,
            left_out=left_out,
            findings=findings,
            summary=summary,
            advice=advice,
            goals=[one for one in review.get("goals", ()) if self._inside(_dims(one["segment"]), segment)],
            signals=[one for one in review.get("signals", ()) if self._inside(_dims(one["segment"]), segment)],
            review=review,
            effects=self._effects(spoken, segment) if review else [],
            sources=self._sources(),
            missing=answerable(self.facts),
            definitions=_definitions(figures, findings, advice, review.get("goals", ())),
            made_at=datetime.now().astimezone(),
        )

    @cached_property
    def _as_of(self) -> date | None:
        return self.facts.as_of if self.facts.told else None

    @cached_property
    def _version(self) -> str:
        """Of the data that the facts were opened on, whatever was published since."""
        path = self.facts.backend.con.execute("SELECT path FROM duckdb_databases() WHERE NOT internal").fetchone()
        return Path(path[0]).stem if path and path[0] else ""

    @property
    def _alias(self) -> str:
        return Links.of(self.home).alias

    @property
    def _scope(self) -> Segment:
        """What the person may see of the company."""
        return self.facts.scope

    def _inside(self, dims: Mapping[str, str | None], where: Segment) -> bool:
        return within(where, dims) and within(self._scope, dims)

    def _period(self, kind: ReportKind, period: Period | str | None) -> Period:
        grains = GRAINS[kind]
        if isinstance(period, str) and period:
            return _parsed(period, grains)
        if isinstance(period, Period):
            if period.grain not in grains:
                raise _unfit(period.label("en"), grains)
            return period
        latest = period_of(self._as_of or date.today(), grains[0])
        return latest if self._as_of and latest.last_day <= self._as_of else previous(latest)

    def _figures(self, period: Period, where: Segment) -> tuple[
            dict[str, list[Value]], dict[str, list[tuple[Period, float | None]]], list[Text]]:  # fmt: skip
        """The lead metrics of each family with their comparisons, their courses, and those without such a segment."""
        figures: dict[str, list[Value]] = {name: [] for name in LEADS}
        courses: dict[str, list[tuple[Period, float | None]]] = {}
        left_out: list[Text] = []
        if self._as_of is None:
            return figures, courses, left_out
        first = add_months(period.start, -12 * 3) if period.grain == "week" else _back(period)
        with self.facts.kept() as own:
            for name, leads in LEADS.items():
                for metric in leads:
                    if len(figures[name]) == MOST:
                        break
                    try:
                        values = self._course(own, metric, period, first, where)
                    except UnusableInput:
                        left_out.append(find(metric).title)
                        continue
                    if values and values[-1].value is not None and values[-1].period == period:
                        figures[name].append(values[-1])
                        courses[metric] = [(one.period, one.value) for one in values]
        return figures, courses, left_out

    def _course(self, own: StoreFacts, metric: str, period: Period, first: date, where: Segment) -> list[Value]:
        one = find(metric)
        if isinstance(one, Metric) and period.grain not in one.grains:
            return []
        covered = own.coverage(tables_behind(own, metric))
        if covered is None or covered[0] >= period.end:
            return []
        start = min(max(first, covered[0]), period.start)
        ask = Ask(period.grain, (), where, start, period.end)
        values = answer(own, metric, ask)
        compare(own, metric, ask, values[-1:], ("previous_period", "previous_year"), self._targets, values)
        return values

    def _targets(self, metric: str, grain: str) -> Any:
        return targets(self.home, metric, grain)

    def _looked_at(self, period: Period, where: Segment) -> tuple[
            dict[str, Any], dict[str, Any], list[dict[str, Any]], list[dict[str, Any]]]:  # fmt: skip
        """Review, summary of the analysis, standing findings and open advice, what lies in the segment.

        Who may see a part of the company only starts no analysis: it would be one of that part.
        """
        if self._as_of is None or (self._scope.conditions and not self._analysed()):
            return {}, {}, [], []
        found = Analysis(self.home, self.facts).findings() if not self._scope.conditions else self._kept()
        if not self._analysed():
            return {}, {}, [], []
        limited = bool(self._scope.conditions)
        review = Controlling(self.home, self.facts, kept=limited).review(period.grain, period.start)
        advising = Advising(self.home, self.facts)
        advised = advising.kept() if limited else advising.recommendations()
        summary = {name: value for name, value in found.items() if name != "findings"}
        standing = [
            one for one in found["findings"]
            if one["status"] in ("new", "ongoing") and one["part_of"] is None and self._inside(one["dims"], where)
        ]  # fmt: skip
        advice = [one for one in advised if one["status"] == "open" and self._inside(one["dims"], where)]
        return review, summary, standing, advice

    def _analysed(self) -> bool:
        """Whether the last analysis was one of this version of the data."""
        run = kept.latest(self._alias)
        return run is not None and run.version.split(" ")[0] == self._version

    def _kept(self) -> dict[str, Any]:
        run = kept.latest(self._alias)
        return {"findings": kept.findings(self._alias), **(run.summary if run else {})}

    def _effects(self, period: Period, where: Segment) -> list[dict[str, Any]]:
        """Actions that were finished or measured in the period, or are under way, each with its newest effect."""
        measured = effects.newest(self._alias)
        found = [one | {"effect": measured.get(one["id"])} for one in actions.actions(self._alias)]
        return [one for one in found if _belongs(one, period) and self._inside(one["dims"], where)]

    def _sources(self) -> list[dict[str, str]]:
        """What each system delivered, first and last day."""
        spans: dict[str, tuple[date, date]] = {}
        for system, _, first, last in self.facts.told:
            before = spans.get(system, (first, last))
            spans[system] = min(before[0], first), max(before[1], last)
        return [
            {"system": system, "first": first.isoformat(), "last": last.isoformat()}
            for system, (first, last) in sorted(spans.items())
        ]


def _back(period: Period) -> date:
    """First day of a course that ends with the period."""
    months = {"month": 1, "quarter": 3, "year": 12}[period.grain]
    return add_months(period.start, -months * (BACK[period.grain] - 1))


def _parsed(word: str, grains: Sequence[Grain]) -> Period:
    """2026-09, 2026-Q3, 2026-W31, 2026, or a day, as a period of the first grain that fits."""
    if found := re.fullmatch(r"(\d{4})-Q([1-4])", word):
        day, wished = date(int(found[1]), 3 * int(found[2]), 1), "quarter"
    elif found := re.fullmatch(r"(\d{4})-W(\d{2})", word):
        try:
            day, wished = date.fromisocalendar(int(found[1]), int(found[2]), 1), "week"
        except ValueError:
            raise _unfit(word, grains) from None
    else:
        day, wished = parse_day(word), {4: "year", 7: "month"}.get(len(word), grains[0])
    fitting = next((one for one in grains if one == wished), None)
    if fitting is None and wished in ("quarter", "week", "year"):
        raise _unfit(word, grains)
    return period_of(day, fitting or grains[0])


def _unfit(word: str, grains: Sequence[Grain]) -> UnusableInput:
    example = {"month": "2026-09", "quarter": "2026-Q3", "year": "2026", "week": "2026-W31"}
    fit = ", ".join(example[one] for one in grains)
    return UnusableInput(
        Text(de=f"„{word}“ passt nicht zu diesem Bericht.", en=f"'{word}' does not fit this report."),
        Text(de=f"Erwartet wird z. B. {fit}.", en=f"Expected is, for example, {fit}."),
    )


def _belongs(one: Mapping[str, Any], period: Period) -> bool:
    if one["state"] in ("planned", "running"):
        return True
    effect, start = one["effect"], period.start.isoformat()
    finished = one["state"] == "done" and start <= str(one["done_on"]) < period.end.isoformat()
    later = (period.end + (period.end - period.start)).isoformat()  # reviews are held after their period
    return finished or (one["state"] == "done" and effect is not None and start <= effect["measured_at"][:10] < later)


def _dims(segment: str) -> dict[str, str | None]:
    try:
        conditions = Segment.parse(segment.split(" & ")).conditions if segment else ()
    except LeitstandError:
        conditions = ()
    return {one.dimension: one.values[0] for one in conditions if len(one.values) == 1 and not one.negate}


def _definitions(
    figures: Mapping[str, Sequence[Value]],
    findings: Sequence[Mapping[str, Any]],
    advice: Sequence[Mapping[str, Any]],
    goals: Sequence[Mapping[str, Any]],
) -> list[dict[str, Any]]:
    """The metrics that the report names, by family."""
    named = [value.metric for values in figures.values() for value in values]
    named += [one["metric"] for one in (*goals, *findings[:NAMED])] + [one["lever"] for one in advice[:NAMED]]
    known = {name: one for name in dict.fromkeys(named) if isinstance(one := find(name), Metric)}
    order = list(FAMILIES)
    return [
        {
            "id": name,
            "family": family(name),
            "title": one.title.as_dict(),
            "formula": one.formula.as_dict(),
            "caveat": one.caveat.as_dict(),
            "source": one.source,
            "definition": fingerprint(name),
        }
        for name, one in sorted(known.items(), key=lambda item: order.index(family(item[0])))
    ]
