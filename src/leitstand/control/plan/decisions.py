"""What people said to recommendations; a rejected one stays away until its evidence changes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from leitstand.control.audit.models import Change
from leitstand.control.audit.services import as_row, noted
from leitstand.control.plan.models import Decision
from leitstand.foundation.errors import UnusableInput
from leitstand.foundation.text import Text

RECOMMENDATION = "recommendation"
"""Kind under which comments stand in the audit trail."""


def decide(alias: str, body: Mapping[str, Any], kind: Literal["accepted", "adapted", "rejected"], evidence: str,
           reason: str = "", by: str = "") -> dict[str, Any]:  # fmt: skip
    """Notes what is said to a recommendation. body: as it stands, with `id` and `rule`. evidence: hash of what it rests
    on. Raises UnusableInput for a rejection without a reason."""
    if kind == "rejected" and not reason.strip():
        raise UnusableInput(
            Text(de="Eine Ablehnung braucht einen Grund.", en="A rejection needs a reason."),
            Text(de="Nennen Sie ihn mit --reason.", en="Give it with --reason."),
        )
    one = Decision(about=body["id"], rule=body["rule"], kind=kind, reason=reason.strip(), evidence=evidence,
                   body=dict(body), by=by)  # fmt: skip
    with noted(alias, one, kind, by, reason.strip()):
        one.save(using=alias, force_insert=True)
    return as_row(one)


def decisions(alias: str) -> list[dict[str, Any]]:
    """All that was said, the newest first."""
    return [as_row(one) for one in Decision.objects.using(alias).order_by("-at")]


def newest(alias: str) -> dict[str, dict[str, Any]]:
    """Recommendation id → what was said to it last; about, rule, kind, reason, evidence, body, at, by."""
    return {one.about: as_row(one) for one in Decision.objects.using(alias).order_by("at")}


def comment(alias: str, about: str, text: str, by: str = "") -> None:
    """Notes what somebody says of a recommendation, once however often it is sent. Raises UnusableInput for nothing."""
    said = text.strip()
    if not said:
        raise UnusableInput(
            Text(de="Der Kommentar ist leer.", en="The comment is empty."),
            Text(de="Schreiben Sie, was Sie dazu sagen wollen.", en="Write what you want to say."),
        )
    last = Change.objects.using(alias).filter(kind=RECOMMENDATION, object_id=about).order_by("-at").first()
    if last is None or (last.note, last.by) != (said, by):
        Change.objects.using(alias).create(kind=RECOMMENDATION, object_id=about, what="comment", by=by, note=said)


def comments(alias: str, about: str) -> list[dict[str, Any]]:
    """What was said of a recommendation, oldest first: at, by, note."""
    rows = Change.objects.using(alias).filter(kind=RECOMMENDATION, object_id=about, what="comment").order_by("at")
    return [{"at": one.at.isoformat(timespec="seconds"), "by": one.by, "note": one.note} for one in rows]
