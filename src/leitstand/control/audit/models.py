"""One line for everything that was changed."""

from __future__ import annotations

import secrets

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone


def new_id() -> str:
    """The same in every home that imports it."""
    return secrets.token_hex(8)


class Change(models.Model):
    """One line of the audit trail; never changed or deleted. kind, object_id: of what was written. what: happened to it
    (created, started, postponed, comment …). before, after: the fields that differ; null where there was nothing."""

    id = models.CharField(max_length=16, primary_key=True, default=new_id)
    at = models.DateTimeField(default=timezone.now)
    by = models.CharField(max_length=150, blank=True)
    kind = models.CharField(max_length=32)
    object_id = models.CharField(max_length=200)
    what = models.CharField(max_length=32)
    note = models.TextField(blank=True)
    before = models.JSONField(encoder=DjangoJSONEncoder, null=True)
    after = models.JSONField(encoder=DjangoJSONEncoder, null=True)

    class Meta:
        db_table = "plan_change"  # where it began
        indexes = (models.Index(fields=["kind", "object_id"], name="change_of"),)
