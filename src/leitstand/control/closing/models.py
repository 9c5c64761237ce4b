"""The signature under the figures of a month, and its history."""

from __future__ import annotations

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q


class SignOff(models.Model):
    """A month as it was signed off. figures: name of a figure → amount as text. reopened_at: null while it holds."""

    month = models.DateField()
    signed_at = models.DateTimeField(auto_now_add=True)
    signed_by = models.CharField(max_length=150)
    note = models.TextField(blank=True)
    figures = models.JSONField(encoder=DjangoJSONEncoder)
    reopened_at = models.DateTimeField(null=True)
    reopened_by = models.CharField(max_length=150, blank=True)
    reason = models.TextField(blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["month"], condition=Q(reopened_at__isnull=True), name="one_signature_per_month"
            ),
            models.CheckConstraint(
                condition=Q(reopened_at__isnull=True) | ~Q(reason=""), name="reopened_with_a_reason"
            ),
        )
