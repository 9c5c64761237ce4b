"""Goals, decisions, actions, effects, lessons, reviews and the audit trail."""

import django.core.serializers.json
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import leitstand.control.plan.models


class Migration(migrations.Migration):
    dependencies = [
        ("plan", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Decision",
            fields=[
                (
                    "id",
                    models.CharField(
                        default=leitstand.control.plan.models.new_id, max_length=16, primary_key=True, serialize=False
                    ),
                ),
                ("about", models.CharField(db_index=True, max_length=64)),
                ("rule", models.CharField(max_length=64)),
                (
                    "kind",
                    models.CharField(
                        choices=[("accepted", "Accepted"), ("adapted", "Adapted"), ("rejected", "Rejected")],
                        max_length=8,
                    ),
                ),
                ("reason", models.TextField(blank=True)),
                ("evidence", models.CharField(max_length=64)),
                ("body", models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("by", models.CharField(blank=True, max_length=150)),
            ],
        ),
        migrations.CreateModel(
            name="Goal",
            fields=[
                (
                    "id",
                    models.CharField(
                        default=leitstand.control.plan.models.new_id, max_length=16, primary_key=True, serialize=False
                    ),
                ),
                ("metric", models.CharField(max_length=64)),
                ("segment", models.TextField(blank=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("at_or_above", "At Or Above"),
                            ("at_or_below", "At Or Below"),
                            ("increase_to", "Increase To"),
                            ("decrease_to", "Decrease To"),
                        ],
                        max_length=12,
                    ),
                ),
                ("baseline", models.FloatField(null=True)),
                ("baseline_on", models.DateField(null=True)),
                ("target", models.FloatField()),
                ("by", models.DateField()),
                ("p20", models.FloatField(null=True)),
                ("p50", models.FloatField(null=True)),
                ("p80", models.FloatField(null=True)),
                ("probability", models.FloatField(null=True)),
                (
                    "drivers",
                    models.JSONField(blank=True, default=list, encoder=django.core.serializers.json.DjangoJSONEncoder),
                ),
                (
                    "months",
                    models.JSONField(blank=True, default=list, encoder=django.core.serializers.json.DjangoJSONEncoder),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Open"),
                            ("reached", "Reached"),
                            ("missed", "Missed"),
                            ("dropped", "Dropped"),
                        ],
                        default="open",
                        max_length=8,
                    ),
                ),
                ("note", models.TextField(blank=True)),
                ("set_by", models.CharField(blank=True, max_length=150)),
                ("set_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
        ),
        migrations.CreateModel(
            name="SignalAnswer",
            fields=[
                (
                    "id",
                    models.CharField(
                        default=leitstand.control.plan.models.new_id, max_length=16, primary_key=True, serialize=False
                    ),
                ),
                ("signal", models.CharField(db_index=True, max_length=64)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("temporary_fix", "Temporary Fix"),
                            ("temporary_dismiss", "Temporary Dismiss"),
                            ("lasting", "Lasting"),
                        ],
                        max_length=20,
                    ),
                ),
                ("reason", models.TextField(blank=True)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("by", models.CharField(blank=True, max_length=150)),
                ("baseline", models.DateField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Action",
            fields=[
                (
                    "id",
                    models.CharField(
                        default=leitstand.control.plan.models.new_id, max_length=16, primary_key=True, serialize=False
                    ),
                ),
                ("title", models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder)),
                ("rule", models.CharField(blank=True, max_length=64)),
                ("recommendation", models.CharField(blank=True, max_length=64)),
                ("metric", models.CharField(max_length=64)),
                (
                    "dims",
                    models.JSONField(blank=True, default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder),
                ),
                ("baseline", models.FloatField(null=True)),
                (
                    "expected",
                    models.JSONField(blank=True, default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder),
                ),
                (
                    "design",
                    models.JSONField(blank=True, default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder),
                ),
                (
                    "guardrails",
                    models.JSONField(blank=True, default=list, encoder=django.core.serializers.json.DjangoJSONEncoder),
                ),
                (
                    "owner_role",
                    models.JSONField(blank=True, default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder),
                ),
                ("owner_team", models.CharField(blank=True, max_length=100)),
                ("starts_on", models.DateField(null=True)),
                ("due_on", models.DateField(null=True)),
                ("done_on", models.DateField(null=True)),
                ("cost", models.FloatField(null=True)),
                (
                    "effort",
                    models.CharField(
                        blank=True, choices=[("S", "Small"), ("M", "Medium"), ("L", "Large")], max_length=1
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "Planned"),
                            ("running", "Running"),
                            ("done", "Done"),
                            ("dropped", "Dropped"),
                        ],
                        default="planned",
                        max_length=8,
                    ),
                ),
                ("note", models.TextField(blank=True)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("needs", models.ManyToManyField(related_name="needed_by", to="plan.action")),
                (
                    "owner",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "goal",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="actions", to="plan.goal"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Change",
            fields=[
                (
                    "id",
                    models.CharField(
                        default=leitstand.control.plan.models.new_long_id,
                        max_length=16,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("by", models.CharField(blank=True, max_length=150)),
                ("kind", models.CharField(max_length=32)),
                ("object_id", models.CharField(max_length=200)),
                ("what", models.CharField(max_length=32)),
                ("note", models.TextField(blank=True)),
                ("before", models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder, null=True)),
                ("after", models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder, null=True)),
            ],
            options={
                "indexes": [models.Index(fields=["kind", "object_id"], name="change_of")],
            },
        ),
        migrations.CreateModel(
            name="EffectResult",
            fields=[
                (
                    "id",
                    models.CharField(
                        default=leitstand.control.plan.models.new_id, max_length=16, primary_key=True, serialize=False
                    ),
                ),
                ("measured_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("as_of", models.DateField()),
                ("design", models.CharField(max_length=32)),
                ("estimate", models.FloatField(null=True)),
                ("ci_low", models.FloatField(null=True)),
                ("ci_high", models.FloatField(null=True)),
                ("se", models.FloatField(null=True)),
                ("unit", models.CharField(max_length=32)),
                (
                    "checks",
                    models.JSONField(blank=True, default=list, encoder=django.core.serializers.json.DjangoJSONEncoder),
                ),
                (
                    "verdict",
                    models.CharField(
                        choices=[
                            ("worked", "Worked"),
                            ("no_effect", "No Effect"),
                            ("harmed", "Harmed"),
                            ("undecided", "Undecided"),
                        ],
                        max_length=10,
                    ),
                ),
                ("early", models.BooleanField(default=False)),
                (
                    "details",
                    models.JSONField(blank=True, default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder),
                ),
                (
                    "action",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="effects", to="plan.action"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Lesson",
            fields=[
                (
                    "id",
                    models.CharField(
                        default=leitstand.control.plan.models.new_id, max_length=16, primary_key=True, serialize=False
                    ),
                ),
                ("rule", models.CharField(blank=True, max_length=64)),
                (
                    "situation",
                    models.JSONField(blank=True, default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder),
                ),
                ("expected", models.FloatField(null=True)),
                ("measured", models.FloatField(null=True)),
                ("share", models.FloatField(null=True)),
                ("share_se", models.FloatField(null=True)),
                (
                    "verdict",
                    models.CharField(
                        choices=[
                            ("worked", "Worked"),
                            ("no_effect", "No Effect"),
                            ("harmed", "Harmed"),
                            ("undecided", "Undecided"),
                        ],
                        max_length=10,
                    ),
                ),
                ("grade", models.CharField(max_length=1)),
                ("text", models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "action",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="lesson", to="plan.action"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Milestone",
            fields=[
                (
                    "id",
                    models.CharField(
                        default=leitstand.control.plan.models.new_id, max_length=16, primary_key=True, serialize=False
                    ),
                ),
                ("title", models.CharField(max_length=200)),
                ("due_on", models.DateField()),
                ("done_on", models.DateField(null=True)),
                (
                    "action",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="milestones", to="plan.action"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Review",
            fields=[
                (
                    "id",
                    models.CharField(
                        default=leitstand.control.plan.models.new_id, max_length=16, primary_key=True, serialize=False
                    ),
                ),
                ("grain", models.CharField(max_length=16)),
                ("period_start", models.DateField()),
                ("body", models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder)),
                ("signed_by", models.CharField(blank=True, max_length=150)),
                ("signed_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("grain", "period_start"), name="one_review_per_period")
                ],
            },
        ),
    ]
