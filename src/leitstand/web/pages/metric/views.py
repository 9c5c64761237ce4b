"""What the page of a metric shows, and the notes people write on the time axis."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from leitstand.control.account.models import Role
from leitstand.control.board import services as board
from leitstand.control.plan import actions, goals
from leitstand.foundation.errors import LeitstandError
from leitstand.foundation.period import parse_day
from leitstand.foundation.segment import within
from leitstand.foundation.text import Text
from leitstand.metrics.leads import LEADS
from leitstand.metrics.registry import find, identities
from leitstand.web.company import Company
from leitstand.web.contract import Request, may
from leitstand.web.course import course
from leitstand.web.guard import missing
from leitstand.web.pages.metric import definition, numbers
from leitstand.web.shell.speech import spoken
from leitstand.web.state import State, written
from leitstand.web.timeline import happenings
from leitstand.web.told import open_findings, told
from leitstand.web.words import AGAINST, COMPARISONS

KEPT = Text(de="Die Notiz steht jetzt auf der Zeitachse.", en="The note now stands on the time axis.")
GONE = Text(de="Die Notiz ist gelöscht.", en="The note has been deleted.")
TITLES = {
    "course": Text(de="Verlauf und Prognose", en="Course and forecast"),
    "series": Text(de="Werte mit Unsicherheit", en="Values with their uncertainty"),
    "compared": Text(de="Vergleiche", en="Comparisons"),
    "split": Text(de="Aufteilung", en="Breakdown"),
    "rows": Text(de="Zeilen dahinter", en="Rows behind it"),
}


def show(request: Request, identity: str) -> HttpResponse:
    """The page; parts not worked out yet come by themselves, ?all=1 waits for them."""
    company, state, by = request.company, request.state, _by(request, identity)
    context: dict[str, Any] = {
        "identity": identity,
        "defined": definition.definition(identity),
        "fed": definition.fed(company, identity),
    }
    if not company.has(identity):
        return render(request, "metric/without.html", context | {"feeders": definition.missing(company, identity)})
    everything = "all" in request.GET
    parts = [
        {"id": part, "title": TITLES[part],
         **(_part(company, state, identity, part, by)
            if everything or numbers.is_ready(company, state, identity, part, by) else {"waits": True})}
        for part in numbers.PARTS
    ]  # fmt: skip
    return render(request, "metric/metric.html", context | _shared(request, identity) | _about(request, identity) | {
        "parts": parts, "headline": _headline(company, state, identity),
    })  # fmt: skip


def part(request: Request, identity: str, part: str) -> HttpResponse:
    """One part of the page, worked out now."""
    company, state, by = request.company, request.state, _by(request, identity)
    if part not in numbers.PARTS or not company.has(identity):
        raise missing(part)
    block = {"id": part, "title": TITLES[part], **_part(company, state, identity, part, by)}
    request.path = reverse("metric", kwargs={"identity": identity})  # links of the part are those of its page
    return render(request, "metric/part.html", _shared(request, identity) | {"part": block})


def _headline(company: Company, state: State, identity: str) -> Text:
    try:
        value = company.value(identity, state.period, state.where, [state.comparison])
    except LeitstandError as error:
        return Text(
            de=f"{find(identity).title.de}: {error.message.de}", en=f"{find(identity).title.en}: {error.message.en}"
        )
    return numbers.headline(value, AGAINST[state.comparison], state.comparison)


def _part(company: Company, state: State, identity: str, part: str, by: str) -> dict[str, Any]:
    """What a part shows; a sentence where it cannot."""
    try:
        found = _worked(company, state, identity, part, by)
    except LeitstandError as error:
        return {"said": error.message}
    numbers.note_ready(company, state, identity, part, by)
    return found


def _worked(company: Company, state: State, identity: str, part: str, by: str) -> dict[str, Any]:
    match part:
        case "course":
            return {"chart": course(company, identity, state.where)}
        case "series":
            values = numbers.series(company, state, identity)
            return {"lines": numbers.lines(values), "chart": numbers.ranged(company, values, identity)}
        case "compared":
            value = numbers.value_of(company, state, identity)
            return {"compared": numbers.beside(value), "value": numbers.amount(value.value, value),
                    "warnings": value.warnings, "note": value.note}  # fmt: skip
        case "split":
            return {"split": numbers.parted(company, state, identity, by) if by else None}
        case _:
            return {"rows": numbers.rows_behind(company, state, identity), "sees": numbers.sees_rows(company)}


def _by(request: Request, identity: str) -> str:
    company = request.company
    known = company.catalogue[identity]["dimensions"] if company.has(identity) else ()
    asked = request.GET.get("by", "")
    preferred = [
        one for one in ("channel", "segment", "team", "platform", "traffic_channel", "country") if one in known
    ]
    return asked if asked in known else next(iter([*preferred, *known]), "")


def _shared(request: Request, identity: str) -> dict[str, Any]:
    state = request.state
    return {
        "identity": identity,
        "offered": numbers.offered(request.company, identity),
        "by": _by(request, identity),
        "period": written(state.period),
        "against": AGAINST[state.comparison],
        "comparisons": COMPARISONS,
        "persons": may(request.user.role, Role.EMPLOYEE),
    }


def _about(request: Request, identity: str) -> dict[str, Any]:
    """Findings, goals, actions and notes about the metric."""
    company = request.company
    return {
        "findings": [told(one, {}) for one in numbers.about(open_findings(company), identity)[:6]],
        "goals": [one for one in numbers.about(goals.goals(company.alias), identity) if one["state"] == "open"
                  and (not company.scope.conditions or one["segment"] == str(company.scope))],
        "actions": [one for one in numbers.about(actions.actions(company.alias), identity)
                    if one["state"] != "dropped" and within(company.scope, one["dims"])][:6],
        "happened": happenings(company, [identity])[::-1][:12],
        "identities": [one for one in identities().values() if one.whole == identity],
        "writes": may(request.user.role, Role.EMPLOYEE),
        "removes": may(request.user.role, Role.MANAGER),
    }  # fmt: skip


def add_note(request: Request, identity: str) -> HttpResponse:
    """Keeps a note; sent twice it is one."""
    find(identity)
    given = request.POST
    board.add_note(
        request.company.alias, parse_day(given.get("day", "")), given.get("text", ""),
        metric="" if given.get("everywhere") else identity,
        kind="event" if given.get("kind") == "event" else "note", by=request.user.email,
    )  # fmt: skip
    messages.success(request, KEPT.get(spoken()))
    return _back(request, identity)


def remove_note(request: Request, identity: str, note: str) -> HttpResponse:
    """Takes an own note away; managers take any."""
    own = not may(request.user.role, Role.MANAGER)
    board.remove_note(request.company.alias, note, request.user.email, only_own=own)
    messages.success(request, GONE.get(spoken()))
    return _back(request, identity)


def _back(request: Request, identity: str) -> HttpResponseRedirect:
    """To the page the form stood on, with its state."""
    wanted = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) and wanted.startswith("/"):
        return HttpResponseRedirect(wanted)
    return HttpResponseRedirect(reverse("metric", kwargs={"identity": identity}) + request.state.query())


def warm(company: Company, state: State) -> None:
    """Works out the pages of the metrics that lead, as they are shown first."""
    for family in LEADS:
        for identity in company.leads(family, 2):
            for name in numbers.PARTS[:3]:
                _part(company, state, identity, name, "")
