"""What the company wants to reach, what it decided and does for it, and what came of it."""

from __future__ import annotations

import secrets
from typing import Any, ClassVar

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone


def new_id() -> str:
    """Short enough to be typed, and the same in every home that imports it."""
    return secrets.token_hex(4)


def new_long_id() -> str:
    """For what grows into the many and is never typed (migrations know it by this name)."""
    return secrets.token_hex(8)


def _json(default: type[dict[str, Any]] | type[list[Any]] | None = None, *, null: bool = False) -> Any:
    """A JSON column; without a default it must be given."""
    more: dict[str, Any] = {} if default is None else {"default": default, "blank": True}
    return models.JSONField(encoder=DjangoJSONEncoder, null=null, **more)


class TargetKind(models.TextChoices):
    AT_OR_ABOVE = "at_or_above"
    AT_OR_BELOW = "at_or_below"


class Target(models.Model):
    """A number a metric is to reach in a period. metric: id in the catalogue. segment: '' = everything. period_start:
    first day. value: in the metric's unit."""

    NATURAL: ClassVar = ("metric", "segment", "grain", "period_start")

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


class GoalKind(models.TextChoices):
    AT_OR_ABOVE = "at_or_above"
    AT_OR_BELOW = "at_or_below"
    INCREASE_TO = "increase_to"
    DECREASE_TO = "decrease_to"


class GoalState(models.TextChoices):
    OPEN = "open"
    REACHED = "reached"
    MISSED = "missed"
    DROPPED = "dropped"


class Goal(models.Model):
    """Where a metric is to stand by a day. p20, p50, p80: stretch, target, commitment. months: {month, baseline,
    target} each. drivers: as `leitstand target --json` tells them."""

    id = models.CharField(max_length=16, primary_key=True, default=new_id)
    metric = models.CharField(max_length=64)
    segment = models.TextField(blank=True)
    kind = models.CharField(max_length=12, choices=GoalKind.choices)
    baseline = models.FloatField(null=True)
    baseline_on = models.DateField(null=True)
    target = models.FloatField()
    by = models.DateField()
    p20 = models.FloatField(null=True)
    p50 = models.FloatField(null=True)
    p80 = models.FloatField(null=True)
    probability = models.FloatField(null=True)
    drivers = _json(list)
    months = _json(list)
    state = models.CharField(max_length=8, choices=GoalState.choices, default=GoalState.OPEN)
    note = models.TextField(blank=True)
    set_by = models.CharField(max_length=150, blank=True)
    set_at = models.DateTimeField(default=timezone.now)


class DecisionKind(models.TextChoices):
    ACCEPTED = "accepted"
    ADAPTED = "adapted"
    REJECTED = "rejected"


class Decision(models.Model):
    """What was said to a recommendation; the newest holds. about: its id. evidence: what it rested on, as a hash: while
    it stays the same, a rejected one stays away. body: the recommendation as it stood."""

    id = models.CharField(max_length=16, primary_key=True, default=new_id)
    about = models.CharField(max_length=64, db_index=True)
    rule = models.CharField(max_length=64)
    kind = models.CharField(max_length=8, choices=DecisionKind.choices)
    reason = models.TextField(blank=True)
    evidence = models.CharField(max_length=64)
    body = _json()
    at = models.DateTimeField(default=timezone.now)
    by = models.CharField(max_length=150, blank=True)


class ActionState(models.TextChoices):
    PLANNED = "planned"
    RUNNING = "running"
    DONE = "done"
    DROPPED = "dropped"


class Effort(models.TextChoices):
    SMALL = "S"
    MEDIUM = "M"
    LARGE = "L"


class Action(models.Model):
    """Something the company does to move a metric. title: {de, en}. metric, dims: its lever and where it acts.
    expected: {low, mid, high, gap, unit, money_per_year, money_kind}. design: how its effect will be measured,
    registered before it is looked at (the `check` of the answers). owner_role: {de, en}. cost: reporting currency."""

    id = models.CharField(max_length=16, primary_key=True, default=new_id)
    title = _json()
    rule = models.CharField(max_length=64, blank=True)
    recommendation = models.CharField(max_length=64, blank=True)
    goal = models.ForeignKey(Goal, null=True, on_delete=models.PROTECT, related_name="actions")
    metric = models.CharField(max_length=64)
    dims = _json(dict)
    baseline = models.FloatField(null=True)
    expected = _json(dict)
    design = _json(dict)
    guardrails = _json(list)
    owner_role = _json(dict)
    owner_team = models.CharField(max_length=100, blank=True)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    starts_on = models.DateField(null=True)
    due_on = models.DateField(null=True)
    done_on = models.DateField(null=True)
    cost = models.FloatField(null=True)
    effort = models.CharField(max_length=1, choices=Effort.choices, blank=True)
    needs = models.ManyToManyField("self", symmetrical=False, related_name="needed_by")
    state = models.CharField(max_length=8, choices=ActionState.choices, default=ActionState.PLANNED)
    note = models.TextField(blank=True)
    created_at = models.DateTimeField(default=timezone.now)


class Milestone(models.Model):
    """A step of an action that must be done by a day."""

    id = models.CharField(max_length=16, primary_key=True, default=new_id)
    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="milestones")
    title = models.CharField(max_length=200)
    due_on = models.DateField()
    done_on = models.DateField(null=True)


class Verdict(models.TextChoices):
    WORKED = "worked"
    NO_EFFECT = "no_effect"
    HARMED = "harmed"
    UNDECIDED = "undecided"


class EffectResult(models.Model):
    """What an action changed, as measured on a day; the newest holds. checks: {name, ok, text, value} each. early:
    asked for before the window ended, with an interval that allows it. details: what else the design tells."""

    id = models.CharField(max_length=16, primary_key=True, default=new_id)
    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="effects")
    measured_at = models.DateTimeField(default=timezone.now)
    as_of = models.DateField()
    design = models.CharField(max_length=32)
    estimate = models.FloatField(null=True)
    ci_low = models.FloatField(null=True)
    ci_high = models.FloatField(null=True)
    se = models.FloatField(null=True)
    unit = models.CharField(max_length=32)
    checks = _json(list)
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    early = models.BooleanField(default=False)
    details = _json(dict)


class Lesson(models.Model):
    """What an action taught about the rule it came from; one per action, renewed with its effect. share: measured /
    expected gap. grade: A (randomised) to D (before and after). text: {de, en}."""

    id = models.CharField(max_length=16, primary_key=True, default=new_id)
    action = models.OneToOneField(Action, on_delete=models.CASCADE, related_name="lesson")
    rule = models.CharField(max_length=64, blank=True)
    situation = _json(dict)
    expected = models.FloatField(null=True)
    measured = models.FloatField(null=True)
    share = models.FloatField(null=True)
    share_se = models.FloatField(null=True)
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    grade = models.CharField(max_length=1)
    text = _json()
    at = models.DateTimeField(default=timezone.now)


class Review(models.Model):
    """The document of a period: state, what went well and what did not, why, decisions, next targets. Once signed it
    stays as it is."""

    id = models.CharField(max_length=16, primary_key=True, default=new_id)
    grain = models.CharField(max_length=16)
    period_start = models.DateField()
    body = _json()
    signed_by = models.CharField(max_length=150, blank=True)
    signed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["grain", "period_start"], name="one_review_per_period"),)


class SignalAnswerKind(models.TextChoices):
    TEMPORARY_FIX = "temporary_fix"
    TEMPORARY_DISMISS = "temporary_dismiss"
    LASTING = "lasting"


class SignalAnswer(models.Model):
    """What a person said to a signal of the control; the newest holds. baseline: from when on the metric is looked at
    now (only where what happened will last)."""

    id = models.CharField(max_length=16, primary_key=True, default=new_id)
    signal = models.CharField(max_length=64, db_index=True)
    kind = models.CharField(max_length=20, choices=SignalAnswerKind.choices)
    reason = models.TextField(blank=True)
    at = models.DateTimeField(default=timezone.now)
    by = models.CharField(max_length=150, blank=True)
    baseline = models.DateField(null=True)
