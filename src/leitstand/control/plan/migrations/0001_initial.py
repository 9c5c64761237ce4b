"""The first tables of `plan`."""

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
            name="Target",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("metric", models.CharField(max_length=64)),
                ("segment", models.TextField(blank=True)),
                ("grain", models.CharField(max_length=16)),
                ("period_start", models.DateField()),
                ("value", models.FloatField()),
                (
                    "kind",
                    models.CharField(
                        choices=[("at_or_above", "At Or Above"), ("at_or_below", "At Or Below")], max_length=12
                    ),
                ),
                ("set_at", models.DateTimeField(auto_now=True)),
                (
                    "set_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("metric", "segment", "grain", "period_start"), name="one_target_per_period"
                    )
                ],
            },
        ),
    ]
