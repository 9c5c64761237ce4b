"""What people keep to look at again: views of numbers, dashboards of views, and notes on the time axis."""

from __future__ import annotations

import secrets
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone


def new_id() -> str:
    """Short enough for an address, and not to be guessed from another."""
    return secrets.token_hex(6)


class ViewForm(models.TextChoices):
    CHART = "chart"
    TABLE = "table"
    PIVOT = "pivot"


class SavedView(models.Model):
    """A question to the data under a name. form: how it is shown. query: the part of the address behind "?"; it holds
    no numbers, so whoever opens it sees what they may see. shared: everybody finds it."""

    id = models.CharField(max_length=16, primary_key=True, default=new_id)
    title = models.CharField(max_length=200)
    form = models.CharField(max_length=8, choices=ViewForm.choices, default=ViewForm.CHART)
    query = models.TextField(blank=True)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    shared = models.BooleanField(default=False)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["title", "id"]


class Dashboard(models.Model):
    """Several views on one page. views: their ids, in order."""

    id = models.CharField(max_length=16, primary_key=True, default=new_id)
    title = models.CharField(max_length=200)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    shared = models.BooleanField(default=False)
    views = models.JSONField(default=list, blank=True)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["title", "id"]


class NoteKind(models.TextChoices):
    NOTE = "note"
    EVENT = "event"


class TimeNote(models.Model):
    """Something that happened on a day, told on every chart with a time axis. metric: '' = all. dims: the segment it is
    about, in the words of Segment; '' = everything. by: who wrote it. kind: a remark, or an event."""

    id = models.CharField(max_length=16, primary_key=True, default=new_id)
    day = models.DateField(db_index=True)
    text = models.CharField(max_length=300)
    metric = models.CharField(max_length=64, blank=True)
    dims = models.TextField(blank=True)
    kind = models.CharField(max_length=8, choices=NoteKind.choices, default=NoteKind.NOTE)
    by = models.CharField(max_length=150, blank=True)
    made_at = models.DateTimeField(default=timezone.now)
