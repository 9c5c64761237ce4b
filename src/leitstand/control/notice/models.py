"""Schedules, alert rules, the matters they saw, and what was sent."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils import timezone

from leitstand.control.plan.models import new_id, new_long_id


def _json(default: type[dict[str, Any]] | type[list[Any]]) -> Any:
    return models.JSONField(encoder=DjangoJSONEncoder, default=default, blank=True)


class Rhythm(models.TextChoices):
    DAILY = "daily"
    WORKDAYS = "workdays"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"


class Schedule(models.Model):
    """Work that is done again and again, at a time of day in the home's zone.

    weekday: 0 is Monday. day: of the month, or of the quarter's first month; its last day where it is shorter.
    recipients: {user} (id) or {address}, with segment (words, all hold) and language ('' is the user's own). owner: who
    made it (it is deleted with them: without owner nothing would be limited); what goes to plain addresses is limited
    to what the owner may see. next_at, last_at: planned instants.
    """

    id = models.CharField(max_length=16, primary_key=True, default=new_id)
    title = models.CharField(max_length=200, blank=True)
    chore = models.CharField(max_length=64)
    args = _json(dict)
    rhythm = models.CharField(max_length=10, choices=Rhythm.choices)
    weekday = models.PositiveSmallIntegerField(default=0)
    day = models.PositiveSmallIntegerField(default=1)
    time = models.TimeField()
    recipients = _json(list)
    active = models.BooleanField(default=True)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    next_at = models.DateTimeField(db_index=True)
    last_at = models.DateTimeField(null=True)


class RuleKind(models.TextChoices):
    SPECIAL_CAUSE = "special_cause"
    THRESHOLD = "threshold"
    RELATIVE_CHANGE = "relative_change"
    MISSING_DELIVERY = "missing_delivery"


class AlertRule(models.Model):
    """When somebody is to be told at once.

    metric: '' with special_cause is all that is watched. segment: words, all hold. source: connector of a missing
    delivery, '' is each. value: the threshold in the metric's unit, the relative change (0.1 is 10 %), or the days of
    grace (null: half the usual gap). direction: above or below, rise, fall or any; of special causes bad or any.
    against: previous_period, previous_year or target. channels: "mail" or ids of webhooks. recipients, owner: as of
    schedules.
    """

    id = models.CharField(max_length=16, primary_key=True, default=new_id)
    title = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=20, choices=RuleKind.choices)
    metric = models.CharField(max_length=64, blank=True)
    segment = _json(list)
    grain = models.CharField(max_length=16, default="month")
    source = models.CharField(max_length=64, blank=True)
    value = models.FloatField(null=True)
    direction = models.CharField(max_length=8, default="any")
    against = models.CharField(max_length=16, default="previous_year")
    channels = _json(list)
    recipients = _json(list)
    active = models.BooleanField(default=True)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)


class Matter(models.Model):
    """Something that a rule saw: told once, and again only after it was over.

    key: by which it is recognised. segment: words of what it is about. text, cause: {de, en}; cause null
    where it cannot be said. path: of the page that shows it. schedule: of the schedule that failed, where it is that.
    """

    id = models.CharField(max_length=16, primary_key=True, default=new_long_id)
    rule = models.ForeignKey(AlertRule, null=True, on_delete=models.CASCADE, related_name="matters")
    schedule = models.ForeignKey(Schedule, null=True, on_delete=models.CASCADE, related_name="matters")
    key = models.CharField(max_length=300)
    metric = models.CharField(max_length=64, blank=True)
    segment = _json(list)
    text = _json(dict)
    cause = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    path = models.CharField(max_length=300, blank=True)
    began_at = models.DateTimeField(default=timezone.now)
    over_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["rule", "key"], condition=Q(over_at=None), name="matter_open_once"),
        )


class NoticeKind(models.TextChoices):
    ALERT = "alert"
    REPORT = "report"
    MORNING = "morning"
    FAILURE = "failure"
    TRIAL = "trial"


class NoticeState(models.TextChoices):
    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"
    WITHHELD = "withheld"


class Notice(models.Model):
    """One message to one recipient: what was sent, or is to be sent. The message itself is kept nowhere.

    channel: mail or webhook. to: mail address, or id of the webhook. withheld: the recipient may not see what it is
    about. error: {de, en}. next_try_at: of one that waits.
    """

    id = models.CharField(max_length=16, primary_key=True, default=new_long_id)
    kind = models.CharField(max_length=10, choices=NoticeKind.choices)
    matter = models.ForeignKey(Matter, null=True, on_delete=models.CASCADE, related_name="notices")
    schedule = models.CharField(max_length=16, blank=True)
    channel = models.CharField(max_length=10)
    to = models.CharField(max_length=254)
    language = models.CharField(max_length=2)
    about = _json(dict)
    state = models.CharField(max_length=10, choices=NoticeState.choices, default=NoticeState.WAITING)
    error = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    at = models.DateTimeField(default=timezone.now, db_index=True)
    sent_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = (models.Index(fields=["state", "next_try_at"], name="notice_waiting"),)


class Webhook(models.Model):
    """An address of another system that is called. secret: sealed; signs every call."""

    UNSAID: ClassVar = frozenset({"secret"})

    id = models.CharField(max_length=16, primary_key=True, default=new_id)
    title = models.CharField(max_length=200)
    url = models.CharField(max_length=2000)
    secret = models.TextField()
    active = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=timezone.now)
