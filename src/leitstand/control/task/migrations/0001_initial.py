"""The first tables of `task`."""

import django.core.serializers.json
import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import leitstand.control.plan.models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Task",
            fields=[
                ("id", models.CharField(max_length=12, primary_key=True, serialize=False)),
                ("customer", models.BigIntegerField()),
                ("type", models.CharField(max_length=64)),
                ("subject", models.CharField(blank=True, max_length=64)),
                ("owner", models.BigIntegerField(null=True)),
                ("team", models.CharField(blank=True, max_length=200)),
                ("due", models.DateField()),
                ("stake", models.FloatField()),
                ("news", models.CharField(max_length=16)),
                ("filed_on", models.DateField()),
                ("seen_on", models.DateField()),
                ("version", models.CharField(max_length=100)),
                ("body", models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder)),
            ],
            options={
                "indexes": [models.Index(fields=["version"], name="task_version")],
                "constraints": [
                    models.UniqueConstraint(fields=("customer", "type", "subject"), name="task_filed_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="TaskAnswer",
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
                        choices=[("done", "Done"), ("postponed", "Postponed"), ("dismissed", "Dismissed")],
                        max_length=12,
                    ),
                ),
                ("until", models.DateField(null=True)),
                ("reason", models.TextField(blank=True)),
                ("news", models.CharField(max_length=16)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("by", models.CharField(blank=True, max_length=150)),
                (
                    "task",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="answers", to="task.task"
                    ),
                ),
            ],
        ),
    ]
