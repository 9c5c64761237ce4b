"""Users and their rights: who there is, what they may see, and how that is changed."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from leitstand.control.account import passwords
from leitstand.control.account.entrance import make_link, open_link, redeem_link, signed_in
from leitstand.control.account.models import Role, Theme, User
from leitstand.control.account.tokens import make_token, revoke_token, token_user, tokens
from leitstand.control.account.views import viewed, views
from leitstand.control.audit.services import noted
from leitstand.foundation.errors import UnknownId, UnusableInput
from leitstand.foundation.segment import Segment
from leitstand.foundation.text import LANGUAGES, Text

__all__ = [
    "add", "change", "change_password", "disable", "enable", "make_link", "make_token", "open_link", "redeem_link",
    "revoke_token", "scope_of", "sees_identity", "set_password", "signed_in", "token_user", "tokens", "user", "users",
    "viewed", "views",
]  # fmt: skip

CHANGEABLE = frozenset(
    {"name", "role", "team", "language", "scope", "employee_key", "wants_morning_mail", "theme", "renew_factor"}
)
ENDS_SESSIONS = frozenset({"role", "scope", "employee_key", "renew_factor"})
"""Whose rights are others now signs in again."""


def users(alias: str) -> list[User]:
    """All users by their address, those who may no longer sign in at the end."""
    return list(User.objects.using(alias).order_by("-is_active", "email"))


def user(alias: str, email: str) -> User:
    """Raises UnknownId."""
    found = User.objects.using(alias).filter(email=email.strip().lower()).first()
    if found is None:
        known = User.objects.using(alias).values_list("email", flat=True)
        raise UnknownId(Text(de="Den Benutzer", en="user"), email, known)
    return found


def add(alias: str, email: str, role: Role | str = Role.VIEWER, by: str = "", password: str | None = None,
        **fields: Any) -> User:  # fmt: skip
    """A new user; without a password they sign in by link first. fields: see `change`. Raises UnusableInput."""
    email = email.strip().lower()
    try:
        validate_email(email)
    except ValidationError:
        raise UnusableInput(
            Text(de=f"„{email}“ ist keine E-Mail-Adresse.", en=f"'{email}' is no e-mail address.")
        ) from None
    if User.objects.using(alias).filter(email=email).exists():
        raise UnusableInput(
            Text(de=f"Den Benutzer {email} gibt es schon.", en=f"There is a user {email} already."),
            Text(de=f"Ändern: `leitstand user change {email}`.", en=f"To change: `leitstand user change {email}`."),
        )
    one = User(email=email, **_checked({"role": role, **fields}))
    _check_together(one)
    if password is None:
        one.set_unusable_password()
    else:
        passwords.check(password, one)
        one.set_password(password)
    with noted(alias, one, "created", by, name=email):
        one.save(using=alias)
    return one


def change(alias: str, email: str, by: str = "", **fields: Any) -> User:
    """Changes name, role, team, language, scope, employee_key, wants_morning_mail, theme or renew_factor.

    A change of rights ends the sessions of the user. Raises UnknownId, UnusableInput.
    """
    one = user(alias, email)
    given = _checked(fields)
    differing = {name for name, value in given.items() if getattr(one, name) != value}
    with noted(alias, one, "changed", by, name=one.email):
        for name in differing:
            setattr(one, name, given[name])
        _check_together(one)
        if "role" in differing:
            _check_somebody_administers(alias, one)
        if differing & ENDS_SESSIONS:
            one.epoch += 1
        if differing:
            one.save(using=alias)
    return one


def disable(alias: str, email: str, by: str = "") -> User:
    """They can no longer sign in, their sessions end, their tokens and links do not work. Raises as `change`."""
    return _set_active(alias, email, False, by)


def enable(alias: str, email: str, by: str = "") -> User:
    """They can sign in again. Raises UnknownId."""
    return _set_active(alias, email, True, by)


def _set_active(alias: str, email: str, active: bool, by: str) -> User:
    one = user(alias, email)
    if one.is_active == active:
        return one
    with noted(alias, one, "enabled" if active else "disabled", by, name=one.email):
        one.is_active = active
        one.epoch += 1
        if not active:
            _check_somebody_administers(alias, one)
        one.save(using=alias)
    return one


def set_password(alias: str, email: str, password: str, by: str = "") -> User:
    """Ends all sessions of the user. Raises UnknownId, UnusableInput for a password that is easy to guess."""
    one = user(alias, email)
    passwords.check(password, one)
    with noted(alias, one, "password_set", by, name=one.email):
        one.set_password(password)
        one.epoch += 1
        one.save(using=alias)
    return one


def change_password(alias: str, email: str, old: str, new: str) -> User:
    """As `set_password` by the user; the old one must be right where there is one. Raises UnusableInput."""
    one = user(alias, email)
    if one.has_usable_password() and not one.check_password(old):
        raise UnusableInput(
            Text(de="Das bisherige Passwort stimmt nicht.", en="The present password is not right."),
        )
    return set_password(alias, email, new, by=one.email)


def scope_of(one: User) -> Segment:
    """The part of the company that somebody may see; without conditions all of it."""
    return Segment.parse(one.scope_words)


def sees_identity(one: User, owner_key: int | None = None) -> bool:
    """Whether somebody may see names and contact data of a customer (inside their scope) with this owner.

    Managers and administrators may, employees those of their own customers; viewers and analysts never.
    """
    if one.role in (Role.MANAGER, Role.ADMINISTRATOR):
        return True
    return one.role == Role.EMPLOYEE and owner_key is not None and owner_key == one.employee_key


def _checked(fields: dict[str, Any]) -> dict[str, Any]:
    """The fields as they are kept. Raises UnusableInput."""
    if strange := fields.keys() - CHANGEABLE:
        raise TypeError(f"a user has no {min(strange)}")
    for name, choices in (("role", list(Role)), ("language", LANGUAGES), ("theme", list(Theme))):
        if name in fields and fields[name] not in choices:
            shown = ", ".join(choices)
            raise UnusableInput(
                Text(de=f"„{fields[name]}“ ist nicht möglich.", en=f"'{fields[name]}' is not possible."),
                Text(de=f"Möglich: {shown}.", en=f"Possible: {shown}."),
            )
    found = {name: str(value) if name in ("role", "theme") else value for name, value in fields.items()}
    if "scope" in found:
        words = found["scope"].splitlines() if isinstance(found["scope"], str) else list(found["scope"])
        found["scope"] = "\n".join(_scope_word(word) for word in words if word.strip())
    return found


def _scope_word(word: str) -> str:
    from leitstand.metrics.registry import dimension

    (condition,) = Segment.parse([word.strip()]).conditions
    dimension(condition.dimension)  # raises UnknownId
    return str(Segment((condition,)))


def _check_together(one: User) -> None:
    if one.scope and one.role == Role.ADMINISTRATOR:
        raise UnusableInput(
            Text(
                de="Wer verwaltet, sieht alles: Ein Bereich passt nicht zur Rolle Administration.",
                en="An administrator sees everything: an area does not go with that role.",
            ),
            Text(de="Nehmen Sie die Rolle Leitung.", en="Take the role manager."),
        )


def _check_somebody_administers(alias: str, one: User) -> None:
    """There is always somebody who can undo things. one: as it is to become."""
    if one.role == Role.ADMINISTRATOR and one.is_active:
        return
    others = User.objects.using(alias).filter(role=Role.ADMINISTRATOR, is_active=True).exclude(pk=one.pk)
    was = User.objects.using(alias).filter(pk=one.pk, role=Role.ADMINISTRATOR, is_active=True).exists()
    if was and not others.exists():
        raise UnusableInput(
            Text(de=f"{one.email} verwaltet als Einzige:r.", en=f"{one.email} is the only administrator."),
            Text(
                de="Geben Sie zuerst jemand anderem die Rolle Administration.",
                en="Give somebody else the role administrator first.",
            ),
        )
