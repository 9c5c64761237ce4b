"""The audit trail is no longer part of the plan: users and settings leave traces in it too."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("plan", "0002_actions_and_lessons"),
        ("audit", "0001_initial"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(state_operations=[migrations.DeleteModel(name="Change")]),
    ]
