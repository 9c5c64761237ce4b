"""The first tables of `finding`."""

import django.core.serializers.json
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Run",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("started_at", models.DateTimeField(auto_now_add=True)),
                ("version", models.CharField(max_length=100)),
                ("as_of", models.DateField()),
                ("summary", models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder)),
            ],
        ),
        migrations.CreateModel(
            name="Finding",
            fields=[
                ("id", models.CharField(max_length=12, primary_key=True, serialize=False)),
                ("type", models.CharField(max_length=64)),
                ("metric", models.CharField(max_length=64)),
                ("subject", models.TextField()),
                ("rising", models.BooleanField()),
                ("since", models.DateField(null=True)),
                ("place", models.IntegerField()),
                ("body", models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder)),
                (
                    "first_run",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="finding.run"),
                ),
                (
                    "last_run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="findings", to="finding.run"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["subject"], name="finding_subject")],
            },
        ),
        migrations.CreateModel(
            name="Answer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(choices=[("temporary", "Temporary"), ("lasting", "Lasting")], max_length=12),
                ),
                ("note", models.TextField(blank=True)),
                ("answered_at", models.DateTimeField(auto_now_add=True)),
                ("baseline", models.DateField(null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "finding",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="answers", to="finding.finding"
                    ),
                ),
            ],
        ),
    ]
