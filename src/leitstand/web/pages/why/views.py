"""What the page of causes shows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from leitstand.control.board import services as boards
from leitstand.control.plan import actions
from leitstand.foundation.errors import LeitstandError
from leitstand.foundation.numbers import format_change, format_value
from leitstand.foundation.period import Period
from leitstand.foundation.text import LANGUAGES, Text
from leitstand.metrics.leads import LEADS
from leitstand.metrics.registry import find
from leitstand.reporting.charts.answers import of_change
from leitstand.web.company import Company
from leitstand.web.contract import Request
from leitstand.web.shell.speech import spoken
from leitstand.web.state import State, period_word, written
from leitstand.web.told import steps_of

EARLIER = {"previous_period": "previous"}
"""Comparison of the top bar → what a change is explained against; the year before for all others."""
ACTION = re.compile(r"\b[0-9a-f]{8}\b")
"""How actions are numbered."""
MOST = 8
SAVED = Text(de="Die Untersuchung ist gesichert.", en="The investigation is saved.")


def start(request: Request) -> HttpResponse:
    """The page of the metric that leads the company, or of the one asked for by the form."""
    company = request.company
    wanted = request.GET.get("metric", "")
    known = [metric for family in LEADS for metric in company.leads(family, 1)]
    if not wanted and not known:
        return render(request, "why/empty.html", {})
    address = reverse("why", kwargs={"metric": find(wanted or known[0]) and (wanted or known[0])})
    return HttpResponseRedirect(address + request.state.query())


def explained(company: Company, state: State, metric: str) -> dict[str, Any]:
    """The shape of Workspace.analysis.why for the period, comparison and segment of the top bar."""
    period, against = _asked(state)

    def compute() -> dict[str, Any]:
        return company.workspace.analysis.why(metric, period, against, where=state.where)

    name, *arguments = _key(state, metric)
    found: dict[str, Any] = company.remember(name, compute, *arguments)
    return found


def _key(state: State, metric: str) -> tuple[Any, ...]:
    return ("why", metric, *_asked(state), tuple(state.where))


def _asked(state: State) -> tuple[str, str]:
    return _word(state.period), EARLIER.get(state.comparison, "year_before")


def _word(period: Period) -> str:
    """As the analysis reads periods: rolling years and others as spans of days."""
    known = period.grain in ("month", "quarter", "year", "week", "day")
    return period_word(period if known else replace(period, grain="total"))


def show(request: Request, metric: str) -> HttpResponse:
    """The page; what is not worked out yet comes by itself, ?all=1 waits for it."""
    context = _about(request.company, request.state, metric)
    if "all" not in request.GET and not request.company.knows(*_key(request.state, metric)):
        return render(request, "why/waiting.html", context)
    return render(request, "why/why.html", context | _answered(request.company, request.state, metric))


def answer(request: Request, metric: str) -> HttpResponse:
    """What the page waits for."""
    context = _about(request.company, request.state, metric) | _answered(request.company, request.state, metric)
    request.path = reverse("why", kwargs={"metric": metric})  # its links are those of the page
    return render(request, "why/unknown.html" if "error" in context else "why/answer.html", context)


def _about(company: Company, state: State, metric: str) -> dict[str, Any]:
    offered = [(name, find(name).title) for family in LEADS for name in company.leads(family, 6)]
    return {"metric": metric, "title": find(metric).title, "offered": offered, "period": written(state.period)}


def _answered(company: Company, state: State, metric: str) -> dict[str, Any]:
    try:
        told = explained(company, state, metric)
    except LeitstandError as error:
        return {"error": error}
    about = [each for each in company.findings()["findings"] if each["metric"] == metric and each["status"] != "gone"]
    steps = steps_of(company.recommendations())
    return {
        "told": told, "question": question(told), "charts": of_change(told), "tree": list(tree(told)),
        "segments": told["segments"][:MOST], "more": max(len(told["segments"]) - MOST, 0),
        "events": [{**each, "title": named(company, each["title"])} for each in told["events"][:MOST]],
        "findings": about[:3], "step": next((steps[each["id"]] for each in about if each["id"] in steps), None),
    }  # fmt: skip


def named(company: Company, title: Mapping[str, str]) -> dict[str, str]:
    """The title of an event, with the names of actions where the data know only their numbers."""
    known = {one["id"]: one["title"] for one in actions.actions(company.alias)}
    return {
        say: ACTION.sub(lambda found: known[found[0]][say] if found[0] in known else found[0], words)  # noqa: B023
        for say, words in title.items()
    }


def question(told: Mapping[str, Any]) -> Text:
    """ "Why is net revenue €39,000 below last year?" """
    change, unit, currency = told["change"], told["unit"], told["currency"]
    words = {}
    for say in LANGUAGES:
        money = unit.startswith("currency")
        size = (format_value(abs(change), unit, currency, say, short=True) if money
                else format_change(abs(change), None, unit, currency, say).lstrip("+"))  # fmt: skip
        title, before = told["title"][say], told["against"][say]
        if not change:
            same = Text(de=f"{title}: unverändert gegenüber {before}", en=f"{title}: unchanged since {before}")
            words[say] = same.get(say)
            continue
        side = Text(de="über" if change > 0 else "unter", en="above" if change > 0 else "below").get(say)
        asked = Text(de=f"Warum liegt „{title}“ {size} {side} {before}?",
                     en=f"Why is {title[0].lower()}{title[1:]} {size} {side} {before}?")  # fmt: skip
        words[say] = asked.get(say)
    return Text(**words)


def tree(told: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The parts with their depth; dominant: the one that moved most on its level."""
    yield {"title": told["title"], "metric": told["metric"], "depth": 0, "before": told["before"],
           "after": told["after"], "contribution": told["change"], "unit": told["unit"], "dominant": False,
           "tone": tone(told["metric"], told["change"])}  # fmt: skip
    yield from _below(told, told["parts"], 1)


def _below(told: Mapping[str, Any], parts: list[Mapping[str, Any]], depth: int) -> Iterator[dict[str, Any]]:
    most = max((abs(one["contribution"] or 0.0) for one in parts), default=0.0)
    for one in parts:
        contribution = one["contribution"] or 0.0
        yield {
            "title": one["title"], "metric": one["id"] if _shown(one["id"]) else None, "depth": min(depth, 4),
            "before": one["before"], "after": one["after"], "contribution": one["contribution"],
            "low": one["low90"], "high": one["high90"], "unit": _unit(one["id"]),
            "dominant": bool(most) and abs(contribution) == most, "tone": tone(told["metric"], contribution),
        }  # fmt: skip
        yield from _below(told, one["parts"], depth + 1)


def _shown(identity: str) -> bool:
    try:
        find(identity)
    except LeitstandError:
        return False
    return True


def _unit(identity: str) -> str:
    return find(identity).unit if _shown(identity) else "quotient"


def tone(metric: str, change: float | None) -> str:
    direction = getattr(find(metric), "direction", "context")
    if not change or direction == "context":
        return "neutral"
    return "good" if (change > 0) == (direction == "up") else "bad"


def save(request: Request, metric: str) -> HttpResponse:
    """Keeps the address under a title, for the person or for all."""
    title = request.POST.get("title", "").strip()[:200] or find(metric).title.get(spoken())
    state = request.state
    query = state.query() or f"?period={period_word(state.period)}"  # what is saved stays what it is
    boards.save_view(request.company.alias, request.user, title, f"{metric}/{query}", form="why")
    messages.success(request, SAVED.get(spoken()))
    return HttpResponseRedirect(reverse("why", kwargs={"metric": metric}) + state.query())


def warm(company: Company, state: State) -> None:
    for family in LEADS:
        for metric in company.leads(family, 1):
            try:
                explained(company, state, metric)
            except LeitstandError:
                continue
