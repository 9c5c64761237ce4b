"""The first tables of `board`."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import leitstand.control.board.models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="TimeNote",
            fields=[
                (
                    "id",
                    models.CharField(
                        default=leitstand.control.board.models.new_id, max_length=16, primary_key=True, serialize=False
                    ),
                ),
                ("day", models.DateField(db_index=True)),
                ("text", models.CharField(max_length=300)),
                ("metric", models.CharField(blank=True, max_length=64)),
                ("dims", models.TextField(blank=True)),
                (
                    "kind",
                    models.CharField(choices=[("note", "Note"), ("event", "Event")], default="note", max_length=8),
                ),
                ("by", models.CharField(blank=True, max_length=150)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
        ),
        migrations.CreateModel(
            name="Dashboard",
            fields=[
                (
                    "id",
                    models.CharField(
                        default=leitstand.control.board.models.new_id, max_length=16, primary_key=True, serialize=False
                    ),
                ),
                ("title", models.CharField(max_length=200)),
                ("shared", models.BooleanField(default=False)),
                ("views", models.JSONField(blank=True, default=list)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["title", "id"],
            },
        ),
        migrations.CreateModel(
            name="SavedView",
            fields=[
                (
                    "id",
                    models.CharField(
                        default=leitstand.control.board.models.new_id, max_length=16, primary_key=True, serialize=False
                    ),
                ),
                ("title", models.CharField(max_length=200)),
                (
                    "form",
                    models.CharField(
                        choices=[("chart", "Chart"), ("table", "Table"), ("pivot", "Pivot")],
                        default="chart",
                        max_length=8,
                    ),
                ),
                ("query", models.TextField(blank=True)),
                ("shared", models.BooleanField(default=False)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["title", "id"],
            },
        ),
    ]
