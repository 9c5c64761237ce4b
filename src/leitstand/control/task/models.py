"""The tasks that the data give reason for, and what people said to them."""

from __future__ import annotations

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone

from leitstand.control.plan.models import new_long_id


class Task(models.Model):
    """One customer, type and subject: filed once, updated as long as there is reason for it.

    owner: employee key, null where nobody is known; then team. due, filed_on: of the present matter. seen_on: day of
    the data that last gave reason for it; version: of the data and the program. news: what makes it another matter.
    body: as it was last told.
    """

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

    class Meta:
        constraints = (models.UniqueConstraint(fields=["customer", "type", "subject"], name="task_filed_once"),)
        indexes = (models.Index(fields=["version"], name="task_version"),)


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
