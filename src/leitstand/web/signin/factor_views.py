"""Pages of the second factor: ask for a code, set one up, show the codes on paper."""

from __future__ import annotations

from base64 import b32encode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from leitstand.control.account import entrance
from leitstand.control.account.models import User
from leitstand.foundation.text import Text
from leitstand.web.signin import factor
from leitstand.web.signin.views import ALIAS, enter, finish, pending

WRONG = Text(
    de="Der Code stimmt nicht oder wurde schon benutzt. Nach fünf Versuchen müssen Sie fünf Minuten warten.",
    en="The code is wrong or was used already. After five tries you have to wait five minutes.",
)


@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """The code of somebody who has shown the first factor."""
    known = pending(request)
    if known is None or not factor.has(known[0]):
        return HttpResponseRedirect(reverse("signin:in"))
    user, how, onward = known
    wrong = None
    if request.method == "POST":
        if factor.right(user, request.POST.get("code", "")[:40]):
            return finish(request, user, how, onward)
        entrance.signed_in(ALIAS, user, "factor_failed", str(request.META.get("REMOTE_ADDR", "")))
        wrong = WRONG
    return render(request, "signin/factor.html", {"wrong": wrong}, status=401 if wrong else 200)


@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def set_up(request: HttpRequest) -> HttpResponse:
    """Sets one up: for somebody who must have one before they get in, or who is in and wants one (who has one shows it
    first, so that an open browser is not enough to replace it)."""
    known = _who(request)
    if known is None:
        return HttpResponseRedirect(reverse("signin:in"))
    user, how, onward = known
    wrong, device, replaces = None, factor.proposed(user), factor.has(user)
    if request.method == "POST":
        allowed = not replaces or factor.right(user, request.POST.get("present", "")[:40])
        codes = factor.confirm(user, request.POST.get("code", "")[:40]) if allowed else None
        if codes is not None:
            if how:
                enter(request, user, how)
            entrance.signed_in(ALIAS, user, "factor_set_up", str(request.META.get("REMOTE_ADDR", "")))
            return render(request, "signin/codes.html", {"codes": codes, "next": onward})
        wrong = WRONG
    context = {"wrong": wrong, "key": _spaced(device.bin_key), "must": bool(how), "next": onward,
               "replaces": replaces}  # fmt: skip
    return render(request, "signin/new_factor.html", context, status=401 if wrong else 200)


@never_cache
@require_GET
def picture(request: HttpRequest) -> HttpResponse:
    """The QR code for the app."""
    known = _who(request)
    if known is None:
        return HttpResponse(status=404)
    return HttpResponse(factor.picture(factor.proposed(known[0])), content_type="image/svg+xml")


def _who(request: HttpRequest) -> tuple[User, str, str] | None:
    """Who may set one up, how they are about to get in ('' = they are in), and where they go then.

    Who is about to get in and has one shows it instead: else the password alone would replace it.
    """
    if isinstance(request.user, User):
        return request.user, "", reverse("account")
    known = pending(request)
    return None if known is None or factor.has(known[0]) else known


def _spaced(key: bytes) -> str:
    """The key in groups of four, to be typed where no camera is at hand."""
    word = b32encode(key).decode().rstrip("=")
    return " ".join(word[start : start + 4] for start in range(0, len(word), 4))
