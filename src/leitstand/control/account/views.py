"""Who saw whom: every look at a named person is kept."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Literal

from leitstand.control import database  # sets Django up: no model can be imported before; so it comes first

from django.utils import timezone  # isort: skip

from leitstand.control.account.models import User, Viewed

Kind = Literal["view", "export", "search"]


def viewed(alias: str, user: User, kind: Kind, key: int | Iterable[int], why: str = "", page: str = "") -> None:
    """Keeps that somebody saw names or contact data of these customers (one key or many). why: the reason given."""
    keys = [key] if isinstance(key, int) else list(dict.fromkeys(key))
    rows = [Viewed(user=user, kind=kind, key=one, page=page[:64], reason=why[:500]) for one in keys]
    with database.together(alias):
        Viewed.objects.using(alias).bulk_create(rows, batch_size=1000)


def views(alias: str, key: int | None = None, email: str | None = None, most: int = 500) -> list[Viewed]:
    """The latest looks, newest first. key: only at this customer. email: only of this user."""
    rows = Viewed.objects.using(alias).select_related("user").order_by("-at", "-pk")
    if key is not None:
        rows = rows.filter(key=key)
    if email is not None:
        rows = rows.filter(user__email=email.strip().lower())
    return list(rows[:most])


def forget_old(alias: str, days: int) -> int:
    """Deletes looks that are older than so many days; how many."""
    limit = timezone.now() - timedelta(days=days)
    return Viewed.objects.using(alias).filter(at__lt=limit).delete()[0]
