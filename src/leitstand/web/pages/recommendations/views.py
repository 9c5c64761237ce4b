"""What the pages of recommendations show, and the answers they take."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from leitstand.control.account import services as accounts
from leitstand.control.account.models import Role
from leitstand.control.plan import actions, decisions
from leitstand.control.work import services as queue
from leitstand.foundation.errors import UnusableInput
from leitstand.foundation.text import Text
from leitstand.jobs.advising import evidence_of
from leitstand.jobs.planning import DAYS
from leitstand.metrics.registry import find
from leitstand.web.contract import Request, may
from leitstand.web.forms import day_of, number_of, plain, word_of
from leitstand.web.guard import missing
from leitstand.web.pages.recommendations.listing import BASES, STATES, Filters, headline, offered, shares, told
from leitstand.web.shell.speech import spoken
from leitstand.web.steering import all_goals, latest_job, moved, pending, place_of

CHORE = "accept_advice"
ACCEPTED = Text(de="Angenommen. Die Maßnahme wird mit ihrer Wirkungsprüfung angelegt.",
                en="Accepted. The action is being made, with the check of its effect.")  # fmt: skip
ALREADY = Text(de="Diese Empfehlung ist schon eine Maßnahme.", en="This recommendation is an action already.")
REJECTED = Text(de="Abgelehnt. Sie bleibt fern, bis sich ändert, worauf sie beruht.",
                en="Rejected. It stays away until what it rests on changes.")  # fmt: skip
COMMENTED = Text(de="Ihr Kommentar ist gemerkt.", en="Your comment is kept.")


def show(request: Request) -> HttpResponse:
    company = request.company
    if company.empty:
        return render(request, "recommendations/empty.html", {})
    everything = [told(one) for one in company.recommendations()]
    state = request.GET.get("state", "open")
    filters = Filters(
        request.GET.get("kind", ""), request.GET.get("theme", ""), request.GET.get("owner", ""),
        state if state in STATES else "open",
    )  # fmt: skip
    in_state = [one for one in everything if Filters(state=filters.state).holds(one)]
    shown = [one for one in in_state if filters.holds(one)]
    return render(request, "recommendations/recommendations.html", {
        "shown": shown, "headline": headline([one for one in everything if one.body["status"] == "open"]),
        "filters": filters, "offered": offered(in_state), "states": STATES.items(), "known": bool(everything),
        "found": len(in_state),
    })  # fmt: skip


def one(request: Request, identity: str) -> HttpResponse:
    company = request.company
    body = _found(request, identity)
    job = latest_job(company, CHORE, recommendation=identity)
    if job is not None and job.state == "done" and body["status"] == "accepted":
        job = None
    advice, gap = told(body), body["gap"]
    lever = find(body["lever"])
    begin = max(date.today(), (company.as_of or date.today()) + timedelta(days=1))
    others = {each["id"]: each for each in company.recommendations()}
    return render(request, "recommendations/one.html", {
        "one": advice, "body": body, "job": pending(job), "shares": shares(body["confidence"]),
        "gap": gap and moved(gap["change"], gap["ci_low"], gap["ci_high"], lever.unit,
                             body["currency"] if lever.unit.startswith("currency") else None),
        "basis": gap and BASES.get(gap["basis"]),
        "guardrails": [(name, find(name).title) for name in body["guardrails"]],
        "overlaps": [others[each] for each in body["overlaps"] if each in others],
        "where": place_of(body["dims"]) if body["dims"] else None,
        "comments": decisions.comments(company.alias, identity),
        "decide": may(request.user.role, Role.MANAGER) and body["status"] != "accepted",
        "may_comment": may(request.user.role, Role.EMPLOYEE),
        "start": begin, "due": begin + timedelta(days=DAYS[body["effort"]]),
        "people": [each for each in accounts.users(company.alias) if each.is_active]
        if may(request.user.role, Role.MANAGER) else [],
        "goals": [(each, find(each["metric"]).title) for each in all_goals(company) if each["state"] == "open"],
        "cost": plain(body["cost"]), "open_actions": _open_actions(request),
    })  # fmt: skip


def accept(request: Request, identity: str) -> HttpResponse:
    """title, start, due, cost, team, owner, goal, needs, note, anyway: all may be left as recommended."""
    body = _found(request, identity)
    if body["status"] == "accepted":
        messages.info(request, ALREADY.get(spoken()))
        return HttpResponseRedirect(reverse("plan.action", kwargs={"identity": body["action_id"]}))
    given = request.POST
    title, cost = word_of(given, "title", 200), number_of(given, "cost")
    start, due = day_of(given, "start"), day_of(given, "due")
    needs = [each["id"] for each in _open_actions(request) if each["id"] in given.getlist("needs")]
    args = {
        "recommendation": identity, "start": start and start.isoformat(), "due": due and due.isoformat(),
        "cost": cost, "title": "" if title == body["title"][spoken()] else title, "team": word_of(given, "team", 100),
        "owner": word_of(given, "owner", 254), "goal": _goal(request), "needs": needs,
        "note": word_of(given, "note", 2000), "anyway": word_of(given, "anyway", 500),
    }  # fmt: skip
    running = latest_job(request.company, CHORE, recommendation=identity)
    if running is None or running.over:
        queue.enqueue(request.company.alias, CHORE, args, request.user.email)
    messages.success(request, ACCEPTED.get(spoken()))
    return _back(request, identity)


def reject(request: Request, identity: str) -> HttpResponse:
    """reason: remembered as long as the evidence stays the same."""
    body, reason = _found(request, identity), word_of(request.POST, "reason", 2000)
    if body["status"] == "accepted":
        messages.info(request, ALREADY.get(spoken()))
        return _back(request, identity)
    if not reason:
        raise UnusableInput(
            Text(de="Eine Ablehnung braucht einen Grund.", en="A rejection needs a reason."),
            Text(de="Gehen Sie zurück und schreiben Sie ihn in das Feld.", en="Go back and write it into the field."),
        )
    if body["status"] != "rejected":
        decisions.decide(request.company.alias, body, "rejected", evidence_of(body), reason, request.user.email)
    messages.success(request, REJECTED.get(spoken()))
    return _back(request, identity)


def comment(request: Request, identity: str) -> HttpResponse:
    _found(request, identity)
    decisions.comment(request.company.alias, identity, word_of(request.POST, "text", 2000), request.user.email)
    messages.success(request, COMMENTED.get(spoken()))
    return _back(request, identity)


def _found(request: Request, identity: str) -> Mapping[str, Any]:
    told_ = [] if request.company.empty else request.company.recommendations()
    found = next((each for each in told_ if each["id"] == identity), None)
    if found is None:
        raise missing(identity)
    return found


def _goal(request: Request) -> str | None:
    """The goal that was chosen, one of those that this person sees."""
    wanted = request.POST.get("goal")
    return next((one["id"] for one in all_goals(request.company) if one["id"] == wanted), None)


def _open_actions(request: Request) -> list[dict[str, Any]]:
    seen = request.company.inside(actions.actions(request.company.alias))
    return [each for each in seen if each["state"] in ("planned", "running")]


def _back(request: Request, identity: str) -> HttpResponse:
    return HttpResponseRedirect(reverse("recommendations.one", kwargs={"identity": identity}) + request.state.query())
