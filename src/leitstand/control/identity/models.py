"""Who is behind a key: the key map, the vault of names and texts, and the marks of erased people."""

from __future__ import annotations

from django.db import models


class Key(models.Model):
    """The random key by which the analytic store knows one row of a source. `entity` is a canonical table."""

    key = models.BigIntegerField(primary_key=True)
    entity = models.CharField(max_length=64)
    source_system = models.CharField(max_length=64)
    source_id = models.TextField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["entity", "source_system", "source_id"], name="one_key_per_source_id"),
        )


class Identifier(models.Model):
    """One name, address or free text, as one load brought it; the newest load (highest id) is the valid one.

    search: see `services.search_number`.
    """

    entity = models.CharField(max_length=64)
    key = models.BigIntegerField()
    field = models.CharField(max_length=64)
    value = models.TextField()
    search = models.BigIntegerField()
    load_id = models.CharField(max_length=64)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["entity", "key", "field", "load_id"], name="one_value_per_load"),
        )
        indexes = (
            models.Index(fields=["search"], name="identifier_search"),
            models.Index(fields=["load_id"], name="identifier_load"),
        )


class Tombstone(models.Model):
    """Somebody who was erased: enough to recognise them in the next file, too little to name them."""

    digest = models.CharField(max_length=64, primary_key=True)
    erased_at = models.DateTimeField(auto_now_add=True)
