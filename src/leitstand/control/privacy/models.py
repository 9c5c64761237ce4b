"""A person's request to see, or to have erased, what is known about them."""

from __future__ import annotations

from datetime import date, timedelta

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone

from leitstand.control.audit.models import new_id

DAYS = 30
"""Within so many days a request is to be answered (Art. 12 GDPR: one month)."""


def due() -> date:
    return (timezone.now() + timedelta(days=DAYS)).date()


class RequestKind(models.TextChoices):
    EXPORT = "export"
    ERASURE = "erasure"


class RequestState(models.TextChoices):
    ASKED = "asked"
    CONFIRMED = "confirmed"
    DONE = "done"
    DROPPED = "dropped"


class Request(models.Model):
    """One request. It names nobody: after an erasure it must stay, as proof.

    keys: canonical table → random keys of the person's records. identified: how the person was identified. result: of
    an erasure its certificate (counts), of an export the rows per table.
    """

    id = models.CharField(max_length=16, primary_key=True, default=new_id)
    kind = models.CharField(max_length=10, choices=RequestKind.choices)
    state = models.CharField(max_length=10, choices=RequestState.choices, default=RequestState.ASKED)
    keys = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    identified = models.CharField(max_length=500, blank=True)
    asked_by = models.CharField(max_length=254, blank=True)
    asked_at = models.DateTimeField(default=timezone.now)
    due_on = models.DateField(default=due)
    confirmed_by = models.CharField(max_length=254, blank=True)
    confirmed_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    result = models.JSONField(null=True, encoder=DjangoJSONEncoder)
