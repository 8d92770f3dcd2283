"""Post: leases of intake and visible deadlines of its quarantine; what holds sending, and what its budgets count by."""

from importlib import import_module

import django.db.models.functions.text
from django.db import migrations, models

rights = import_module("reglament.desk.migrations.0002_walls").rights


class Migration(migrations.Migration):
    dependencies = [
        ("desk", "0002_walls"),
        ("people", "0001_books"),
    ]

    operations = [
        migrations.CreateModel(
            name="Hold",
            fields=[
                ("what", models.TextField(primary_key=True, serialize=False)),
                ("at", models.BigIntegerField()),
                ("by", models.TextField()),
                ("why", models.TextField(default="")),
            ],
            options={
                "db_table": "hold",
            },
        ),
        migrations.RemoveIndex(
            model_name="inbound",
            name="inbound_new",
        ),
        migrations.AddField(
            model_name="inbound",
            name="due_at",
            field=models.BigIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="inbound",
            name="lease_until",
            field=models.BigIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="letter",
            name="tried_at",
            field=models.BigIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="mailbox",
            name="received_as",
            field=models.TextField(default=""),
        ),
        migrations.AddIndex(
            model_name="inbound",
            index=models.Index(
                models.F("received_at"),
                django.db.models.functions.text.Length("number"),
                models.F("number"),
                condition=models.Q(("state", "new")),
                name="inbound_new",
            ),
        ),
        migrations.AddIndex(
            model_name="letter",
            index=models.Index(
                condition=models.Q(("automatic", True)),
                fields=["recipient", "tried_at"],
                name="letter_budget",
            ),
        ),
        migrations.AddIndex(
            model_name="letter",
            index=models.Index(
                condition=models.Q(("automatic", True)), fields=["tried_at"], name="letter_budget_all"
            ),
        ),
        migrations.AddConstraint(
            model_name="hold",
            constraint=models.CheckConstraint(
                condition=models.Q(("what__in", ("everything", "automatic"))), name="hold_what"
            ),
        ),
        migrations.RunSQL(
            rights("hold") + "grant select on hold to desk_web, desk_worker, desk_audit, desk_backup;"
        ),
    ]
