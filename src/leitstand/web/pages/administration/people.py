"""Users, what they may see, and how they sign in."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from leitstand.control.account import services as accounts
from leitstand.control.account import sso
from leitstand.control.account.models import ApiToken, Role, User
from leitstand.control.identity import decisions
from leitstand.control.identity import services as identity
from leitstand.control.ledger import services as ledger
from leitstand.foundation.errors import LeitstandError, UnknownId
from leitstand.foundation.text import Text
from leitstand.jobs import maintenance
from leitstand.jobs.published import AGREEMENT
from leitstand.web.company import Company
from leitstand.web.contract import Request
from leitstand.web.forms import word_of
from leitstand.web.guard import missing
from leitstand.web.pages.administration import settings as own
from leitstand.web.pages.administration import words
from leitstand.web.shell.speech import spoken
from leitstand.web.words import ROLES


def users(request: Request) -> HttpResponse:
    """Everybody who may sign in, and inviting somebody new."""
    found = accounts.users(request.company.alias)
    active = [one for one in found if one.is_active]
    return render(request, "administration/users.html", {
        "users": [(one, ROLES[Role(one.role)]) for one in found], "active": len(active), "roles": ROLES.items(),
        "languages": words.LANGUAGES, "typed": request.GET,
    })  # fmt: skip


def invite(request: Request) -> HttpResponseBase:
    """A new user, with a link to sign in by once."""
    given, alias = request.POST, request.company.alias
    try:
        one = accounts.add(
            alias, word_of(given, "email", 254), word_of(given, "role", 20) or Role.VIEWER, request.user.email,
            name=word_of(given, "name", 200), team=word_of(given, "team", 200),
            language=word_of(given, "language", 2) or "de",
        )  # fmt: skip
    except LeitstandError as error:
        messages.error(request, error.message.get(spoken()))
        return redirect("administration.users")
    return _with_link(request, one)


def link(request: Request, email: str) -> HttpResponseBase:
    """Another link for somebody who lost theirs, or the phone."""
    return _with_link(request, _user(request, email))


def _with_link(request: Request, one: User) -> HttpResponse:
    """Shows the link this once: only its hash is kept."""
    secret = accounts.make_link(request.company.alias, one.email, request.user.email)
    address = request.build_absolute_uri(reverse("signin:link", kwargs={"secret": secret}))
    return render(request, "administration/link.html", {"one": one, "address": address})


def user(request: Request, email: str) -> HttpResponse:
    """One user: role, area, who they are in the data, tokens."""
    one, company = _user(request, email), request.company
    return render(request, "administration/user.html", {
        "one": one, "roles": ROLES.items(), "languages": words.LANGUAGES, "choices": company.choices(),
        "employees": employees(company), "tokens": accounts.tokens(company.alias, one),
        "looks": len(accounts.views(company.alias, email=one.email)), "scope": one.scope_words,
    })  # fmt: skip


def change(request: Request, email: str) -> HttpResponseBase:
    """Keeps what was changed about a user; they sign in again where their rights changed."""
    given, one = request.POST, _user(request, email)
    scope = [word for word in given.getlist("scope") if word] + word_of(given, "more", 500).splitlines()
    key = word_of(given, "employee", 20)
    fields: dict[str, Any] = {
        "name": word_of(given, "name", 200), "role": word_of(given, "role", 20), "team": word_of(given, "team", 200),
        "language": word_of(given, "language", 2), "scope": "\n".join(dict.fromkeys(scope)),
        "employee_key": int(key) if key.isdigit() else None,
    }  # fmt: skip
    return own.done(
        request, lambda: accounts.change(request.company.alias, one.email, request.user.email, **fields),
        Text(de=f"{one.email} ist geändert.", en=f"{one.email} is changed."), "administration.user", email=email,
    )  # fmt: skip


def lock(request: Request, email: str) -> HttpResponseBase:
    """Shuts somebody out, or lets them in again."""
    one, alias = _user(request, email), request.company.alias
    act = accounts.disable if one.is_active else accounts.enable
    said = (
        Text(
            de=f"{one.email} ist gesperrt; alle Sitzungen sind beendet.", en=f"{one.email} is disabled; sessions ended."
        )
        if one.is_active
        else Text(de=f"{one.email} kann sich wieder anmelden.", en=f"{one.email} can sign in again.")
    )
    return own.done(
        request, lambda: act(alias, one.email, request.user.email), said, "administration.user", email=email
    )


def renew(request: Request, email: str) -> HttpResponseBase:
    """The second factor of somebody who lost it is void."""
    one = _user(request, email)
    return own.done(
        request, lambda: accounts.change(request.company.alias, one.email, request.user.email, renew_factor=True),
        Text(de="Beim nächsten Anmelden wird ein neuer zweiter Faktor eingerichtet.",
             en="A new second factor is set up at the next sign-in."), "administration.user", email=email,
    )  # fmt: skip


def revoke(request: Request, email: str, token: int) -> HttpResponseBase:
    one = _user(request, email)
    try:
        accounts.revoke_token(request.company.alias, one, token, request.user.email)
    except UnknownId:
        raise missing(token) from None
    messages.success(request, Text(de="Der Zugangsschlüssel ist widerrufen.", en="The token is revoked.").get(spoken()))
    back = word_of(request.POST, "back", 20)
    return redirect("administration.tokens") if back == "tokens" else redirect("administration.user", email=email)


def tokens(request: Request) -> HttpResponse:
    """All tokens of programs, whosever they are."""
    found = ApiToken.objects.using(request.company.alias).select_related("user").order_by("-created_at")
    return render(request, "administration/tokens.html", {"tokens": found})


def employees(company: Company) -> list[tuple[int, str]]:
    """Key and name of everybody who owns customers in the data."""
    if company.empty:
        return []
    names = identity.everything(company.alias, "employee", ["name"])
    origins = decisions.sources_of(company.alias, "employee", names)
    found = [(key, f"{one['name']} ({origins[key].source_system})") for key, one in names.items() if key in origins]
    return sorted(found, key=lambda pair: pair[1].casefold())


def signing_in(request: Request) -> HttpResponse:
    """Who needs a second factor, the company's own sign-on, and figures about employees."""
    alias = request.company.alias
    return render(request, "administration/signin.html", {
        "factor": ledger.setting(alias, own.FACTOR, "persons"), "factors": words.FACTORS.items(),
        "may_wait": ledger.setting(alias, own.MAY_WAIT, False), "sso": sso.sign_on(alias),
        "back": request.build_absolute_uri(reverse("signin:sso_back")),
        "agreement": ledger.setting(alias, AGREEMENT, None),
    })  # fmt: skip


def keep_factor(request: Request) -> HttpResponseBase:
    when = word_of(request.POST, "factor", 10)
    if when not in words.FACTORS:
        raise missing(when)
    own.keep(request, own.FACTOR, when)
    own.keep(request, own.MAY_WAIT, False)
    messages.success(request, Text(de="Gespeichert. Es gilt ab der nächsten Anmeldung.",
                                   en="Saved. It holds from the next sign-in.").get(spoken()))  # fmt: skip
    return redirect("administration.signing_in")


def keep_sso(request: Request) -> HttpResponseBase:
    """Sets the company's sign-on up, or takes it away; an empty secret keeps the one there is."""
    given, alias = request.POST, request.company.alias
    known = sso.sign_on(alias)
    if given.get("drop"):
        own.noted_setting(request, sso.SETTING, lambda: sso.keep_sign_on(alias, None))
        messages.success(request, Text(de="Die Anmeldung des Unternehmens ist abgeschaltet.",
                                       en="The company's sign-on is off.").get(spoken()))  # fmt: skip
        return redirect("administration.signing_in")
    secret = word_of(given, "secret", 500) or (known.client_secret if known else "")
    one = sso.SignOn(word_of(given, "issuer", 500), word_of(given, "client_id", 200), secret, bool(given.get("create")),
                     word_of(given, "label", 100))  # fmt: skip
    return own.done(
        request, lambda: own.noted_setting(request, sso.SETTING, lambda: sso.keep_sign_on(alias, one)),
        Text(de="Die Anmeldung des Unternehmens ist eingerichtet.", en="The company's sign-on is set up."),
        "administration.signing_in",
    )  # fmt: skip


def keep_agreement(request: Request) -> HttpResponseBase:
    """Records that a works agreement exists (or no longer does), and who says so."""
    note = word_of(request.POST, "note", 300)
    wanted = bool(request.POST.get("agreement"))
    if wanted and not note:
        messages.error(request, Text(de="Nennen Sie die Vereinbarung (Datum, Titel).",
                                     en="Name the agreement (date, title).").get(spoken()))  # fmt: skip
        return redirect("administration.signing_in")
    own.keep(request, AGREEMENT, {"note": note, "by": request.user.email} if wanted else None)
    maintenance.republish(request.company.home)  # numbers of teams are others now
    messages.success(request, Text(de="Gespeichert.", en="Saved.").get(spoken()))
    return redirect("administration.signing_in")


def _user(request: Request, email: str) -> User:
    try:
        return accounts.user(request.company.alias, email)
    except UnknownId:
        raise missing(email) from None
