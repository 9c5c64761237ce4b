"""Holds goals and actions of a company against what happened, and writes the review of a period."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any, Literal

from leitstand.analysis.outlook import limits_of
from leitstand.analysis.run.sight import unbroken
from leitstand.control import database
from leitstand.control.finding import services as findings
from leitstand.control.plan import actions, decisions, effects, goals, reviews, signals
from leitstand.control.plan.lessons import lessons
from leitstand.foundation.errors import LeitstandError, UnknownId, UnusableInput
from leitstand.foundation.home import Home
from leitstand.foundation.period import Grain, Period, add_months, parse_day, parse_grain, period_of, previous
from leitstand.foundation.segment import Segment, within
from leitstand.foundation.text import Text
from leitstand.jobs.analysing import Analysis
from leitstand.jobs.links import Links
from leitstand.metrics.compute.answer import Ask, answer
from leitstand.metrics.compute.earlier import is_flow
from leitstand.metrics.compute.facts import StoreFacts
from leitstand.metrics.compute.scope import whole
from leitstand.metrics.registry import find
from leitstand.planning.control import guarding, telling
from leitstand.planning.control.following import Course, Followed, follow
from leitstand.planning.control.review import Material, review
from leitstand.planning.control.signals import Signal, of_findings, of_months
from leitstand.planning.targets.standing import Standing, standing

WATCHED = ("revenue_net", "gross_margin_rate", "nps", "conversion_rate", "net_cash_flow", "er_reach", "duplicate_rate")
"""Looked at for special causes without any goal, one or two of each family."""

LOOKED_BACK = 12
"""Months within which a special cause must have begun to want an answer."""


@dataclass(frozen=True, slots=True)
class Controlling:
    """The control of one company, as `Workspace.control` gives it; of facts that are limited, of that part only.

    kept: it rests on the findings of the last run and never starts one.

    >>> workspace.control.standing()["all_calm"]
    True
    """

    home: Home
    facts: StoreFacts
    kept: bool = False

    def standing(self) -> dict[str, Any]:
        """Goals, signals and actions as they stand (`leitstand control --json`)."""
        alias, followed, seen = self._alias, self._followed(), self._findings()
        found, answers = self._signals(followed, seen), signals.answers(alias)
        sentences = {one["id"]: Text(**one["sentence"]) for one in seen}
        told = [
            asdict(one)
            | {
                "since": one.since.isoformat(),
                "sentence": telling.sentence(one, sentences, self.facts.currency).as_dict(),
                "answer": answers.get(one.id),
            }
            for one in found
        ]
        watched = {one.goal["metric"] for one in followed} | set(WATCHED)
        unquiet = {one["metric"] for one in told if one["answer"] is None}
        today = (self.facts.as_of + timedelta(days=1)).isoformat()
        running = [one for one in self._actions() if one["state"] in ("planned", "running")]
        return {
            "as_of": self.facts.as_of.isoformat(),
            "goals": [one.as_dict() for one in followed],
            "signals": told,
            "all_calm": not unquiet,
            "calm": len(watched - unquiet),
            "actions": {
                "open": len(running),
                "overdue": [one["id"] for one in running if one["due_on"] and one["due_on"] < today],
            },
        }

    def answer(self, signal_id: str, kind: Literal["temporary_fix", "temporary_dismiss", "lasting"], reason: str,
               by: str = "") -> dict[str, Any]:  # fmt: skip
        """Answers a signal; lasting: what came before counts as past from now on. Raises UnknownId, UnusableInput."""
        told = self.standing()["signals"]
        one = next((each for each in told if each["id"] == signal_id), None)
        if one is None:
            raise UnknownId(Text(de="Das Signal", en="signal"), signal_id, [each["id"] for each in told])
        baseline = (self.facts.as_of + timedelta(days=1)) if kind == "lasting" else None
        with database.together(self._alias):
            said = signals.answer(self._alias, signal_id, kind, reason, by, baseline)
            if one["rule"] == "special_cause":
                Analysis(self.home, self.facts).answer(
                    one["about"], "lasting" if kind == "lasting" else "temporary", reason
                )
        return said

    def review(self, grain: str = "quarter", day: date | None = None) -> dict[str, Any]:
        """The review of the period that holds the day, default the latest complete one; a signed one as it was signed.

        Raises UnknownId for a grain without reviews.
        """
        period = self._period(grain, day)
        signed = None if self.facts.scope.conditions else self._signed(period)
        if signed is not None:
            return signed
        alias, standing = self._alias, self.standing()
        measured = effects.newest(alias)
        material = Material(
            goals=standing["goals"],
            signals=standing["signals"],
            findings=self._findings(),
            actions=[one | {"effect": measured.get(one["id"])} for one in self._actions()],
            decisions=[one for one in decisions.decisions(alias) if self._inside(one["body"].get("dims", {}))],
            lessons=[one for one in lessons(alias) if self._inside(one["situation"].get("dims", {}))],
            calm=standing["calm"],
        )
        return review(period, self.facts.as_of, material) | {"signed_by": "", "signed_at": None}

    def sign(self, by: str, grain: str = "quarter", day: date | None = None) -> dict[str, Any]:
        """Keeps the review as it is now, signed. Raises UnusableInput where it is signed already."""
        whole(self.facts)
        document = self.review(grain, day)
        start = date.fromisoformat(document["period_start"])
        if document["signed_at"] is None:
            reviews.keep_review(self._alias, document["grain"], start, document, by)
        reviews.sign_review(self._alias, document["grain"], start, by)
        return self.review(grain, day)

    @property
    def _alias(self) -> str:
        return Links.of(self.home).alias

    def _period(self, grain: str, day: date | None) -> Period:
        parsed: Grain = parse_grain(grain)
        if parsed not in ("week", "month", "quarter", "year"):
            raise UnknownId(Text(de="Die Länge", en="length of a review"), grain, ("week", "month", "quarter", "year"))
        if day is not None:
            return period_of(day, parsed)
        latest = period_of(self.facts.as_of, parsed)
        return latest if latest.last_day <= self.facts.as_of else previous(latest)

    def _signed(self, period: Period) -> dict[str, Any] | None:
        for one in reviews.reviews(self._alias, period.grain):
            if one["period_start"] == period.start.isoformat() and one["signed_at"]:
                body: dict[str, Any] = one["body"]
                return body | {"signed_by": one["signed_by"], "signed_at": one["signed_at"]}
        return None

    def _inside(self, dims: Mapping[str, str | None]) -> bool:
        return within(self.facts.scope, dims)

    def _findings(self) -> list[dict[str, Any]]:
        found = findings.findings(self._alias) if self.kept else Analysis(self.home, self.facts).findings()["findings"]
        return [one for one in found if self._inside(one["dims"])]

    def _actions(self, state: str | None = None) -> list[dict[str, Any]]:
        return [one for one in actions.actions(self._alias, state) if self._inside(one["dims"])]

    def _followed(self) -> list[Followed]:
        """The open goals; of a part of the company those that are about just this part."""
        own = str(self.facts.scope)
        return [self._follow(goal) for goal in goals.goals(self._alias, "open") if own in ("", goal["segment"])]

    def _follow(self, goal: Mapping[str, Any]) -> Followed:
        try:
            stands = standing(self.facts, goal)
        except UnusableInput:  # without values yet
            stands = Standing(None, None, None, None, None, None, [])
        return follow(goal, self._course(goal["metric"], goal["segment"]), stands)

    def _course(self, metric: str, segment: str) -> Course:
        """The months of a metric in a segment; none where it cannot be told by month."""
        one = find(metric)
        words = segment.split(" & ") if segment else []
        try:
            values = answer(self.facts, metric, Ask("month", (), Segment.parse(words), intervals=False))
        except LeitstandError:
            values = []
        months = unbroken([value for value in values if value.complete])
        history = [(each, None) if isinstance(each, Period) else (each.period, each.value) for each in months]
        currency = next((value.currency for value in values if value.currency), None)
        return Course(history, is_flow(metric), limits_of(metric), one.unit, currency)

    def _signals(self, followed: Sequence[Followed], seen: Sequence[Mapping[str, Any]]) -> list[Signal]:
        """Of goals, of what is watched and of the guardrails of actions, the bad ones first."""
        answers = signals.answers(self._alias)
        lasting = {name: parse_day(one["baseline"]) for name, one in answers.items() if one["baseline"]}
        found: list[Signal] = []
        for one in followed:
            told = of_months(one.months, one.goal["metric"], one.goal["segment"], one.side, one.goal["id"])
            if told and told[0].id in lasting:
                told = of_months(one.months, one.goal["metric"], one.goal["segment"], one.side, one.goal["id"],
                                 lasting[told[0].id])  # fmt: skip
            found += told
        watched = [(metric, dict[str, str]()) for metric in {*WATCHED, *(one.goal["metric"] for one in followed)}]
        since = add_months(self.facts.as_of, -LOOKED_BACK)
        found += of_findings(seen, watched, since, answers)
        for action in self._actions("running"):
            found += guarding.of_action(action, self._course, self.facts.as_of)
        return sorted(found, key=lambda each: (each.good, each.since, each.id))
