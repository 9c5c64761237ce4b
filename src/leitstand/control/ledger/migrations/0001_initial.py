"""The first tables of `ledger`."""

import django.core.serializers.json
import django.db.models.expressions
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Mapping",
            fields=[
                ("shape", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("source_system", models.CharField(max_length=64)),
                ("spec", models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder)),
                ("updated_at", models.DateTimeField(auto_now=True)),
            ],
        ),
        migrations.CreateModel(
            name="SealedFile",
            fields=[
                ("id", models.CharField(max_length=32, primary_key=True, serialize=False)),
                ("load_id", models.CharField(db_index=True, max_length=64)),
                ("kind", models.CharField(max_length=10)),
                ("wrapped_key", models.BinaryField()),
                ("sealed_at", models.DateTimeField(auto_now_add=True)),
            ],
        ),
        migrations.CreateModel(
            name="Setting",
            fields=[
                ("key", models.CharField(max_length=100, primary_key=True, serialize=False)),
                ("value", models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Load",
            fields=[
                ("id", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("file_name", models.TextField()),
                ("table_name", models.CharField(blank=True, max_length=200)),
                ("sha256", models.CharField(db_index=True, max_length=64)),
                ("size", models.BigIntegerField()),
                ("connector", models.CharField(max_length=64)),
                ("mapping_hash", models.CharField(blank=True, max_length=64)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("started", "Started"),
                            ("done", "Done"),
                            ("withdrawn", "Withdrawn"),
                            ("failed", "Failed"),
                        ],
                        default="started",
                        max_length=10,
                    ),
                ),
                ("started_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("finished_at", models.DateTimeField(null=True)),
                ("rows_in", models.BigIntegerField(default=0)),
                ("accepted", models.BigIntegerField(default=0)),
                ("rejected", models.BigIntegerField(default=0)),
                (
                    "rejects_state",
                    models.CharField(
                        choices=[("none", "None"), ("open", "Open"), ("reloaded", "Reloaded")],
                        default="none",
                        max_length=10,
                    ),
                ),
                (
                    "control_totals",
                    models.JSONField(default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder),
                ),
                ("tables", models.JSONField(default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder)),
                ("notes", models.JSONField(default=list, encoder=django.core.serializers.json.DjangoJSONEncoder)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "rows_in",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("accepted"), "+", models.F("rejected")
                                ),
                            )
                        ),
                        name="every_row_accounted_for",
                    )
                ],
            },
        ),
    ]
