"""How long somebody stays signed in, and that nobody gets anywhere without."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from django.contrib.auth import logout, update_session_auth_hash
from django.contrib.auth.signals import user_logged_in
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme

IDLE_SECONDS = 30 * 60
LONGEST_SECONDS = 12 * 3600
NOTED_EVERY = 60
"""Seconds: to note each request would write to the database each time."""
UNWATCHED = ("/healthz", "/readyz", "/static/")
OPEN = ("/signin/", "/api/", *UNWATCHED)
"""What is there without signing in; the API asks for its token itself."""


def connect() -> None:
    """From now on every sign-in begins a session that knows when it began."""
    user_logged_in.connect(_begin, dispatch_uid="leitstand session")


def _begin(sender: Any, request: HttpRequest, user: Any, **_: Any) -> None:
    now = int(time.time())
    request.session.update({"since": now, "seen": now, "epoch": user.epoch})


def guard(following: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Lets through who is signed in, and everybody to what is open; the others sign in first."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if request.path.startswith(UNWATCHED):
            return following(request)
        inside = request.user.is_authenticated
        if inside and not _lasts(request):
            logout(request)
            inside = False
        if inside or request.path.startswith(OPEN):
            return following(request)
        if request.method not in ("GET", "HEAD"):
            return HttpResponse(status=401)
        return HttpResponseRedirect(f"/signin/?next={quote(request.get_full_path())}")

    return middleware


def _lasts(request: HttpRequest) -> bool:
    """Whether the session goes on: not too old, not idle too long, with the rights it began with."""
    session, now = request.session, int(time.time())
    if session.get("epoch") != request.user.epoch:  # type: ignore[union-attr]
        return False
    if now - session.get("since", 0) > LONGEST_SECONDS or now - session.get("seen", 0) > IDLE_SECONDS:
        return False
    if now - session["seen"] > NOTED_EVERY:
        session["seen"] = now
    return True


def goes_on(request: HttpRequest, user: Any) -> None:
    """After somebody changed their own password: their other sessions end, this one goes on under a new id.

    user: as they are now.
    """
    request.user = user
    update_session_auth_hash(request, user)
    request.session["epoch"] = user.epoch


def safe_next(request: HttpRequest, given: str | None) -> str:
    """Where to go on; the start page for any address that is not one of ours."""
    if given and url_has_allowed_host_and_scheme(given, {request.get_host()}, require_https=request.is_secure()):
        return given
    return "/"
