"""Limits how often somebody may try to get in."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("account", "0002_rights_and_tokens")]

    operations = [
        migrations.CreateModel(
            name="Tried",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("whom", models.CharField(max_length=64, unique=True)),
                ("times", models.JSONField(default=list)),
            ],
        ),
    ]
