"""What people decide about doubtful links, and the links that wait for them."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("identity", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="Decision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("entity", models.CharField(max_length=64)),
                ("first", models.BigIntegerField()),
                ("second", models.BigIntegerField()),
                ("together", models.BooleanField()),
                ("note", models.TextField(blank=True)),
                ("decided_at", models.DateTimeField(auto_now=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("entity", "first", "second"), name="one_decision_per_pair")
                ],
            },
        ),
        migrations.CreateModel(
            name="DoubtfulPair",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("entity", models.CharField(max_length=64)),
                ("first", models.BigIntegerField()),
                ("second", models.BigIntegerField()),
                ("score", models.FloatField()),
                ("method", models.CharField(max_length=100)),
                ("reason", models.CharField(max_length=32)),
            ],
        ),
    ]
