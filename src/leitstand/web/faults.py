"""Pages for what went wrong: what happened, and what to do next."""

from __future__ import annotations

import logging
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from leitstand.control.account.models import Role
from leitstand.foundation.errors import LeitstandError
from leitstand.foundation.text import Text
from leitstand.web.shell.speech import spoken
from leitstand.web.state import language_of
from leitstand.web.words import ROLES

log = logging.getLogger("leitstand.web")


def said(request: HttpRequest, error: LeitstandError, status: int) -> HttpResponse:
    """The message of an error that a user can put right, with its next step."""
    return _page(request, error.message, error.next_step, status)


def not_allowed(request: HttpRequest, least: Role) -> HttpResponse:
    role = ROLES[least]
    return _page(
        request,
        Text(de="Diese Seite ist für Ihre Rolle nicht freigegeben.", en="Your role may not open this page."),
        Text(de=f"Nötig ist mindestens die Rolle „{role.de}“. Ihre Administration kann sie vergeben.",
             en=f"It needs at least the role '{role.en}'. Your administrator can grant it."),
        403,
    )  # fmt: skip


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(
        request,
        Text(de="Die Anfrage ist nicht lesbar.", en="The request cannot be read."),
        Text(de="Gehen Sie zurück und versuchen Sie es noch einmal.", en="Go back and try again."),
        400,
    )


def forbidden(request: HttpRequest, exception: Exception | None = None, reason: str = "") -> HttpResponse:
    return _page(
        request,
        Text(de="Das Formular war zu alt oder kam von anderswo.", en="The form was too old or came from elsewhere."),
        Text(de="Laden Sie die Seite neu und senden Sie es noch einmal ab.", en="Reload the page and send it again."),
        403,
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(
        request,
        Text(de="Das gibt es hier nicht.", en="There is no such thing here."),
        Text(de="Vielleicht wurde es gelöscht, oder es gehört nicht zu Ihrem Bereich. Die Suche oben hilft weiter.",
             en="It may have been deleted, or it is outside your area. The search at the top helps."),
        404,
    )  # fmt: skip


def fault(request: HttpRequest) -> HttpResponse:
    """The last page of all: where even the shell fails, one without it."""
    message = Text(de="Das ist unser Fehler, nicht Ihrer.", en="This is our fault, not yours.")
    next_step = Text(
        de="Nichts ist verloren. Versuchen Sie es noch einmal; das Protokoll der Anwendung sagt, was geschah.",
        en="Nothing is lost. Try again; the application's log says what happened.",
    )
    try:
        return _page(request, message, next_step, 500)
    except Exception:
        log.exception("the page for faults failed too")
        context = {"message": message, "next_step": next_step, "base": "shell/plain.html", "language": spoken()}
        return HttpResponse(render_to_string("shell/fault.html", context), status=500)


def _page(request: HttpRequest, message: Text, next_step: Text | None, status: int) -> HttpResponse:
    inside = getattr(request, "company", None) is not None
    context: dict[str, Any] = {
        "message": message, "next_step": next_step, "status": status, "language": language_of(request),
        "base": "shell/base.html" if inside else "shell/plain.html",
    }  # fmt: skip
    return render(request, "shell/fault.html", context, status=status)
