"""The tasks that the data give reason for, and what people said to them."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone

from leitstand.control.plan.models import new_long_id

BY_HAND = ""
"""Version of tasks that a person filed: they do not depend on the data."""


class Task(models.Model):
    """One customer, type and subject: filed once, updated as long as there is reason for it.

    owner: employee key, null where nobody is known; then team. due, filed_on: of the present matter. seen_on: day of
    the data that last gave reason for it; version: of the data and the program, or BY_HAND. news: what makes it another
    matter. body: as it was last told. assignee: whose it is by the word of a person, whoever the owner is.
    """

    UNSAID: ClassVar = frozenset({"body"})

    id = models.CharField(max_length=12, primary_key=True)
    customer = models.BigIntegerField()
    type = models.CharField(max_length=64)
    subject = models.CharField(max_length=64, blank=True)
    owner = models.BigIntegerField(null=True)
    team = models.CharField(max_length=200, blank=True)
    due = models.DateField()
    stake = models.FloatField()
    news = models.CharField(max_length=16)
    filed_on = models.DateField()
    seen_on = models.DateField()
    version = models.CharField(max_length=100)
    body = models.JSONField(encoder=DjangoJSONEncoder)
    assignee = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["customer", "type", "subject"], name="task_filed_once"),)
        indexes = (
            models.Index(fields=["version"], name="task_version"),
            models.Index(fields=["owner"], name="task_owner"),
        )


class AnswerKind(models.TextChoices):
    DONE = "done"
    POSTPONED = "postponed"
    DISMISSED = "dismissed"


class TaskAnswer(models.Model):
    """What a person said; the newest holds as long as the task's news are those it was said to. until: the day on which
    a postponed one comes back. None is ever changed: together they are the history."""

    id = models.CharField(max_length=16, primary_key=True, default=new_long_id)
    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="answers")
    kind = models.CharField(max_length=12, choices=AnswerKind.choices)
    until = models.DateField(null=True)
    reason = models.TextField(blank=True)
    news = models.CharField(max_length=16)
    at = models.DateTimeField(default=timezone.now)
    by = models.CharField(max_length=150, blank=True)


class CustomerNote(models.Model):
    """What a person wrote about a customer. The trail says that it was written, not what."""

    UNSAID: ClassVar = frozenset({"text"})

    id = models.CharField(max_length=16, primary_key=True, default=new_long_id)
    customer = models.BigIntegerField(db_index=True)
    text = models.TextField()
    at = models.DateTimeField(default=timezone.now)
    by = models.CharField(max_length=150, blank=True)
