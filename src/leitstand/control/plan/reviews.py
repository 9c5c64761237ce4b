"""Keeps the reviews of weeks, months and quarters; what is signed stays as it is."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils import timezone

from leitstand.control.audit.services import as_row, noted
from leitstand.control.plan.models import Review
from leitstand.foundation.errors import UnusableInput
from leitstand.foundation.text import Text


def keep_review(alias: str, grain: str, period_start: date, body: Mapping[str, Any], by: str = "") -> dict[str, Any]:
    """The review of a period as kept; takes the place of an unsigned one. Raises UnusableInput for a signed one."""
    one = _of(alias, grain, period_start) or Review(grain=grain, period_start=period_start)
    if one.signed_at is not None:
        raise UnusableInput(
            Text(
                de=f"Der Rückblick auf {period_start:%d.%m.%Y} ({grain}) ist unterschrieben und bleibt, wie er ist.",
                en=f"The review of {period_start} ({grain}) is signed and stays as it is.",
            ),
            Text(de="Halten Sie Neues im nächsten fest.", en="Note what is new in the next one."),
        )
    one.body = dict(body)
    with noted(alias, one, "written", by):
        one.save(using=alias)
    return as_row(one)


def sign_review(alias: str, grain: str, period_start: date, by: str) -> dict[str, Any]:
    """Signs the review of a period. Raises UnusableInput where there is none, or where it is signed already."""
    one = _of(alias, grain, period_start)
    if one is not None and one.signed_at is not None:
        raise UnusableInput(
            Text(de=f"Der Rückblick ist schon unterschrieben, von {one.signed_by} am {one.signed_at:%d.%m.%Y}.",
                 en=f"The review is signed already, by {one.signed_by} on {one.signed_at:%Y-%m-%d}."),
            Text(de="Halten Sie Neues im nächsten fest.", en="Note what is new in the next one."),
        )  # fmt: skip
    if one is None:
        raise UnusableInput(
            Text(de=f"Für {period_start:%d.%m.%Y} ({grain}) wartet kein Rückblick auf eine Unterschrift.",
                 en=f"No review of {period_start} ({grain}) waits for a signature."),
            Text(de="`leitstand control` zeigt, welche es gibt.", en="`leitstand control` shows which there are."),
        )  # fmt: skip
    with noted(alias, one, "signed", by):
        one.signed_by, one.signed_at = by, timezone.now()
        one.save(using=alias)
    return as_row(one)


def reviews(alias: str, grain: str | None = None) -> list[dict[str, Any]]:
    """All reviews, of one length of period where given, the newest first."""
    rows = Review.objects.using(alias).order_by("-period_start", "grain")
    return [as_row(one) for one in (rows if grain is None else rows.filter(grain=grain))]


def _of(alias: str, grain: str, period_start: date) -> Review | None:
    return Review.objects.using(alias).filter(grain=grain, period_start=period_start).first()
