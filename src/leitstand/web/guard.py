"""Stands before every page: who may open it, what it may do, and what is said where something is wrong."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBase, HttpResponseNotAllowed

from leitstand.foundation.errors import LeitstandError, UnknownId
from leitstand.web import faults
from leitstand.web.contract import Page, Request, Route, may


def guarded(page_id: str, page: Page, route: Route) -> Callable[..., HttpResponseBase]:
    """The view of a route behind its role and method; errors that a user can put right become a page that says so."""
    least = route.role or page.role

    @wraps(route.view)
    def view(request: Request, **arguments: Any) -> HttpResponseBase:
        if not may(request.user.role, least):
            return faults.not_allowed(request, least)
        allowed = ("POST",) if route.post else ("GET", "HEAD")
        if request.method not in allowed:
            return HttpResponseNotAllowed(allowed)
        request.page_id, request.page = page_id, page  # type: ignore[attr-defined]
        try:
            response = route.view(request, **arguments)
        except UnknownId as error:
            response = faults.said(request, error, 404)
        except LeitstandError as error:
            response = faults.said(request, error, 400)
        if isinstance(response, HttpResponse):
            response.headers.setdefault("Cache-Control", "no-store, private")
        return response

    return view


def missing(what: object) -> Http404:
    """To raise where an object is not there, or not for this person: both look the same from outside."""
    return Http404(str(what))
