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


class Decision(models.Model):
    """A person's word on two records (first < second): that they are one, or that they are not. It goes before every
    calculation. entity: their canonical table."""

    entity = models.CharField(max_length=64)
    first = models.BigIntegerField()
    second = models.BigIntegerField()
    together = models.BooleanField()
    note = models.TextField(blank=True)
    decided_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["entity", "first", "second"], name="one_decision_per_pair"),)


class DoubtfulPair(models.Model):
    """Two records of which the last matching could not say whether they are one. method, reason, score: see `Pair` and
    `Doubtful` of the matching."""

    entity = models.CharField(max_length=64)
    first = models.BigIntegerField()
    second = models.BigIntegerField()
    score = models.FloatField()
    method = models.CharField(max_length=100)
    reason = models.CharField(max_length=32)
