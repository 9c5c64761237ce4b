"""The first tables of `identity`."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Tombstone",
            fields=[
                ("digest", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("erased_at", models.DateTimeField(auto_now_add=True)),
            ],
        ),
        migrations.CreateModel(
            name="Identifier",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("entity", models.CharField(max_length=64)),
                ("key", models.BigIntegerField()),
                ("field", models.CharField(max_length=64)),
                ("value", models.TextField()),
                ("search", models.BigIntegerField()),
                ("load_id", models.CharField(max_length=64)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["search"], name="identifier_search"),
                    models.Index(fields=["load_id"], name="identifier_load"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("entity", "key", "field", "load_id"), name="one_value_per_load")
                ],
            },
        ),
        migrations.CreateModel(
            name="Key",
            fields=[
                ("key", models.BigIntegerField(primary_key=True, serialize=False)),
                ("entity", models.CharField(max_length=64)),
                ("source_system", models.CharField(max_length=64)),
                ("source_id", models.TextField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("entity", "source_system", "source_id"), name="one_key_per_source_id"
                    )
                ],
            },
        ),
    ]
