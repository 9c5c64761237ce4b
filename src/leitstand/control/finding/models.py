"""What the analysis found: its runs, the findings that live from run to run, and the answers of people."""

from __future__ import annotations

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models


class Run(models.Model):
    """One analysis. version: of the data and the methods; as_of: last day of the data. summary: the run without its
    findings."""

    started_at = models.DateTimeField(auto_now_add=True)
    version = models.CharField(max_length=100)
    as_of = models.DateField()
    summary = models.JSONField(encoder=DjangoJSONEncoder)


class Finding(models.Model):
    """One matter over all runs. subject: metric and segment. rising: direction of its effect. since: null where it has
    no beginning. body: as the last run that saw it told it. place: in the ranking of that run."""

    id = models.CharField(max_length=12, primary_key=True)
    type = models.CharField(max_length=64)
    metric = models.CharField(max_length=64)
    subject = models.TextField()
    rising = models.BooleanField()
    since = models.DateField(null=True)
    first_run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="+")
    last_run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="findings")
    place = models.IntegerField()
    body = models.JSONField(encoder=DjangoJSONEncoder)

    class Meta:
        indexes = (models.Index(fields=["subject"], name="finding_subject"),)


class AnswerKind(models.TextChoices):
    TEMPORARY = "temporary"
    LASTING = "lasting"


class Answer(models.Model):
    """What a person said to a finding; the newest holds. baseline: from when on its metric and segment are looked at
    now (only where what happened will last)."""

    finding = models.ForeignKey(Finding, on_delete=models.CASCADE, related_name="answers")
    kind = models.CharField(max_length=12, choices=AnswerKind.choices)
    note = models.TextField(blank=True)
    answered_at = models.DateTimeField(auto_now_add=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    baseline = models.DateField(null=True)
