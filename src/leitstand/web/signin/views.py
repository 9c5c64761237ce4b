"""Signing in by password, by link and by the company's sign-on, and signing out."""

from __future__ import annotations

import logging
import time
from typing import Any

from authlib.integrations.base_client import OAuthError
from authlib.integrations.django_client import OAuth
from django.contrib import messages
from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from requests import RequestException

from leitstand.control.account import entrance, sso
from leitstand.control.account.models import User
from leitstand.foundation.text import Text
from leitstand.web.shell.tags import said
from leitstand.web.signin import factor
from leitstand.web.signin.sessions import safe_next
from leitstand.web.signin.settings import BACKEND

ALIAS = "default"
PENDING = "pending"
PENDING_SECONDS = 600
WRONG = Text(
    de="E-Mail-Adresse oder Passwort stimmt nicht. Nach fünf Versuchen müssen Sie fünf Minuten warten.",
    en="The e-mail address or the password is wrong. After five tries you have to wait five minutes.",
)
NOT_LET_IN = Text(
    de="Die Anmeldung des Unternehmens hat Sie nicht eingelassen. Versuchen Sie es noch einmal oder fragen Sie Ihre "
    "Administration.",
    en="The company's sign-on did not let you in. Try again, or ask your administrator.",
)
LINK_USED = Text(
    de="Der Link gilt nur einmal. Legen Sie unter Ihrem Profil ein Passwort fest.",
    en="The link works only once. Choose a password in your profile.",
)
log = logging.getLogger("leitstand.security")


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    onward = safe_next(request, request.POST.get("next") or request.GET.get("next"))
    if request.user.is_authenticated:
        return HttpResponseRedirect(onward)
    email, wrong = request.POST.get("email", "")[:254], None
    if request.method == "POST":
        user = _by_password(request, email, request.POST.get("password", "")[:1000])
        if user is not None:
            return proceed(request, user, "password", onward)
        wrong = WRONG
    one = sso.sign_on(ALIAS)
    context = {"email": email, "next": onward, "wrong": wrong, "sso": one and (one.label or "OpenID Connect")}
    return render(request, "signin/signin.html", context, status=401 if wrong else 200)


def _by_password(request: HttpRequest, email: str, password: str) -> User | None:
    if not entrance.may_try(ALIAS, email):
        _failed(request, email, "locked")
        return None
    user = authenticate(request, username=email, password=password)
    if not isinstance(user, User):
        _failed(request, email, "failed")
        return None
    entrance.succeeded(ALIAS, email)
    return user


def _failed(request: HttpRequest, email: str, kind: str) -> None:
    known = User.objects.filter(email=email.strip().lower()).first()
    entrance.signed_in(ALIAS, known, kind, _address(request))
    log.warning("sign-in %s user=%s address=%s", kind, known.pk if known else "-", _address(request))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def by_link(request: HttpRequest, secret: str) -> HttpResponse:
    """To look at the link does not use it up: programs that check mails for viruses open every link."""
    if request.method != "POST":
        works = entrance.open_link(ALIAS, secret)
        return render(request, "signin/link.html", {"works": works}, status=200 if works else 410)
    user = entrance.redeem_link(ALIAS, secret)
    if user is None:
        return render(request, "signin/link.html", {"works": False}, status=410)
    return proceed(request, user, "link", "/")


@never_cache
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    if isinstance(request.user, User):
        entrance.signed_in(ALIAS, request.user, "signed_out", _address(request))
    logout(request)
    return HttpResponseRedirect(reverse("signin:in"))


@never_cache
@require_GET
def by_sso(request: HttpRequest) -> HttpResponse:
    """Goes to the company's sign-on."""
    one = sso.sign_on(ALIAS)
    if one is None:
        return HttpResponseRedirect(reverse("signin:in"))
    request.session["sso_next"] = safe_next(request, request.GET.get("next"))
    try:
        back = request.build_absolute_uri(reverse("signin:sso_back"))
        answer: HttpResponse = _client(one).authorize_redirect(request, back)
    except (OAuthError, RequestException, ValueError, RuntimeError) as error:
        return _sso_failed(request, error)
    return answer


@never_cache
@require_GET
def sso_back(request: HttpRequest) -> HttpResponse:
    """Comes back from it. State, nonce and signature are checked by authlib."""
    one = sso.sign_on(ALIAS)
    if one is None:
        return HttpResponseRedirect(reverse("signin:in"))
    try:
        told: dict[str, Any] = _client(one).authorize_access_token(request).get("userinfo") or {}
    except Exception as error:  # whatever a foreign server sends must end in a sentence, not in a fault of ours
        return _sso_failed(request, error)
    user = sso.let_in(
        ALIAS, one, str(told.get("email") or ""), told.get("email_verified") is True, str(told.get("name") or "")
    )
    if user is None:
        return _sso_failed(request, None)
    return proceed(request, user, "sso", request.session.pop("sso_next", "/"))


def _client(one: sso.SignOn) -> Any:
    oauth = OAuth()
    oauth.register(
        "company",
        client_id=one.client_id,
        client_secret=one.client_secret,
        server_metadata_url=f"{one.issuer}/.well-known/openid-configuration",
        client_kwargs={"scope": "openid email profile", "code_challenge_method": "S256", "default_timeout": 10},
    )
    return oauth.company


def _sso_failed(request: HttpRequest, error: Exception | None) -> HttpResponse:
    entrance.signed_in(ALIAS, None, "sso_failed", _address(request))
    log.warning("sign-on failed: %s", type(error).__name__ if error else "not let in")
    context = {"email": "", "next": "/", "wrong": NOT_LET_IN, "sso": "OpenID Connect"}
    return render(request, "signin/signin.html", context, status=401)


def proceed(request: HttpRequest, user: User, how: str, onward: str) -> HttpResponse:
    """On to the second factor where there is or must be one, else in."""
    has = factor.has(user)
    if not has and not factor.needed(user):
        return finish(request, user, how, onward)
    request.session.cycle_key()
    request.session[PENDING] = {"user": user.pk, "epoch": user.epoch, "how": how, "next": onward, "at": time.time()}
    return HttpResponseRedirect(reverse("signin:factor" if has else "signin:new_factor"))


def pending(request: HttpRequest) -> tuple[User, str, str] | None:
    """Who has shown the first factor only, how, and where they want to go; None where nobody has."""
    kept = request.session.get(PENDING)
    if not kept or time.time() - kept["at"] > PENDING_SECONDS:
        return None
    user = User.objects.filter(pk=kept["user"], epoch=kept["epoch"], is_active=True).first()
    return None if user is None else (user, kept["how"], kept["next"])


def finish(request: HttpRequest, user: User, how: str, onward: str) -> HttpResponse:
    """Signed in: a session with a new id begins."""
    enter(request, user, how)
    if how == "link" and not user.has_usable_password():
        messages.info(request, said(LINK_USED))
    return HttpResponseRedirect(safe_next(request, onward))


def enter(request: HttpRequest, user: User, how: str) -> None:
    request.session.pop(PENDING, None)
    login(request, user, backend=BACKEND)
    entrance.signed_in(ALIAS, user, how, _address(request))


def _address(request: HttpRequest) -> str:
    return str(request.META.get("REMOTE_ADDR", ""))
