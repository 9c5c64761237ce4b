"""Keeps requests of people about their own data, from asking to done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from leitstand.control import database  # noqa: F401  (sets Django up: no model can be imported before)
from leitstand.control.audit.services import noted

from django.utils import timezone  # isort: skip

from leitstand.control.privacy.models import Request, RequestKind, RequestState
from leitstand.foundation.errors import UnknownId, UnusableInput
from leitstand.foundation.text import Text

OPEN = (RequestState.ASKED, RequestState.CONFIRMED)


def ask(alias: str, kind: str, keys: Mapping[str, Sequence[int]], by: str, identified: str = "") -> Request:
    """A new request, or the open one of the same kind about the same records."""
    told = {entity: sorted(found) for entity, found in keys.items() if found}
    for known in Request.objects.using(alias).filter(kind=kind, state__in=OPEN):
        if known.keys == told:
            return known
    one = Request(kind=RequestKind(kind), keys=told, asked_by=by, identified=identified.strip()[:500])
    with noted(alias, one, "asked", by):
        one.save(using=alias)
    return one


def request(alias: str, request_id: str) -> Request:
    """Raises UnknownId."""
    found = Request.objects.using(alias).filter(id=request_id).first()
    if found is None:
        known = Request.objects.using(alias).values_list("id", flat=True)
        raise UnknownId(Text(de="Die Anfrage", en="request"), request_id, known)
    return found


def requests(alias: str, kind: str | None = None) -> list[Request]:
    """The newest first."""
    rows = Request.objects.using(alias).order_by("-asked_at", "id")
    return list(rows if kind is None else rows.filter(kind=kind))


def confirm(alias: str, request_id: str, by: str) -> Request:
    """The erasure is confirmed for the second time, and may begin. Raises UnknownId, UnusableInput."""
    one = _open(alias, request_id)
    if one.state == RequestState.ASKED:
        with noted(alias, one, "confirmed", by):
            one.state, one.confirmed_by, one.confirmed_at = RequestState.CONFIRMED, by, timezone.now()
            one.save(using=alias)
    return one


def finish(alias: str, request_id: str, result: Mapping[str, Any], by: str = "") -> Request:
    """What was done. Raises UnknownId, UnusableInput."""
    return _end(alias, request_id, RequestState.DONE, by, dict(result))


def drop(alias: str, request_id: str, by: str) -> Request:
    """Nothing is to be done. Raises UnknownId, UnusableInput."""
    return _end(alias, request_id, RequestState.DROPPED, by, None)


def erased_keys(alias: str) -> list[dict[str, list[int]]]:
    """The keys of everybody whose erasure was begun or done, oldest first: to be erased again after a restore."""
    states = (RequestState.CONFIRMED, RequestState.DONE)
    rows = Request.objects.using(alias).filter(kind=RequestKind.ERASURE, state__in=states).order_by("asked_at")
    return list(rows.values_list("keys", flat=True))


def _end(alias: str, request_id: str, state: RequestState, by: str, result: dict[str, Any] | None) -> Request:
    one = _open(alias, request_id)
    with noted(alias, one, str(state), by):
        one.state, one.done_at, one.result = state, timezone.now(), result
        one.save(using=alias)
    return one


def _open(alias: str, request_id: str) -> Request:
    one = request(alias, request_id)
    if one.state not in OPEN:
        raise UnusableInput(
            Text(de="Diese Anfrage ist abgeschlossen.", en="This request is closed."),
            Text(de="Beginnen Sie eine neue.", en="Begin a new one."),
        )
    return one
