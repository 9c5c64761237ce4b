"""Tokens by which programs ask with the rights of a user."""

from __future__ import annotations

import secrets
from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from leitstand.control.account.entrance import hashed
from leitstand.control.account.models import ApiToken, User
from leitstand.control.audit.services import noted
from leitstand.foundation.errors import UnknownId, UnusableInput
from leitstand.foundation.text import Text

HEAD = "leitstand_"
"""So that scanners for leaked secrets know one when they see it."""
MOST = 20
NOTED_EVERY = timedelta(minutes=1)


def make_token(alias: str, user: User, name: str, days: int | None = 365) -> str:
    """A new token; it is shown once and only its hash is kept. days: None = until revoked. Raises UnusableInput."""
    if not name.strip() or (days is not None and not 1 <= days <= 3650):
        raise UnusableInput(
            Text(
                de="Ein Zugangsschlüssel braucht einen Namen und gilt 1 bis 3650 Tage.",
                en="A token needs a name and lasts 1 to 3650 days.",
            )
        )
    if ApiToken.objects.using(alias).filter(user=user).count() >= MOST:
        raise UnusableInput(
            Text(de=f"Mehr als {MOST} Zugangsschlüssel sind nicht möglich.", en=f"No more than {MOST} tokens."),
            Text(de="Widerrufen Sie zuerst einen anderen.", en="Revoke another one first."),
        )
    secret = HEAD + secrets.token_urlsafe(32)
    end = None if days is None else timezone.now() + timedelta(days=days)
    one = ApiToken(user=user, name=name.strip()[:100], hash=hashed(secret), expires_at=end)
    with noted(alias, one, "created", user.email, name=user.email):
        one.save(using=alias)
    return secret


def tokens(alias: str, user: User) -> list[ApiToken]:
    """The tokens of a user, newest first."""
    return list(ApiToken.objects.using(alias).filter(user=user).order_by("-created_at"))


def revoke_token(alias: str, user: User, token_id: int, by: str = "") -> None:
    """It does not work any more. Raises UnknownId, also for a token of somebody else."""
    one = ApiToken.objects.using(alias).filter(user=user, pk=token_id).first()
    if one is None:
        raise UnknownId(Text(de="Den Zugangsschlüssel", en="token"), str(token_id), ())
    with noted(alias, one, "revoked", by or user.email, name=user.email):
        ApiToken.objects.using(alias).filter(pk=one.pk).delete()


def token_user(alias: str, secret: str) -> User | None:
    """Whose token it is; None where it does not work, or its user may not sign in."""
    now = timezone.now()
    one = (
        ApiToken.objects.using(alias)
        .select_related("user")
        .filter(Q(expires_at=None) | Q(expires_at__gt=now), hash=hashed(secret), user__is_active=True)
        .first()
    )
    if one is None:
        return None
    if one.last_used_at is None or one.last_used_at < now - NOTED_EVERY:
        ApiToken.objects.using(alias).filter(pk=one.pk).update(last_used_at=now)
    return one.user
