"""The audit trail: who changed what and when, and how it stood before and after."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from leitstand.control import database  # sets Django up: no model can be imported before; so it comes first

from django.contrib.auth.base_user import AbstractBaseUser  # isort: skip
from django.db import models  # isort: skip

from leitstand.control.audit.models import Change

HIDDEN = "•••"
"""Stands in the trail for a value that nobody may read there: that it changed is enough."""


@contextmanager
def noted(alias: str, one: models.Model, what: str, by: str = "", note: str = "", name: str = "") -> Iterator[None]:
    """Keeps what is written to `one` inside, together with a line of the audit trail, or neither.

    what: happened to it (created, started, dropped …). by: who did it. name: under which it goes in the trail; its id
    where not given. Nothing is noted where nothing changed, unless there is a note. Fields that the model names in
    UNSAID are noted without their values.
    """
    with database.together(alias):
        before = _stored(alias, one)
        yield
        after = _stored(alias, one)
        keys = [key for key in {**(before or {}), **(after or {})} if (before or {}).get(key) != (after or {}).get(key)]
        if not keys and not note:
            return
        unsaid: frozenset[str] = getattr(one, "UNSAID", frozenset())

        def differing(row: dict[str, Any] | None) -> dict[str, Any] | None:
            if row is None:
                return None
            return {key: HIDDEN if key in unsaid and row.get(key) else row.get(key) for key in keys}

        Change.objects.using(alias).create(
            kind=str(one._meta.model_name),
            object_id=name or str(one.pk),
            what=what,
            by=by,
            note=note,
            before=differing(before),
            after=differing(after),
        )


def newest(alias: str) -> str | None:
    """The id of the last line; it changes whenever somebody changes anything."""
    return Change.objects.using(alias).order_by("-at", "-id").values_list("id", flat=True).first()


def history(alias: str, kind: str, object_id: str) -> list[dict[str, Any]]:
    """All that was noted about an object, oldest first: at, by, what, note, before, after. kind: action, goal …"""
    rows = Change.objects.using(alias).filter(kind=kind, object_id=object_id).order_by("at")
    return [
        {
            "at": one.at.isoformat(timespec="seconds"), "by": one.by, "what": one.what, "note": one.note,
            "before": one.before, "after": one.after,
        }
        for one in rows
    ]  # fmt: skip


def as_row(one: models.Model) -> dict[str, Any]:
    """The object as plain values: days and instants in ISO, users by their address, many-to-many as sorted ids."""
    row = {field.name: _plain(getattr(one, _attribute(field))) for field in one._meta.concrete_fields}
    for link in one._meta.many_to_many:
        row[link.name] = sorted(str(each.pk) for each in getattr(one, link.name).all())
    return row


def _stored(alias: str, one: models.Model) -> dict[str, Any] | None:
    """As the database holds it, or None."""
    found = None if one.pk is None else type(one)._base_manager.using(alias).filter(pk=one.pk).first()
    return None if found is None else as_row(found)


def _attribute(field: Any) -> str:
    """Users are read whole, of everything else that is linked the id is enough."""
    target = field.related_model
    user = isinstance(target, type) and issubclass(target, AbstractBaseUser)
    return str(field.name if user else field.attname)


def _plain(value: Any) -> Any:
    if isinstance(value, AbstractBaseUser):
        return value.get_username()
    return value.isoformat() if isinstance(value, date) else value
