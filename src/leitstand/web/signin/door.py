"""PLACEHOLDER of the lead."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect


def needs_sign_in(following: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    def middleware(request: HttpRequest) -> HttpResponseBase:
        free = request.path.startswith(("/signin/", "/static/", "/healthz", "/readyz", "/api/"))
        if not free and not request.user.is_authenticated:
            return HttpResponseRedirect("/signin/")
        return following(request)

    return middleware
