"""Work that waits, runs or is over."""

from __future__ import annotations

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils import timezone

from leitstand.control.plan.models import new_long_id


class JobState(models.TextChoices):
    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class Job(models.Model):
    """One piece of work. chore: id of the kind of work. key: hash of chore and args, by which it is recognised.

    progress, error: {de, en}, null where nothing was said. result: as the chore answers. asked_by: mail address, ''
    where the product asked itself. schedule: id of the schedule that asked, '' where none did. pid: of the worker.
    starts: how often it was begun.
    """

    id = models.CharField(max_length=16, primary_key=True, default=new_long_id)
    chore = models.CharField(max_length=64)
    args = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    key = models.CharField(max_length=64)
    state = models.CharField(max_length=8, choices=JobState.choices, default=JobState.QUEUED)
    progress = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    result = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    error = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    asked_by = models.CharField(max_length=254, blank=True)
    schedule = models.CharField(max_length=16, blank=True)
    queued_at = models.DateTimeField(default=timezone.now)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    pid = models.IntegerField(null=True)
    starts = models.IntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["key"], condition=Q(state="queued"), name="job_waits_once"),)
        indexes = (models.Index(fields=["state", "queued_at"], name="job_next"),)

    @property
    def over(self) -> bool:
        return self.state in (JobState.DONE, JobState.FAILED)
