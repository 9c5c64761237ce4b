"""Signs months off and opens them again; whatever was signed stays in the history."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone

from leitstand.control import database  # noqa: F401  (sets Django up: no model can be imported before)
from leitstand.control.audit.services import noted
from leitstand.control.closing.models import SignOff
from leitstand.foundation.errors import UnusableInput
from leitstand.foundation.text import Text


def sign(alias: str, month: date, by: str, figures: Mapping[str, str], note: str = "") -> SignOff:
    """Signs a month off. month: its first day. Raises UnusableInput for one that is signed already."""
    try:
        one = SignOff(month=month, signed_by=by, figures=dict(figures), note=note)
        with transaction.atomic(using=alias), noted(alias, one, "signed", by, name=f"{month:%Y-%m}"):
            one.save(using=alias)
        return one
    except IntegrityError:
        raise UnusableInput(
            Text(
                de=f"Der Monat {month:%Y-%m} ist schon freigegeben.", en=f"The month {month:%Y-%m} is signed already."
            ),
            Text(
                de=f"Öffnen Sie ihn zuerst: leitstand reconcile --reopen {month:%Y-%m} --reason GRUND",
                en=f"Open it first: leitstand reconcile --reopen {month:%Y-%m} --reason REASON",
            ),
        ) from None


def reopen(alias: str, month: date, by: str, reason: str) -> SignOff:
    """Takes the signature of a month back. Raises UnusableInput without a reason, or where the month is not signed."""
    if not reason.strip():
        raise UnusableInput(
            Text(de="Ein freigegebener Monat braucht einen Grund.", en="A signed month needs a reason."),
            Text(de="Nennen Sie ihn mit --reason.", en="Give it with --reason."),
        )
    found = SignOff.objects.using(alias).filter(month=month, reopened_at__isnull=True).first()
    if found is None:
        raise UnusableInput(
            Text(de=f"Der Monat {month:%Y-%m} ist nicht freigegeben.", en=f"The month {month:%Y-%m} is not signed."),
            Text(
                de="`leitstand reconcile` zeigt, welche Monate es sind.",
                en="`leitstand reconcile` shows which months are.",
            ),
        )
    with noted(alias, found, "reopened", by, name=f"{month:%Y-%m}"):
        found.reopened_at, found.reopened_by, found.reason = timezone.now(), by, reason.strip()
        found.save(using=alias)
    return found


def history(alias: str) -> list[SignOff]:
    """All signatures, also those taken back, oldest first."""
    return list(SignOff.objects.using(alias).order_by("month", "signed_at", "id"))
