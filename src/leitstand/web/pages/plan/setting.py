"""Sets a goal: asks for it, lets it be calculated, shows what came out, and keeps it when somebody accepts."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from leitstand.control.work import services as queue
from leitstand.control.work.models import Job
from leitstand.foundation.errors import LeitstandError, UnusableInput
from leitstand.foundation.numbers import format_likely
from leitstand.foundation.segment import Segment
from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure
from leitstand.metrics.leads import LEADS
from leitstand.metrics.registry import family, find
from leitstand.web.company import Company
from leitstand.web.contract import Request
from leitstand.web.forms import day_of, number_of, word_of
from leitstand.web.guard import missing
from leitstand.web.pages.plan.aims import aim_of, chart, headline, month_ends, standing_words
from leitstand.web.shell.speech import spoken
from leitstand.web.steering import all_goals, goals, scope_words
from leitstand.web.words import FAMILIES

CHORE = "calculate_target"
KINDS = {
    "increase": Text(de="um … Prozent mehr als ohne Maßnahmen", en="up by … percent on the course without action"),
    "decrease": Text(de="um … Prozent weniger als ohne Maßnahmen", en="down by … percent on the course without action"),
    "to": Text(de="auf diesen Wert über zwölf Monate", en="to this value over twelve months"),
    "at_least": Text(de="in jedem Monat mindestens", en="at least, in every month"),
    "at_most": Text(de="in jedem Monat höchstens", en="at most, in every month"),
}
HELD = {"at_least": "at_or_above", "at_most": "at_or_below"}
USUAL_MONTHS = 12
KEPT = Text(de="Das Ziel ist gesetzt. Seine Monate stehen jetzt als Zielwerte bei der Kennzahl.",
            en="The goal is set. Its months now stand as targets with the metric.")  # fmt: skip
ENDED = Text(de="Das Ziel ist beendet; seine Zielwerte gelten nicht mehr.",
             en="The goal is ended; its targets hold no more.")  # fmt: skip


def calculations(company: Company) -> list[Job]:
    """The targets that were calculated lately for this part of the company, the newest first."""
    words = scope_words(company)
    return [one for one in queue.jobs(company.alias, chore=CHORE, most=50) if one.args.get("scope", []) == words]


def new(request: Request) -> HttpResponse:
    company = request.company
    if company.empty:
        return render(request, "plan/empty.html", {})
    wanted = request.GET.get("metric", "")
    leads = [name for group in LEADS.values() for name in group]
    names = [name for name in company.catalogue if company.has(name) and _monthly(name)]
    offered = [
        (title, [(name, find(name).title) for name in names if name_of_family == family(name)])
        for name_of_family, title in FAMILIES.items()
    ]
    ends = month_ends(company.as_of or date.today())
    return render(request, "plan/new.html", {
        "offered": offered, "kinds": KINDS.items(), "ends": ends, "usual": ends[USUAL_MONTHS - 4][0],
        "wanted": wanted if wanted in names else next((name for name in leads if name in names), ""),
        "segments": [] if company.scope.conditions else company.choices(), "scope": str(company.scope),
        "value": request.GET.get("value", "5"), "kind": request.GET.get("kind", "increase"),
    })  # fmt: skip


def calculate(request: Request) -> HttpResponse:
    """metric, kind, value, by, where; a level that is to hold needs no calculation and is kept at once."""
    company, given = request.company, request.POST
    metric, kind, value = word_of(given, "metric", 64), word_of(given, "kind", 12), number_of(given, "value")
    by, where = day_of(given, "by"), word_of(given, "where", 200)
    if company.empty or kind not in KINDS or value is None:
        raise UnusableInput(
            Text(de="Es fehlt, wie hoch das Ziel sein soll.", en="It is missing how high the goal is to be."),
            Text(de="Gehen Sie zurück und geben Sie eine Zahl ein.", en="Go back and enter a number."),
        )
    one = find(metric)
    words = [str(company.scope)] if company.scope.conditions else [where] if where else []
    segment = [str(part) for word in words for part in _parts(word)]
    unit = 0.01 if one.unit == "ratio" else 1.0  # people say 42 percent
    if kind in HELD:
        kept = goals(request).hold(metric, HELD[kind], value * unit, by=by, where=segment)  # type: ignore[arg-type]
        messages.success(request, KEPT.get(spoken()))
        return HttpResponseRedirect(reverse("plan.goal", kwargs={"identity": kept["id"]}) + request.state.query())
    args: dict[str, Any] = {"metric": metric, "by": by and by.isoformat(), "where": segment,
                            "scope": scope_words(company), "version": company.version}  # fmt: skip
    if kind == "to":
        args["to"] = value * unit
    else:
        args["increase"] = value / 100 if kind == "increase" else -value / 100
    job = queue.enqueue(company.alias, CHORE, args, request.user.email)
    return HttpResponseRedirect(reverse("plan.calculated", kwargs={"job": job.id}) + request.state.query())


def calculated(request: Request, job: str) -> HttpResponse:
    """How far the calculation is, or what came of it."""
    one = _job(request, job)
    title = find(one.args["metric"]).title
    if one.state != "done" or not one.result:
        return render(request, "plan/calculating.html", {"job": one, "title": title})
    told = one.result["target"]
    aim, known = aim_of(request.company, told), _same(request.company, told)
    weekly = told["per_week"]
    return render(request, "plan/calculated.html", {
        "job": one, "aim": aim, "told": told, "headline": headline(aim), "lead": standing_words(aim, None),
        "chart": chart(request.company, aim), "known": known, "without": aim.written(told["baseline"], spoken()),
        "alone": format_likely(told["probability_without"], spoken()),
        "farthest": aim.written(told["reachable"], spoken()),
        "weekly": weekly and aim.written(weekly["without"], spoken()),
        "replaces": known is None and _open(request.company, told) is not None,
        "offer": told["reachable"] * (100 if aim.unit == "ratio" else 1),
    })  # fmt: skip


def keep(request: Request, job: str) -> HttpResponse:
    """Accepts what was calculated; sent twice it is kept once."""
    one = _job(request, job)
    if one.state != "done" or not one.result:
        raise missing(job)
    told = one.result["target"]
    kept = _same(request.company, told) or goals(request).keep_calculated(told)
    messages.success(request, KEPT.get(spoken()))
    return HttpResponseRedirect(reverse("plan.goal", kwargs={"identity": kept["id"]}) + request.state.query())


def drop(request: Request, identity: str) -> HttpResponse:
    kept = next((one for one in all_goals(request.company) if one["id"] == identity), None)
    if kept is None:
        raise missing(identity)
    if kept["state"] == "open":
        goals(request).drop(identity, word_of(request.POST, "note", 2000))
    messages.success(request, ENDED.get(spoken()))
    return HttpResponseRedirect(reverse("plan") + request.state.query())


def _job(request: Request, job: str) -> Job:
    try:
        one = queue.job(request.company.alias, job)
    except LeitstandError:
        raise missing(job) from None
    if one.chore != CHORE or one.args.get("scope", []) != scope_words(request.company):
        raise missing(job)
    return one


def _same(company: Company, told: dict[str, Any]) -> dict[str, Any] | None:
    """The open goal that is just this."""
    one = _open(company, told)
    return one if one is not None and all(one[name] == told[name] for name in ("by", "target")) else None


def _open(company: Company, told: dict[str, Any]) -> dict[str, Any] | None:
    """The open goal of the same metric and segment."""
    for one in all_goals(company):
        if one["state"] == "open" and all(one[name] == told[name] for name in ("metric", "segment")):
            return one
    return None


def _monthly(name: str) -> bool:
    one = find(name)
    return not isinstance(one, Measure) and "month" in one.grains and one.direction != "context"


def _parts(word: str) -> list[Segment]:
    return [Segment.parse([part]) for part in word.split(" & ")]
