"""Keeps views under a name, and shows several of them as a dashboard."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse

from leitstand.control.account.models import Role
from leitstand.control.board import services as board
from leitstand.control.board.models import SavedView
from leitstand.foundation.text import Text
from leitstand.web.contract import Request, may
from leitstand.web.pages.explore import question, views
from leitstand.web.shell.speech import spoken
from leitstand.web.state import read

KEPT = Text(de="„{title}“ ist gesichert.", en="'{title}' is saved.")
SHARED = Text(de="„{title}“ sehen jetzt alle.", en="Everybody sees '{title}' now.")
PRIVATE = Text(de="„{title}“ sehen nur noch Sie.", en="Only you see '{title}' now.")
GONE = Text(de="Gelöscht.", en="Deleted.")
ADDED = Text(de="Die Tafel ist geändert.", en="The dashboard has been changed.")


@dataclass(frozen=True, slots=True)
class Shown:
    """A view on a dashboard. told: None while it is not worked out yet. query: of its address."""

    view: SavedView
    title: Text
    basis: Text
    query: str
    told: dict[str, Any] | None


def save(request: Request) -> HttpResponse:
    """Keeps the view, on a dashboard too where one was chosen; the same title again replaces it."""
    company, given = request.company, request.POST
    query = views.plain(QueryDict(given.get("query", "")))
    form = QueryDict(query).get("view") or "chart"
    shared = bool(given.get("shared")) and may(request.user.role, Role.ANALYST)
    kept = board.save_view(company.alias, request.user, given.get("title", ""), query, form, shared)
    if given.get("board"):
        found, _ = board.dashboard(company.alias, request.user, given["board"])
        board.arrange(company.alias, request.user, found.id, [*found.views, kept.id])
        _said(request, KEPT, kept.title)
        return HttpResponseRedirect(reverse("explore.board", kwargs={"identity": found.id}))
    _said(request, KEPT, kept.title)
    return HttpResponseRedirect(f"{reverse('explore')}?{kept.query}")


def share(request: Request, identity: str) -> HttpResponse:
    """Shows an own view to everybody, or to nobody else any more."""
    kept = board.share_view(request.company.alias, request.user, identity, bool(request.POST.get("shared")))
    _said(request, SHARED if kept.shared else PRIVATE, kept.title)
    return HttpResponseRedirect(reverse("explore.boards"))


def delete(request: Request, identity: str) -> HttpResponse:
    board.delete_view(request.company.alias, request.user, identity)
    _said(request, GONE)
    return HttpResponseRedirect(reverse("explore.boards"))


def overview(request: Request) -> HttpResponse:
    """All views and dashboards that this person may see."""
    alias = request.company.alias
    return render(request, "explore/boards.html", {
        "views": board.views(alias, request.user), "boards": board.dashboards(alias, request.user),
        "shares": may(request.user.role, Role.ANALYST),
    })  # fmt: skip


def show(request: Request, identity: str) -> HttpResponse:
    """One dashboard; what is not worked out yet comes by itself."""
    company = request.company
    found, kept = board.dashboard(company.alias, request.user, identity)
    return render(request, "explore/board.html", {
        "board": found, "own": found.owner_id == request.user.pk, "shown": [_shown(request, one) for one in kept],
        "others": [one for one in board.views(company.alias, request.user) if one.id not in found.views],
        "shares": may(request.user.role, Role.ANALYST),
    })  # fmt: skip


def _shown(request: Request, kept: SavedView) -> Shown:
    """The view in its own period, or in that of the top bar where it names none."""
    company, given = request.company, QueryDict(kept.query, mutable=True)
    for key in ("period", "compare", "where"):
        if key not in given and key in request.GET:
            given.setlist(key, request.GET.getlist(key))
    own = read(_Asked(given), company.as_of, spoken(), company.fiscal_start)  # type: ignore[arg-type]
    asked = question.read(company, given) if not company.empty else question.Question("")
    title = Text(de=kept.title, en=kept.title)
    if not asked.metric:
        return Shown(kept, title, Text(de="noch keine Daten", en="no data yet"), given.urlencode(), {})
    ready = "all" in request.GET or question.is_ready(company, own, asked)
    told = views.answer(company, own, asked) if ready else None
    return Shown(kept, title, question.basis(company, own, asked), given.urlencode(), told)


@dataclass(frozen=True, slots=True)
class _Asked:
    """As much of a request as the state is read from."""

    GET: QueryDict


def make(request: Request) -> HttpResponse:
    """A new dashboard; the same title again is the same dashboard."""
    shared = bool(request.POST.get("shared")) and may(request.user.role, Role.ANALYST)
    made = board.make_dashboard(request.company.alias, request.user, request.POST.get("title", ""), shared)
    _said(request, KEPT, made.title)
    return HttpResponseRedirect(reverse("explore.board", kwargs={"identity": made.id}))


def arrange(request: Request, identity: str) -> HttpResponse:
    """Adds a view, takes one away or moves one."""
    alias, user, given = request.company.alias, request.user, request.POST
    found, _ = board.dashboard(alias, user, identity)
    if given.get("add"):
        board.arrange(alias, user, identity, [*found.views, given["add"]])
    elif given.get("remove"):
        board.arrange(alias, user, identity, [one for one in found.views if one != given["remove"]])
    elif given.get("up") or given.get("down"):
        board.move(alias, user, identity, given.get("up") or given["down"], -1 if given.get("up") else 1)
    _said(request, ADDED)
    return HttpResponseRedirect(reverse("explore.board", kwargs={"identity": identity}))


def delete_board(request: Request, identity: str) -> HttpResponse:
    board.delete_dashboard(request.company.alias, request.user, identity)
    _said(request, GONE)
    return HttpResponseRedirect(reverse("explore.boards"))


def _said(request: Request, text: Text, title: str = "") -> None:
    messages.success(request, text.get(spoken()).format(title=title))
