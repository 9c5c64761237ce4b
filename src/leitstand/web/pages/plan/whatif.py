"""What-if: what everything else becomes if some numbers move, answered at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import Any

from django.http import HttpResponse, JsonResponse, QueryDict
from django.shortcuts import render

from leitstand.control.work import services as queue
from leitstand.control.work.models import Job
from leitstand.foundation.errors import LeitstandError, UnusableInput
from leitstand.foundation.numbers import format_likely, format_percent, format_value
from leitstand.foundation.text import Text
from leitstand.metrics.registry import find
from leitstand.planning.control.following import side_of
from leitstand.planning.scenarios.following import edges, one_name
from leitstand.planning.scenarios.keeping import as_numbers, of_numbers
from leitstand.planning.scenarios.scenario import Scenario
from leitstand.planning.targets.course import way_of
from leitstand.planning.targets.year import FREEDOM
from leitstand.web.company import Company
from leitstand.web.contract import Request
from leitstand.web.forms import number_of
from leitstand.web.shell.speech import spoken
from leitstand.web.state import State
from leitstand.web.steering import all_goals, latest_job, scope_words, standing

CHORE = "prepare_whatif"
MOST, LEAST = 50.0, -50.0
"""Percent that a lever can be moved by here."""
USUAL = ("active_customers", "purchase_frequency", "aov_identified", "orders", "aov", "gross_margin_rate",
         "conversion_rate", "sessions")  # fmt: skip
"""Levers that people think in first, where the company has them."""
SHOWN = 6


@dataclass(frozen=True, slots=True)
class Slider:
    """One lever: moved by so many percent, between least and most."""

    metric: str
    title: Text
    value: float
    least: float
    most: float
    told: str


def warm(company: Company, state: State) -> None:
    """Makes the company ready; kept for all processes."""
    company.memory.of(_key(company), lambda: as_numbers(company.workspace.targeting.scenario()))


def ready(company: Company) -> tuple[Scenario | None, Job | None]:
    """The company made ready for what-if, or the work that makes it ready (or could not)."""
    try:
        return of_numbers(company.memory.get(_key(company))), None
    except KeyError:
        pass
    job = latest_job(company, CHORE, version=company.version, scope=scope_words(company))
    if job is not None and job.state == "done" and job.result:
        company.memory.put(_key(company), job.result["scenario"])
        return of_numbers(job.result["scenario"]), None
    if job is None:
        args = {"version": company.version, "scope": scope_words(company)}
        job = queue.enqueue(company.alias, CHORE, args, company.user.email, anew=False)
    return None, job


def _key(company: Company) -> tuple[str, str]:
    return "plan.scenario", str(company.scope)


def show(request: Request) -> HttpResponse:
    """What-if without a goal, or for one: goal=id."""
    company = request.company
    if company.empty:
        return render(request, "plan/empty.html", {})
    return render(request, "plan/whatif.html", {"asked": asked(company, request.GET), "goal": _goal(request)})


def answer(request: Request) -> HttpResponse:
    """As JSON: place on the page → words. Fields: metric → percent; goal: of which the chance is told."""
    company = request.company
    scenario, _ = (None, None) if company.empty else ready(company)
    if scenario is None:
        return JsonResponse({})  # being prepared
    try:
        return JsonResponse(said(company, scenario, moves_of(scenario, request.GET), _goal(request)))
    except LeitstandError as error:
        return JsonResponse({"error": error.describe(spoken())}, status=400)


def asked(company: Company, given: QueryDict, goal: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """What the block of sliders shows: ready or not, sliders, and the answer for where they stand."""
    if goal is not None and goal["segment"] != str(company.scope):
        return {"segment": goal["segment"]}
    scenario, job = ready(company)
    if scenario is None:
        return {"job": job}
    goal = goal or next((one for one in all_goals(company) if one["id"] == given.get("goal")), None)
    levers = levers_of(scenario, goal)
    moves = moves_of(scenario, given) or {name: percent_ / 100 for name, percent_ in levers.items() if percent_}
    told = said(company, scenario, moves, goal)
    sliders = [_slider(name, 100 * moves.get(name, 0.0), told.get(f"lever.{name}", "")) for name in levers]
    moved = rows(scenario, dict.fromkeys(levers, 0.01), [*levers, *([goal["metric"]] if goal else ())])
    places = [(find(name).title, name, told.get(f"to.{name}", "–"), told.get(f"change.{name}", "–")) for name in moved]
    return {
        "sliders": sliders, "moved": places, "goal": goal, "title": goal and find(goal["metric"]).title,
        "change": told.get("goal.change"), "chance": told.get("goal.chance"),
    }  # fmt: skip


def levers_of(scenario: Scenario, goal: Mapping[str, Any] | None) -> dict[str, float]:
    """Lever → where its slider stands first, in percent: the drivers of the goal, or what it is made of."""
    if goal is None:
        names = [name for name in USUAL if scenario.graph.values.get(name)]
        return dict.fromkeys(names[:4], 0.0)
    found = {
        one_name(one["metric"]): round(100 * (one["to"] / one["from"] - 1), 1)
        for one in goal["drivers"] if one["from"] > 0 and scenario.graph.values.get(one_name(one["metric"]))
    }  # fmt: skip
    ways = edges().get(one_name(goal["metric"]), ())
    parts = [part for way in ways[:1] for part in way.parts if scenario.graph.values.get(part)]
    own = [one_name(goal["metric"])] if scenario.graph.values.get(one_name(goal["metric"])) else []
    return found or dict.fromkeys(parts or own, 0.0)


def moves_of(scenario: Scenario, given: QueryDict) -> dict[str, float]:
    """Lever → movement as a share, out of fields in percent. Raises UnusableInput for too large a one."""
    found = {}
    for name in given:
        if scenario.graph.values.get(name):
            share = number_of(given, name)
            if share is None:
                continue
            if not LEAST <= share <= MOST:
                raise UnusableInput(
                    Text(de="So weit lässt sich nichts bewegen.", en="Nothing can be moved that far."),
                    Text(de="Erwartet wird eine Zahl zwischen −50 und 50 Prozent.",
                         en="Expected is a number between −50 and 50 percent."),
                )  # fmt: skip
            found[name] = share / 100
    return found


def said(company: Company, scenario: Scenario, moves: Mapping[str, float],
         goal: Mapping[str, Any] | None) -> dict[str, str]:  # fmt: skip
    """Place on the page → words in the reader's language."""
    say = spoken()
    found = scenario.whatif(moves)
    told = {f"lever.{name}": _percent(100 * share) for name, share in moves.items()}
    row_of = {row["metric"]: row for row in (*found["metrics"], *found["levers"])}
    for name, row in row_of.items():
        money = scenario.currency if row["unit"].startswith("currency") else None
        told[f"to.{name}"] = format_value(row["to"], row["unit"], money, say, short=True)
        share = row["change_ratio"]
        told[f"change.{name}"] = (format_percent(share, say, signed=True) if share is not None
                                  else format_value(row["change"], row["unit"], money, say, signed=True))  # fmt: skip
    if goal is not None:
        row = row_of.get(one_name(goal["metric"]))
        followed = next((one for one in standing(company)["goals"] if one["id"] == goal["id"]), None)
        share = chance(followed, row) if followed else None
        told["goal.chance"] = format_likely(share, say) if share is not None else "–"
        told["goal.change"] = told.get(f"change.{one_name(goal['metric'])}", _percent(0.0))
        told["goal.to"] = told.get(f"to.{one_name(goal['metric'])}", "–")
    return told


def chance(followed: Mapping[str, Any], row: Mapping[str, Any] | None) -> float | None:
    """The probability of a goal if a movement comes about in all months that are still ahead; at no movement it is the
    one that control tells. followed: the goal as control tells it. row: of its metric in the answer; None: unmoved."""
    from scipy.special import stdtr, stdtrit

    outlook, now = followed["outlook"], followed["probability"]
    if outlook is None or now is None or row is None:
        return None if now is None else float(now)
    low, middle, high = outlook["low"], outlook["mid"], outlook["high"]
    part = ahead(followed)
    after = (
        middle * (1 + row["change_ratio"] * part) if row["change_ratio"] is not None else middle + row["change"] * part
    )
    relative = min(low, middle, after) > 0
    width = (log(high / low) if relative else high - low) / (2 * float(stdtrit(FREEDOM, 0.9)))
    if width <= 0:
        return float(now)
    step = (log(after / middle) if relative else after - middle) / width
    towards = 1 if side_of(followed["kind"]) == "at_or_above" else -1
    start = float(stdtrit(FREEDOM, min(max(now, 0.001), 0.999)))
    return float(stdtr(FREEDOM, start + towards * step))


def ahead(followed: Mapping[str, Any]) -> float:
    """The share of the goal's outlook that is still to come."""
    months = followed["months"]
    coming = [one for one in months if one["actual"] is None]
    middle = followed["outlook"]["mid"]
    if way_of(followed["metric"]) == "flow" and middle:
        return float(min(sum(one["outlook"]["mid"] for one in coming if one["outlook"]) / middle, 1.0))
    return len(coming) / len(months) if months else 1.0


def rows(scenario: Scenario, moves: Mapping[str, float], without: Sequence[str]) -> list[str]:
    """The metrics that such movements change, the largest first."""
    try:
        found = scenario.whatif(moves)["metrics"]
    except LeitstandError:
        return []
    shown = [one for one in found if one["forecast"] and one["metric"] not in without]
    return [one["metric"] for one in sorted(shown, key=lambda one: -abs(one["change_ratio"] or 0.0))][:SHOWN]


def _slider(metric: str, value: float, told: str) -> Slider:
    reach = max(10.0, 2 * abs(value))
    return Slider(metric, find(metric).title, round(value, 1), max(-reach, LEAST), min(reach, MOST),
                  told or _percent(value))  # fmt: skip


def _goal(request: Request) -> Mapping[str, Any] | None:
    wanted = request.GET.get("goal")
    return next((one for one in all_goals(request.company) if one["id"] == wanted), None) if wanted else None


def _percent(value: float) -> str:
    return format_percent(value / 100, spoken(), signed=True)
