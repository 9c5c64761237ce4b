"""The messages that wait, and those that were sent or could not be."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from leitstand.control import database  # noqa: F401  (sets Django up: no model can be imported before)

from django.utils import timezone  # isort: skip

from leitstand.control.notice.models import Matter, Notice, NoticeState
from leitstand.foundation.text import Text

AGAIN_AFTER = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=3))
"""Waits between the tries to send one message; after the last it is given up."""
KEPT_DAYS = 365
OUTSIDE = Text(
    de="Nicht gesendet: Das liegt außerhalb dessen, was diese Person sehen darf oder sehen will.",
    en="Not sent: it lies outside of what this person may or wants to see.",
)


def queue(alias: str, kind: str, channel: str, to: str, language: str, *, matter: Matter | None = None,
          withheld: bool = False) -> Notice:  # fmt: skip
    """A message that waits to be sent. withheld: it is only noted that it is not sent."""
    return Notice.objects.using(alias).create(
        kind=kind, channel=channel, to=to, language=language, matter=matter, about=matter.text if matter else {},
        state=NoticeState.WITHHELD if withheld else NoticeState.WAITING, error=OUTSIDE.as_dict() if withheld else None,
    )  # fmt: skip


def waiting(alias: str, now: datetime | None = None) -> list[Notice]:
    """What is to be sent now, the oldest first."""
    rows = Notice.objects.using(alias).select_related("matter", "matter__rule", "matter__schedule")
    return list(rows.filter(state=NoticeState.WAITING, next_try_at__lte=now or timezone.now()).order_by("at", "id"))


def sent(alias: str, notice_id: str) -> None:
    """It was handed over."""
    Notice.objects.using(alias).filter(id=notice_id).update(
        state=NoticeState.SENT, sent_at=timezone.now(), error=None
    )  # fmt: skip


def failed(alias: str, one: Notice, error: Text, now: datetime | None = None) -> None:
    """It could not be handed over: it is tried again later, a few times."""
    tries, now = one.tries + 1, now or timezone.now()
    more = tries <= len(AGAIN_AFTER)
    Notice.objects.using(alias).filter(id=one.id).update(
        tries=tries, error=error.as_dict(), state=NoticeState.WAITING if more else NoticeState.FAILED,
        next_try_at=now + AGAIN_AFTER[tries - 1] if more else now,
    )  # fmt: skip


def record(alias: str, kind: str, channel: str, to: str, language: str, about: Text, *, error: Text | None = None,
           schedule: str = "") -> Notice:  # fmt: skip
    """Notes a message that was sent at once, or could not be. about: what it was, without any name of a customer."""
    now = timezone.now()
    return Notice.objects.using(alias).create(
        kind=kind, channel=channel, to=to, language=language, about=about.as_dict(), schedule=schedule,
        state=NoticeState.FAILED if error else NoticeState.SENT, error=error.as_dict() if error else None,
        at=now, sent_at=None if error else now, tries=1,
    )  # fmt: skip


def notices(alias: str, most: int = 200, **only: Any) -> list[Notice]:
    """The newest first. only: fields of Notice, such as kind="alert" or to="a@b.de"."""
    return list(Notice.objects.using(alias).select_related("matter").filter(**only).order_by("-at", "-id")[:most])


def forget_old(alias: str, days: int = KEPT_DAYS) -> int:
    """Deletes what was sent long ago, and matters long over; how many messages."""
    long_ago = timezone.now() - timedelta(days=days)
    count, _ = Notice.objects.using(alias).filter(at__lt=long_ago).delete()
    Matter.objects.using(alias).filter(over_at__lt=long_ago).delete()
    return count


def as_dict(one: Notice) -> Mapping[str, Any]:
    """For pages and webhooks: what was sent to whom, when, and what came of it."""
    return {
        "id": one.id, "kind": one.kind, "channel": one.channel, "to": one.to, "language": one.language,
        "about": one.about, "state": one.state, "error": one.error, "at": one.at.isoformat(timespec="seconds"),
    }  # fmt: skip
