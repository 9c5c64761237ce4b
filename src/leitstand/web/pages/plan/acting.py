"""The page of one action, and everything that can be done with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from leitstand.control.account import services as accounts
from leitstand.control.account.models import Role
from leitstand.control.plan.conflicts import Conflict
from leitstand.control.work import services as queue
from leitstand.foundation.errors import LeitstandError, UnusableInput
from leitstand.foundation.text import Text
from leitstand.metrics.registry import find
from leitstand.web import faults
from leitstand.web.contract import Request, may
from leitstand.web.forms import day_of, number_of, plain, word_of
from leitstand.web.pages.plan.history import told_history
from leitstand.web.pages.plan.rows import action_rows
from leitstand.web.shell.speech import spoken
from leitstand.web.steering import action_of, all_actions, latest_job, movement, pending, place_of, plans

CHORE = "measure_effect"
OPEN = ("planned", "running")
ANYWAY = Text(de="Wollen Sie es trotzdem, tragen Sie unten bei „Trotzdem, weil“ den Grund ein.",
              en="If you want it all the same, enter the reason below under 'Anyway, because'.")  # fmt: skip


def show(request: Request, identity: str) -> HttpResponse:
    company = request.company
    one = action_of(company, identity)
    (row,) = action_rows([one], company.currency)
    others = {each["id"]: each for each in all_actions(company)}
    effect, check = one["effect"], one["check"]
    recommended = {each["id"] for each in company.recommendations()}
    return render(request, "plan/action.html", {
        "one": one, "row": row, "open": one["state"] in OPEN, "mine": _may_change(request, one),
        "may_comment": may(request.user.role, Role.EMPLOYEE), "history": told_history(one["history"]),
        "needs": [others[each] for each in one["needs"] if each in others],
        "needed_by": [each for each in others.values() if identity in each["needs"]],
        "possible": [each for each in others.values() if each["state"] in OPEN and each["id"] != identity],
        "guardrails": [(name, find(name).title) for name in one["guardrails"]],
        "effect": effect, "text": effect and effect["details"].get("text"), "check": check,
        "minimum": pays_from(check), "seen_from": pays_from(check, "detectable"),
        "advised": one["recommendation"] in recommended,
        "people": [each for each in accounts.users(company.alias) if each.is_active] if _may_change(request, one)
        else [], "job": pending(latest_job(company, CHORE, action=identity)), "today": date.today(),
        "cost": plain(one["cost"]),
        "where": place_of(one["dims"]) if one["dims"] else None,
    })  # fmt: skip


def pays_from(check: Mapping[str, Any], name: str = "minimum_effect") -> str | None:
    """The smallest effect that pays, or that the check can see, in words."""
    if not check or not check.get(name):
        return None
    return movement(check[name], check["unit"], None, spoken(), bool(check.get("relative")))


def _may_change(request: Request, one: Mapping[str, Any]) -> bool:
    return may(request.user.role, Role.MANAGER) or (bool(one["owner"]) and one["owner"] == request.user.email)


Change = Callable[[Request, Mapping[str, Any]], Text]


def _changes(change: Change, anybody: bool = False) -> Callable[[Request, str], HttpResponseBase]:
    """A view that makes the change, says so, and goes back to the action; a conflict is told there. anybody: not only
    managers and the owner."""

    def view(request: Request, identity: str) -> HttpResponseBase:
        one = action_of(request.company, identity)
        if not anybody and not _may_change(request, one):
            return faults.not_allowed(request, Role.MANAGER)
        language = spoken()
        try:
            messages.success(request, change(request, one).get(language))
        except Conflict as conflict:
            messages.error(request, f"{conflict.message.get(language)} {ANYWAY.get(language)}")
        except LeitstandError as error:
            messages.error(request, error.message.get(language))
        return HttpResponseRedirect(reverse("plan.action", kwargs={"identity": identity}) + request.state.query())

    return view


def _start(request: Request, one: Mapping[str, Any]) -> Text:
    if one["state"] == "planned":
        plans(request).start(one["id"], day_of(request.POST, "on"), word_of(request.POST, "anyway", 500))
    return Text(de="Die Maßnahme läuft.", en="The action is running.")


def _done(request: Request, one: Mapping[str, Any]) -> Text:
    if one["state"] != "done":
        plans(request).finish(one["id"], day_of(request.POST, "on"), word_of(request.POST, "note", 2000))
    return Text(de="Erledigt. Ihre Wirkung wird nach der Frist gemessen.",
                en="Done. Its effect is measured after the window.")  # fmt: skip


def _drop(request: Request, one: Mapping[str, Any]) -> Text:
    reason = word_of(request.POST, "reason", 2000)
    if not reason:
        raise UnusableInput(Text(de="Wer eine Maßnahme aufgibt, nennt den Grund.",
                                 en="Giving an action up needs a reason."))  # fmt: skip
    if one["state"] != "dropped":
        plans(request).drop(one["id"], reason)
    return Text(de="Die Maßnahme ist aufgegeben.", en="The action is given up.")


def _assign(request: Request, one: Mapping[str, Any]) -> Text:
    """owner, team, cost, title: what is said of the action."""
    given = request.POST
    told: dict[str, Any] = {"owner": word_of(given, "owner", 254), "owner_team": word_of(given, "team", 100),
                            "cost": number_of(given, "cost")}  # fmt: skip
    title = word_of(given, "title", 200)
    if title and title != one["title"][spoken()]:
        told["title"] = {"de": title, "en": title}
    plans(request).change(one["id"], word_of(given, "note", 2000), word_of(given, "anyway", 500), **told)
    return Text(de="Gespeichert.", en="Saved.")


def _postpone(request: Request, one: Mapping[str, Any]) -> Text:
    given = request.POST
    start = day_of(given, "start")
    moved = start if start is not None and start.isoformat() != one["starts_on"] else None
    plans(request).postpone(one["id"], start=moved, due=day_of(given, "due"), reason=word_of(given, "reason", 2000),
                            anyway=word_of(given, "anyway", 500))  # fmt: skip
    return Text(de="Verschoben.", en="Moved.")


def _needs(request: Request, one: Mapping[str, Any]) -> Text:
    plans(request).wait_for(one["id"], [each for each in request.POST.getlist("needs") if each])
    return Text(de="Die Abhängigkeiten sind gemerkt.", en="The dependencies are kept.")


def _milestone(request: Request, one: Mapping[str, Any]) -> Text:
    title, due = word_of(request.POST, "title", 200), day_of(request.POST, "due")
    if not title or due is None:
        raise UnusableInput(
            Text(de="Ein Meilenstein braucht Titel und Tag.", en="A milestone needs a title and a day.")
        )
    if all((each["title"], each["due_on"]) != (title, due.isoformat()) for each in one["milestones"]):
        plans(request).milestone(one["id"], title, due)
    return Text(de="Der Meilenstein ist gesetzt.", en="The milestone is set.")


def _reach(request: Request, one: Mapping[str, Any]) -> Text:
    wanted = word_of(request.POST, "milestone", 16)
    if any(each["id"] == wanted and each["done_on"] is None for each in one["milestones"]):
        plans(request).reach(one["id"], wanted)
    return Text(de="Der Meilenstein ist erreicht.", en="The milestone is reached.")


def _comment(request: Request, one: Mapping[str, Any]) -> Text:
    text = word_of(request.POST, "text", 2000)
    last = one["history"][-1] if one["history"] else None
    if not (last and last["what"] == "comment" and (last["note"], last["by"]) == (text, request.user.email)):
        plans(request).comment(one["id"], text)
    return Text(de="Ihr Kommentar ist gemerkt.", en="Your comment is kept.")


def _measure(request: Request, one: Mapping[str, Any]) -> Text:
    queue.enqueue(request.company.alias, CHORE, {"action": one["id"]}, request.user.email, anew=False)
    return Text(de="Die Wirkung wird gemessen.", en="The effect is being measured.")


start, done, drop = _changes(_start), _changes(_done), _changes(_drop)
assign, postpone, needs = _changes(_assign), _changes(_postpone), _changes(_needs)
milestone, reach, measure = _changes(_milestone), _changes(_reach), _changes(_measure)
comment = _changes(_comment, anybody=True)
