"""Ways in: links that sign somebody in once, how often one may try, and what happened at the door."""

from __future__ import annotations

import hashlib
import secrets
import time

from leitstand.control import database  # sets Django up: no model can be imported before; so it comes first

from django.utils import timezone  # isort: skip

from leitstand.control.account.models import SignInEvent, SignInLink, Tried, User
from leitstand.control.audit.services import noted
from leitstand.foundation.errors import UnknownId, UnusableInput
from leitstand.foundation.text import Text

MOST_TRIES, WITHIN_SECONDS = 5, 300


def hashed(secret: str) -> str:
    """What is kept of a secret that is too long to be guessed."""
    return hashlib.sha256(secret.encode()).hexdigest()


def make_link(alias: str, email: str, by: str = "") -> str:
    """The secret of a link that signs this user in once within 24 hours; earlier links of theirs no longer work.

    Raises UnknownId, UnusableInput for a user who may not sign in.
    """
    user = User.objects.using(alias).filter(email=email.strip().lower()).first()
    if user is None:
        known = User.objects.using(alias).values_list("email", flat=True)
        raise UnknownId(Text(de="Den Benutzer", en="user"), email, known)
    if not user.is_active:
        raise UnusableInput(
            Text(de=f"{user.email} ist gesperrt.", en=f"{user.email} is disabled."),
            Text(de=f"`leitstand user enable {user.email}`", en=f"`leitstand user enable {user.email}`"),
        )
    secret = secrets.token_urlsafe(32)
    with noted(alias, user, "link_made", by, note="24 h", name=user.email):
        SignInLink.objects.using(alias).filter(user=user, used_at=None).delete()
        SignInLink.objects.using(alias).create(user=user, hash=hashed(secret))
    return secret


def open_link(alias: str, secret: str) -> bool:
    """Whether the link still works; looking does not use it up."""
    return _usable(alias, secret) is not None


def redeem_link(alias: str, secret: str) -> User | None:
    """The user whom the link signs in, once; None where it does not (any more)."""
    with database.together(alias):
        link = _usable(alias, secret)
        if link is None:
            return None
        used = SignInLink.objects.using(alias).filter(pk=link.pk, used_at=None).update(used_at=timezone.now())
        return link.user if used else None


def _usable(alias: str, secret: str) -> SignInLink | None:
    return (
        SignInLink.objects.using(alias)
        .select_related("user")
        .filter(hash=hashed(secret), used_at=None, expires_at__gt=timezone.now(), user__is_active=True)
        .first()
    )


def signed_in(alias: str, user: User | None, kind: str, address: str = "") -> None:
    """Keeps what happened at the door. kind: password, link, sso, factor, signed_out, failed, locked …"""
    SignInEvent.objects.using(alias).create(user=user, kind=kind, address=address[:64])


def may_try(alias: str, whom: str) -> bool:
    """Whether one more try is allowed, which counts from now on: five within any five minutes, whoever `whom` is.

    It counts before anything is checked, so that many tries at once do not get past it. whom: an address as typed, or
    another name for what is tried.
    """
    now = time.time()
    with database.together(alias):
        tried, _ = Tried.objects.using(alias).get_or_create(whom=hashed(whom.strip().lower()))
        times = [one for one in tried.times if one > now - WITHIN_SECONDS]
        if len(times) >= MOST_TRIES:
            return False
        Tried.objects.using(alias).filter(pk=tried.pk).update(times=[*times, now])
    return True


def succeeded(alias: str, whom: str) -> None:
    """What was tried before does not count any more; old tries of others go, too."""
    Tried.objects.using(alias).filter(whom=hashed(whom.strip().lower())).delete()
