"""A number the company wants a metric to reach in a period."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class TargetKind(models.TextChoices):
    AT_OR_ABOVE = "at_or_above"
    AT_OR_BELOW = "at_or_below"


class Target(models.Model):
    """metric: id in the catalogue. segment: '' = everything. period_start: first day. value: in the metric's unit."""

    metric = models.CharField(max_length=64)
    segment = models.TextField(blank=True)
    grain = models.CharField(max_length=16)
    period_start = models.DateField()
    value = models.FloatField()
    kind = models.CharField(max_length=12, choices=TargetKind.choices)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    set_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["metric", "segment", "grain", "period_start"], name="one_target_per_period"
            ),
        )
