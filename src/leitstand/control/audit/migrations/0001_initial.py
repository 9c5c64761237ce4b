"""The audit trail gets a place of its own; its table stays where it is."""

import django.core.serializers.json
import django.utils.timezone
from django.db import migrations, models

import leitstand.control.audit.models


class Migration(migrations.Migration):
    initial = True

    dependencies = [("plan", "0002_actions_and_lessons")]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="Change",
                    fields=[
                        (
                            "id",
                            models.CharField(
                                default=leitstand.control.audit.models.new_id,
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
                        "db_table": "plan_change",
                        "indexes": [models.Index(fields=["kind", "object_id"], name="change_of")],
                    },
                ),
            ],
        ),
    ]
