"""What every request passes: the headers that keep a browser strict, and the company it is about."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from leitstand.foundation.home import Home
from leitstand.web.company import Company
from leitstand.web.shell.speech import speak
from leitstand.web.state import language_of, read

Next = Callable[[HttpRequest], HttpResponseBase]

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)


def strict_headers(following: Next) -> Next:
    """No script, style or picture from elsewhere, none inside the page, and nobody may frame it."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = following(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
        return response

    return middleware


def language(following: Next) -> Next:
    """The answer speaks the language of the address, the user or the browser."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        speak(language_of(request))
        return following(request)

    return middleware


def company(following: Next) -> Next:
    """Puts `company` and `state` on the request of a signed-in person."""
    home = Home(settings.HOME)

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if getattr(request, "user", None) is not None and request.user.is_authenticated:
            own = Company(home, request.user)
            request.company = own  # type: ignore[attr-defined]
            request.state = read(request, own.as_of, language_of(request), own.fiscal_start)  # type: ignore[attr-defined]
        return following(request)

    return middleware
