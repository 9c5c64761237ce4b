"""What people said to recommendations; a rejected one stays away until its evidence changes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from leitstand.control.plan.audit import as_row, noted
from leitstand.control.plan.models import Decision
from leitstand.foundation.errors import UnusableInput
from leitstand.foundation.text import Text


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
