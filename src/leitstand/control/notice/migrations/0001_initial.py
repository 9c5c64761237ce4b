"""The first tables of `notice`."""

import django.core.serializers.json
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import leitstand.control.plan.models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Webhook",
            fields=[
                (
                    "id",
                    models.CharField(
                        default=leitstand.control.plan.models.new_id, max_length=16, primary_key=True, serialize=False
                    ),
                ),
                ("title", models.CharField(max_length=200)),
                ("url", models.CharField(max_length=2000)),
                ("secret", models.TextField()),
                ("active", models.BooleanField(default=True)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
        ),
        migrations.CreateModel(
            name="AlertRule",
            fields=[
                (
                    "id",
                    models.CharField(
                        default=leitstand.control.plan.models.new_id, max_length=16, primary_key=True, serialize=False
                    ),
                ),
                ("title", models.CharField(blank=True, max_length=200)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("special_cause", "Special Cause"),
                            ("threshold", "Threshold"),
                            ("relative_change", "Relative Change"),
                            ("missing_delivery", "Missing Delivery"),
                        ],
                        max_length=20,
                    ),
                ),
                ("metric", models.CharField(blank=True, max_length=64)),
                (
                    "segment",
                    models.JSONField(blank=True, default=list, encoder=django.core.serializers.json.DjangoJSONEncoder),
                ),
                ("grain", models.CharField(default="month", max_length=16)),
                ("source", models.CharField(blank=True, max_length=64)),
                ("value", models.FloatField(null=True)),
                ("direction", models.CharField(default="any", max_length=8)),
                ("against", models.CharField(default="previous_year", max_length=16)),
                (
                    "channels",
                    models.JSONField(blank=True, default=list, encoder=django.core.serializers.json.DjangoJSONEncoder),
                ),
                (
                    "recipients",
                    models.JSONField(blank=True, default=list, encoder=django.core.serializers.json.DjangoJSONEncoder),
                ),
                ("active", models.BooleanField(default=True)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "owner",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Schedule",
            fields=[
                (
                    "id",
                    models.CharField(
                        default=leitstand.control.plan.models.new_id, max_length=16, primary_key=True, serialize=False
                    ),
                ),
                ("title", models.CharField(blank=True, max_length=200)),
                ("chore", models.CharField(max_length=64)),
                (
                    "args",
                    models.JSONField(blank=True, default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder),
                ),
                (
                    "rhythm",
                    models.CharField(
                        choices=[
                            ("daily", "Daily"),
                            ("workdays", "Workdays"),
                            ("weekly", "Weekly"),
                            ("monthly", "Monthly"),
                            ("quarterly", "Quarterly"),
                        ],
                        max_length=10,
                    ),
                ),
                ("weekday", models.PositiveSmallIntegerField(default=0)),
                ("day", models.PositiveSmallIntegerField(default=1)),
                ("time", models.TimeField()),
                (
                    "recipients",
                    models.JSONField(blank=True, default=list, encoder=django.core.serializers.json.DjangoJSONEncoder),
                ),
                ("active", models.BooleanField(default=True)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("next_at", models.DateTimeField(db_index=True)),
                ("last_at", models.DateTimeField(null=True)),
                (
                    "owner",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Matter",
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
                ("key", models.CharField(max_length=300)),
                ("metric", models.CharField(blank=True, max_length=64)),
                (
                    "segment",
                    models.JSONField(blank=True, default=list, encoder=django.core.serializers.json.DjangoJSONEncoder),
                ),
                (
                    "text",
                    models.JSONField(blank=True, default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder),
                ),
                ("cause", models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder, null=True)),
                ("path", models.CharField(blank=True, max_length=300)),
                ("began_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("over_at", models.DateTimeField(null=True)),
                (
                    "rule",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="matters",
                        to="notice.alertrule",
                    ),
                ),
                (
                    "schedule",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="matters",
                        to="notice.schedule",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Notice",
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
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("alert", "Alert"),
                            ("report", "Report"),
                            ("morning", "Morning"),
                            ("failure", "Failure"),
                            ("trial", "Trial"),
                        ],
                        max_length=10,
                    ),
                ),
                ("schedule", models.CharField(blank=True, max_length=16)),
                ("channel", models.CharField(max_length=10)),
                ("to", models.CharField(max_length=254)),
                ("language", models.CharField(max_length=2)),
                (
                    "about",
                    models.JSONField(blank=True, default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("sent", "Sent"),
                            ("failed", "Failed"),
                            ("withheld", "Withheld"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("error", models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder, null=True)),
                ("at", models.DateTimeField(db_index=True, default=django.utils.timezone.now)),
                ("sent_at", models.DateTimeField(null=True)),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("next_try_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "matter",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notices",
                        to="notice.matter",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["state", "next_try_at"], name="notice_waiting")],
            },
        ),
        migrations.AddConstraint(
            model_name="matter",
            constraint=models.UniqueConstraint(
                condition=models.Q(("over_at", None)), fields=("rule", "key"), name="matter_open_once"
            ),
        ),
    ]
