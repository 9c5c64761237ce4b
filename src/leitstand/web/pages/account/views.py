"""Shows the account of whoever is signed in, and takes their changes; nobody changes another's here."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters

from leitstand.control.account import services as accounts
from leitstand.control.account.models import Role, Theme
from leitstand.foundation.errors import LeitstandError, UnusableInput
from leitstand.foundation.text import Text
from leitstand.web.contract import Request
from leitstand.web.signin import factor
from leitstand.web.signin.sessions import goes_on

THEMES = {
    Theme.AUTO: Text(de="wie das Gerät", en="as the device"),
    Theme.LIGHT: Text(de="hell", en="light"),
    Theme.DARK: Text(de="dunkel", en="dark"),
}
LANGUAGES = {"de": Text(de="Deutsch", en="German"), "en": Text(de="Englisch", en="English")}
DAYS = (30, 90, 365)
SAVED = Text(de="Gespeichert.", en="Saved.")
PASSWORD_SET = Text(
    de="Das Passwort ist geändert; andere Anmeldungen sind beendet.",
    en="The password is changed; other sessions have ended.",
)
REVOKED = Text(de="Der Zugangsschlüssel gilt nicht mehr.", en="The token no longer works.")


def show(request: Request, token: str = "", wrong: LeitstandError | None = None) -> HttpResponse:
    """token: a new one, shown this once. wrong: what of the last change could not be done."""
    user = request.user
    context = {
        "user": user, "languages": LANGUAGES, "themes": THEMES, "token": token, "wrong": wrong, "days": DAYS,
        "tokens": accounts.tokens(request.company.alias, user), "factor": factor.has(user),
        "factor_needed": factor.needed(user), "scope": str(request.company.scope),
        "sees_names": accounts.sees_identity(user, user.employee_key),
        "own_only": user.role == Role.EMPLOYEE, "has_password": user.has_usable_password(),
    }  # fmt: skip
    return render(request, "account/account.html", context, status=400 if wrong else 200)


def save(request: Request) -> HttpResponse:
    given = request.POST
    try:
        request.user = accounts.change(
            request.company.alias, request.user.email, by=request.user.email, name=given.get("name", "").strip()[:200],
            language=given.get("language", ""), theme=given.get("theme", ""),
            wants_morning_mail=given.get("wants_morning_mail") == "on",
        )  # fmt: skip
    except UnusableInput as error:
        return show(request, wrong=error)
    return _done(request, SAVED)


@sensitive_post_parameters("old", "new", "again")
def password(request: Request) -> HttpResponse:
    old, new, again = (request.POST.get(name, "")[:1000] for name in ("old", "new", "again"))
    try:
        if new != again:
            raise UnusableInput(
                Text(de="Die beiden neuen Passwörter sind verschieden.", en="The two new passwords differ.")
            )
        user = accounts.change_password(request.company.alias, request.user.email, old, new)
    except UnusableInput as error:
        return show(request, wrong=error)
    goes_on(request, user)
    return _done(request, PASSWORD_SET)


def new_token(request: Request) -> HttpResponse:
    days = request.POST.get("days", "")
    try:
        secret = accounts.make_token(
            request.company.alias, request.user, request.POST.get("name", ""), int(days) if days.isdecimal() else 0
        )
    except UnusableInput as error:
        return show(request, wrong=error)
    return show(request, token=secret)


def revoke(request: Request, token: int) -> HttpResponse:
    accounts.revoke_token(request.company.alias, request.user, token)
    return _done(request, REVOKED)


def _done(request: Request, what: Text) -> HttpResponse:
    messages.success(request, what.get("de" if request.user.language == "de" else "en"))
    return HttpResponseRedirect(reverse("account"))
