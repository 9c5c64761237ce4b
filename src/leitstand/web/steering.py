"""What the pages of advice, plan, control and lessons share: services in the name of the person, and words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from leitstand.control.audit.models import Change
from leitstand.control.finding import services as findings
from leitstand.control.finding.models import Answer
from leitstand.control.plan import actions, lessons
from leitstand.control.plan import goals as kept_goals
from leitstand.control.work import services as queue
from leitstand.control.work.models import Job, JobState
from leitstand.foundation.numbers import format_change, format_estimate, format_percent, ranging
from leitstand.foundation.segment import within
from leitstand.foundation.text import LANGUAGES, Language, Text
from leitstand.jobs.controlling import Controlling
from leitstand.jobs.goals import Goals
from leitstand.jobs.planning import Planning
from leitstand.metrics.registry import dimensions
from leitstand.web.company import Company
from leitstand.web.contract import Request
from leitstand.web.guard import missing
from leitstand.web.naming import value_name
from leitstand.web.words import MONEY_KINDS

PLANNED_THINGS = ("action", "decision", "effectresult", "goal", "lesson", "milestone", "review", "signalanswer")
"""What control looks at, as the audit trail calls it."""

ACTION_STATES: Mapping[str, Text] = {
    "planned": Text(de="geplant", en="planned"),
    "running": Text(de="läuft", en="running"),
    "done": Text(de="erledigt", en="done"),
    "dropped": Text(de="aufgegeben", en="given up"),
}
ACTION_TONES = {"planned": "neutral", "running": "plan", "done": "good", "dropped": "neutral"}
GOAL_TONES = {"reached": "good", "on_course": "good", "at_risk": "watch", "off_course": "bad", "missed": "bad",
              "unknown": "neutral"}  # fmt: skip
VERDICT_TONES = {"worked": "good", "no_effect": "neutral", "harmed": "bad", "undecided": "watch"}
KINDS: Mapping[str, Text] = {
    "action": Text(de="Maßnahme", en="Action"),
    "process": Text(de="Ablauf ändern", en="Process change"),
    "restructuring": Text(de="Umbau", en="Restructuring"),
}
EFFORTS: Mapping[str, Text] = {
    "S": Text(de="bis eine Woche", en="up to a week"),
    "M": Text(de="eine bis sechs Wochen", en="one to six weeks"),
    "L": Text(de="länger als sechs Wochen", en="more than six weeks"),
}


def plans(request: Request) -> Planning:
    """Decisions and actions in the name of the person."""
    return Planning(request.company.home, request.company.facts, by=request.user.email)


def goals(request: Request) -> Goals:
    """The goals in the name of the person."""
    return Goals(request.company.home, request.company.facts, by=request.user.email)


def control(company: Company) -> Controlling:
    """Control that rests on the last run of the analysis and never starts one."""
    return Controlling(company.home, company.facts, kept=True)


def standing(company: Company) -> dict[str, Any]:
    """Goals, signals and actions as they stand (the shape of `leitstand control --json`)."""
    found: dict[str, Any] = company.remember("control", control(company).standing, stamp(company.alias))
    return found


def review(company: Company, grain: str, day: date) -> dict[str, Any]:
    """The review of a period (the shape of `leitstand control review --json`)."""
    found: dict[str, Any] = company.remember(
        "review", lambda: control(company).review(grain, day), stamp(company.alias), grain, day
    )
    return found


def stamp(alias: str) -> tuple[Any, ...]:
    """Changes with everything people said or a run found that control looks at."""
    run = findings.latest(alias)
    newest = Change.objects.using(alias).filter(kind__in=PLANNED_THINGS).order_by("-at", "-id")
    answered = Answer.objects.using(alias).order_by("-id")
    return (run and run.id, answered.values_list("id", flat=True).first(), newest.values_list("id", flat=True).first())


def all_actions(company: Company) -> list[dict[str, Any]]:
    """The actions with what follows from the day, only those inside the scope."""
    found = company.workspace.plans.plan(everything=True)["actions"]
    return [one for one in found if within(company.scope, one["dims"])]


def action_of(company: Company, identity: str) -> dict[str, Any]:
    """One action with its history. 404 where there is none, or none in this scope."""
    if company.empty or all(one["id"] != identity for one in actions.actions(company.alias)):
        raise missing(identity)
    one: dict[str, Any] = company.workspace.plans.action(identity, history=True)
    if not within(company.scope, one["dims"]):
        raise missing(identity)
    return one


def all_lessons(company: Company) -> list[dict[str, Any]]:
    """What actions taught, the newest first, only what lies inside the scope."""
    found = lessons.lessons(company.alias)
    return [one for one in found if within(company.scope, one["situation"].get("dims", {}))]


def latest_job(company: Company, chore: str, **args: Any) -> Job | None:
    """The newest job of a chore with these arguments among its own."""
    for one in queue.jobs(company.alias, chore=chore, most=200):
        if all(one.args.get(name) == value for name, value in args.items()):
            return one
    return None


def pending(job: Job | None) -> Job | None:
    """The job where it is still of interest: not over yet, or failed."""
    return job if job is not None and job.state != JobState.DONE else None


def scope_words(company: Company) -> list[str]:
    """The scope as chores take it."""
    return list(company.user.scope_words)


def place_of(dims: Mapping[str, str | None]) -> Text:
    """Where something applies: "Country: Germany, Channel: online shop"; "" for everywhere."""
    parts = [(dimensions()[name].title if name in dimensions() else Text(de=name, en=name), value_name(name, value))
             for name, value in sorted(dims.items())]  # fmt: skip
    said = {say: ", ".join(f"{title.get(say)}: {value.get(say)}" for title, value in parts) for say in LANGUAGES}
    return Text(**said)


def movement(change: float, unit: str, currency: str | None, say: Language, relative: bool = False) -> str:
    """+5.0 pp; relative: the change is a share of what was ("+5.0%")."""
    if relative:
        return format_percent(change, say, signed=True)
    return format_change(change, None, unit, currency, say, short=True)


def moved(change: float, low: float | None, high: float | None, unit: str, currency: str | None,
          relative: bool = False) -> Text:  # fmt: skip
    """+5.0 pp (+0.6 to +11.1 pp)."""
    words = {}
    for say in LANGUAGES:
        middle = movement(change, unit, currency, say, relative)
        ends = [movement(one, unit, currency, say, relative) for one in (low, high) if one is not None]
        words[say] = f"{middle} ({ranging(ends[0], ends[1], say)})" if len(ends) == 2 else middle
    return Text(**words)


def money(expected: Mapping[str, Any], currency: str | None) -> Text | None:
    """€43,800 of gross margin a year (€4,400 to €98,300); None where no way to money is known."""
    value, low, high = (expected.get(name) for name in ("money_per_year", "money_low", "money_high"))
    if value is None:
        return None
    kind = MONEY_KINDS[expected.get("money_kind") or "gross_margin"]
    words = {}
    for say in LANGUAGES:
        size, *ends = (
            format_estimate(one, currency, say) for one in (value, low, high) if one is not None
        )  # fmt: skip
        span = f" ({ranging(ends[0], ends[1], say)})" if len(ends) == 2 else ""
        words[say] = f"{size} {kind.get(say)} im Jahr{span}" if say == "de" else f"{size} {kind.get(say)} a year{span}"
    return Text(**words)


def all_goals(company: Company) -> list[dict[str, Any]]:
    """The goals as kept, those that are over too; of a part of the company those about just this part."""
    own = str(company.scope)
    return [one for one in kept_goals.goals(company.alias) if own in ("", one["segment"])]
