"""What the list of tasks shows, and what people say to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Literal, cast

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from leitstand.control.account import services as accounts
from leitstand.control.account.models import Role, User
from leitstand.control.task import services as tasks
from leitstand.control.task.services import Kept
from leitstand.foundation.errors import LeitstandError, UnusableInput
from leitstand.foundation.numbers import format_number
from leitstand.foundation.period import parse_day
from leitstand.foundation.text import LANGUAGES, Text
from leitstand.planning.triggers import machine
from leitstand.web.contract import Request, may
from leitstand.web.guard import missing
from leitstand.web.pages.tasks import lists
from leitstand.web.pages.tasks.lists import Lists, Whose
from leitstand.web.persons import label
from leitstand.web.shell.speech import spoken

PAGE_SIZE = 20
STATES: Mapping[str, Text] = {
    "open": Text(de="offen", en="open"),
    "postponed": Text(de="verschoben", en="postponed"),
    "done": Text(de="erledigt", en="done"),
    "dismissed": Text(de="verworfen", en="dismissed"),
}
REASONS: Mapping[str, Text] = {
    "settled": Text(de="schon geklärt", en="settled already"),
    "wrong": Text(de="trifft nicht zu", en="does not apply"),
    "unwanted": Text(de="Kund:in möchte keinen Kontakt", en="customer wants no contact"),
    "unworthy": Text(de="lohnt sich nicht", en="not worth it"),
}
SAID: Mapping[str, Text] = {
    "done": Text(
        de="Erledigt. Die Aufgabe kommt nur bei neuem Anlass wieder.",
        en="Done. The task comes back only with new evidence.",
    ),
    "postponed": Text(
        de="Verschoben. Die Aufgabe kommt an dem Tag wieder.", en="Postponed. The task comes back on that day."
    ),
    "dismissed": Text(de="Verworfen, der Grund ist gemerkt.", en="Dismissed, the reason is kept."),
    "open": Text(de="Die Aufgabe ist wieder offen.", en="The task is open again."),
}
GIVEN = Text(de="Die Aufgabe ist vergeben.", en="The task is assigned.")


def badge(request: Request) -> int:
    """How much there is to do today."""
    if request.company.empty:
        return 0
    try:
        return len(Lists(request.company).today())
    except LeitstandError:  # a scope that customers cannot be limited to
        return 0


def show(request: Request) -> HttpResponse:
    company = request.company
    if company.empty:
        return render(request, "tasks/empty.html", {})
    mine, given = Lists(company), request.GET
    offered = mine.offered()
    whose = cast(Whose, given.get("whose") or offered[0][0])
    state = given.get("state") if given.get("state") in STATES else "open"
    every = mine.kept(whose)
    found = lists.in_order([one for one in every if one.status == state])
    today = mine.today() if whose == "mine" and state == "open" else []
    waiting = len(found)
    only_today = whose == "mine" and state == "open" and "every" not in given and not given.get("type")
    if only_today:
        found = today
    choices = lists.kinds(one for one in every if one.status == state)
    if kind := given.get("type"):
        found = [one for one in found if one.task.type == kind]
    groups = teams(every, state) if whose == "all" else []
    if whose == "all" and (team := given.get("team")):
        found = [one for one in found if one.task.team == team]
    last = max(1, -(-len(found) // PAGE_SIZE))
    at = min(max(int(given.get("at", "1")), 1), last) if given.get("at", "1").isdecimal() else 1
    shown = tasks.told(company.alias, found[(at - 1) * PAGE_SIZE : at * PAGE_SIZE])
    return render(
        request,
        "tasks/tasks.html",
        {
            "headline": headline(whose, cast(str, state), found, waiting, only_today), "whose": whose, "stand": state,
            "offered": offered, "states": STATES.items(), "cards": cards(request, mine, shown), "waiting": waiting,
            "only_today": only_today, "kinds": choices, "type": given.get("type", ""), "at": at, "last": last,
            "teams": groups, "team": given.get("team", ""), "reasons": REASONS.items(), "back": request.get_full_path(),
            "old": mine.version.partition(" ")[0] != company.version, "today": company.as_of,
            "linked": request.user.employee_key is not None or may(request.user.role, Role.MANAGER),
            "colleagues": colleagues(request),
        },
    )  # fmt: skip


def headline(whose: Whose, state: str, found: Sequence[Kept], waiting: int, only_today: bool) -> Text:
    """How many there are, and what it is about."""
    number = {say: format_number(len(found), say) for say in LANGUAGES}
    if not found and state == "open":
        nobody = Text(de="Heute wartet niemand auf Sie", en="Nobody waits for you today")
        return nobody if whose == "mine" else Text(de="Keine offenen Aufgaben", en="No open tasks")
    if only_today:
        customers = len({one.task.customer for one in found})
        if customers == 1:
            return Text(de="Eine Kund:in braucht Sie heute", en="One customer needs you today")
        who = {say: format_number(customers, say) for say in LANGUAGES}
        return Text(de=f"{who['de']} Kund:innen brauchen Sie heute", en=f"{who['en']} customers need you today")
    word = STATES[state]
    if len(found) == 1:
        return Text(de=f"Eine Aufgabe ist {word.de}", en=f"One task is {word.en}")
    return Text(de=f"{number['de']} Aufgaben sind {word.de}", en=f"{number['en']} tasks are {word.en}")


def cards(request: Request, mine: Lists, shown: Sequence[Kept]) -> list[dict[str, Any]]:
    """The tasks with the customers they are about, by name where that may be seen."""
    persons = mine.persons
    table = persons.table
    known = [one.task.customer for one in shown if one.task.customer in table.index]
    rows = {one["key"]: one for one in persons.named(persons.rows(table.loc[list(dict.fromkeys(known))]), "tasks")}
    owners = persons.employees(one.task.owner for one in shown)
    nobody = {"name": None, "number": None}
    return [
        {
            "kept": one, "id": one.task.id, "body": one.task.body, "due": one.due, "late": one.due < one.today,
            "title": lists.title(one.task.type), "evidence": lists.evidence(one.task.body),
            "customer": rows.get(one.task.customer)
            or {**nobody, "key": one.task.customer, "label": label(None, one.task.customer)},
            "known": one.task.customer in rows, "team": machine.team_title(one.task.team) if one.task.team else None,
            "owner": str(one.task.assignee) if one.task.assignee_id else owners.get(one.task.owner or 0),
            "mine": one.task.assignee_id == request.user.pk,
            "free": one.task.assignee_id is None and one.task.owner is None, "answer": one.answer,
        }
        for one in shown
    ]  # fmt: skip


def teams(every: Sequence[Kept], state: str | None) -> list[tuple[str, Text, int]]:
    """Teams with tasks and how many."""
    found: dict[str, int] = {}
    for one in every:
        if one.status == state:
            found[one.task.team] = found.get(one.task.team, 0) + 1
    return [(team, machine.team_title(team), number) for team, number in sorted(found.items()) if team]


def colleagues(request: Request) -> list[User]:
    """To whom a manager may give a task."""
    if not may(request.user.role, Role.MANAGER):
        return []
    return [one for one in accounts.users(request.company.alias) if one.is_active and may(one.role, Role.EMPLOYEE)]


def answer(request: Request, identity: str) -> HttpResponse:
    """say: done, postponed, dismissed or open (again); days or until: for postponed; why and text: for dismissed."""
    one, given = _mine(request, identity), request.POST
    say, alias, by = given.get("say", ""), request.company.alias, request.user.email
    if say not in SAID:
        raise missing(say)
    if one.status == say:  # sent twice
        return _back(request, SAID[say])
    if say == "open":
        tasks.answer(alias, identity, "postponed", one.today, by=by)
    else:
        kind = cast(Literal["done", "postponed", "dismissed"], say)
        until = _until(given, one.today) if say == "postponed" else None
        tasks.answer(alias, identity, kind, until, _reason(given) if say == "dismissed" else "", by=by)
    return _back(request, SAID[say])


def _until(given: Mapping[str, str], today: date) -> date:
    """Raises UnusableInput for a day that is not ahead."""
    days = given.get("days", "")
    until = today + timedelta(days=min(int(days), 366)) if days.isdecimal() else parse_day(given.get("until", ""))
    if until <= today:
        raise UnusableInput(Text(de="Der Tag ist schon vorbei.", en="That day has passed."),
                            Text(de="Nehmen Sie einen späteren Tag.", en="Take a later day."))  # fmt: skip
    return until


def _reason(given: Mapping[str, str]) -> str:
    """Raises UnusableInput where none is given."""
    word = REASONS.get(given.get("why", ""))
    parts = [word.get(spoken()) if word else "", given.get("text", "").strip()[:1000]]
    reason = ": ".join(part for part in parts if part)
    if not reason:
        raise UnusableInput(
            Text(de="Wer eine Aufgabe verwirft, nennt den Grund.", en="A task is dismissed with a reason."),
            Text(de="Wählen Sie einen Grund oder schreiben Sie ihn auf.", en="Choose a reason or write it down."),
        )
    return reason


def assign(request: Request, identity: str) -> HttpResponse:
    """to: address of a colleague, for managers; without it, oneself; "nobody": back to whose it was."""
    one = _mine(request, identity)
    to = request.POST.get("to", "")
    user: User | None = request.user
    if to == "nobody":
        user = None
    elif to:
        user = next((each for each in colleagues(request) if each.email == to), None)
        if user is None:
            raise missing(to)
    tasks.assign(request.company.alias, one.task.id, user, by=request.user.email)
    return _back(request, GIVEN)


def _mine(request: Request, identity: str) -> Kept:
    if request.company.empty:
        raise missing(identity)
    return Lists(request.company).one(identity)


def _back(request: Request, said: Text) -> HttpResponse:
    messages.success(request, said.get(spoken()))
    back = request.POST.get("back", "")
    own = back.startswith(reverse("tasks")) and url_has_allowed_host_and_scheme(back, {request.get_host()})
    return HttpResponseRedirect(back if own else reverse("tasks") + request.state.query())
