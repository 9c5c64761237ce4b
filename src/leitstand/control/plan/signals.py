"""Keeps what people answered to the signals of the control."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from leitstand.control.audit.services import as_row, noted
from leitstand.control.plan.models import SignalAnswer
from leitstand.foundation.errors import UnusableInput
from leitstand.foundation.text import Text


def answer(alias: str, signal: str, kind: Literal["temporary_fix", "temporary_dismiss", "lasting"], reason: str,
           by: str = "", baseline: date | None = None) -> dict[str, Any]:  # fmt: skip
    """The answer as kept. baseline: from when on its metric is looked at now. Raises UnusableInput without a reason."""
    if not reason.strip():
        raise UnusableInput(
            Text(de="Eine Antwort auf ein Signal braucht einen Grund.", en="An answer to a signal needs a reason."),
            Text(de="Nennen Sie ihn mit --reason.", en="Give it with --reason."),
        )
    one = SignalAnswer(signal=signal, kind=kind, reason=reason.strip(), by=by, baseline=baseline)
    with noted(alias, one, "answered", by):
        one.save(using=alias, force_insert=True)
    return as_row(one)


def answers(alias: str) -> dict[str, dict[str, Any]]:
    """Signal id → what was answered to it last; kind, reason, at, by, baseline."""
    return {one.signal: as_row(one) for one in SignalAnswer.objects.using(alias).order_by("at")}
