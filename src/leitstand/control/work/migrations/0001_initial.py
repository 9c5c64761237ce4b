"""The first tables of `work`."""

import django.core.serializers.json
import django.utils.timezone
from django.db import migrations, models

import leitstand.control.plan.models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Job",
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
                ("chore", models.CharField(max_length=64)),
                ("args", models.JSONField(default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder)),
                ("key", models.CharField(max_length=64)),
                (
                    "state",
                    models.CharField(
                        choices=[("queued", "Queued"), ("running", "Running"), ("done", "Done"), ("failed", "Failed")],
                        default="queued",
                        max_length=8,
                    ),
                ),
                ("progress", models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder, null=True)),
                ("result", models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder, null=True)),
                ("error", models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder, null=True)),
                ("asked_by", models.CharField(blank=True, max_length=254)),
                ("schedule", models.CharField(blank=True, max_length=16)),
                ("queued_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("started_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("pid", models.IntegerField(null=True)),
                ("starts", models.IntegerField(default=0)),
            ],
            options={
                "indexes": [models.Index(fields=["state", "queued_at"], name="job_next")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "queued")), fields=("key",), name="job_waits_once"
                    )
                ],
            },
        ),
    ]
