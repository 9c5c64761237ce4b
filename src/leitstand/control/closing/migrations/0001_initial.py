"""The first tables of `closing`."""

import django.core.serializers.json
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="SignOff",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("month", models.DateField()),
                ("signed_at", models.DateTimeField(auto_now_add=True)),
                ("signed_by", models.CharField(max_length=150)),
                ("note", models.TextField(blank=True)),
                ("figures", models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder)),
                ("reopened_at", models.DateTimeField(null=True)),
                ("reopened_by", models.CharField(blank=True, max_length=150)),
                ("reason", models.TextField(blank=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("reopened_at__isnull", True)),
                        fields=("month",),
                        name="one_signature_per_month",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("reopened_at__isnull", True), models.Q(("reason", ""), _negated=True), _connector="OR"
                        ),
                        name="reopened_with_a_reason",
                    ),
                ],
            },
        ),
    ]
