"""What is remembered about loaded files: loads, sealed files, mappings and settings."""

from __future__ import annotations

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.utils import timezone


class LoadState(models.TextChoices):
    STARTED = "started"
    DONE = "done"
    WITHDRAWN = "withdrawn"
    FAILED = "failed"


class RejectsState(models.TextChoices):
    NONE = "none"
    OPEN = "open"
    RELOADED = "reloaded"


class Load(models.Model):
    """One file that was brought in. The analytic store decides what is loaded, this is the record of it.

    file_name may name a person, so it is kept nowhere else. size in bytes. control_totals, tables, notes: as the
    import job hands them over; decimals stand as text.
    """

    id = models.CharField(max_length=64, primary_key=True)
    file_name = models.TextField()
    table_name = models.CharField(max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.BigIntegerField()
    connector = models.CharField(max_length=64)
    mapping_hash = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=10, choices=LoadState.choices, default=LoadState.STARTED)
    started_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True)
    rows_in = models.BigIntegerField(default=0)
    accepted = models.BigIntegerField(default=0)
    rejected = models.BigIntegerField(default=0)
    rejects_state = models.CharField(max_length=10, choices=RejectsState.choices, default=RejectsState.NONE)
    control_totals = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    tables = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    notes = models.JSONField(default=list, encoder=DjangoJSONEncoder)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(rows_in=F("accepted") + F("rejected")), name="every_row_accounted_for"),
        )

    def __str__(self) -> str:
        return f"{self.id} ({self.file_name})"


class SealedFile(models.Model):
    """The wrapped key of one encrypted file; without it the file is noise. `id` stands in the head of the file."""

    id = models.CharField(max_length=32, primary_key=True)
    load_id = models.CharField(max_length=64, db_index=True)
    kind = models.CharField(max_length=10)
    wrapped_key = models.BinaryField()
    sealed_at = models.DateTimeField(auto_now_add=True)


class Mapping(models.Model):
    """How files of one shape are read; shape is the hash of their header."""

    shape = models.CharField(max_length=64, primary_key=True)
    source_system = models.CharField(max_length=64)
    spec = models.JSONField(encoder=DjangoJSONEncoder)
    updated_at = models.DateTimeField(auto_now=True)


class Setting(models.Model):
    """One choice of the user for this home, such as the reporting currency."""

    key = models.CharField(max_length=100, primary_key=True)
    value = models.JSONField(encoder=DjangoJSONEncoder, null=True)
