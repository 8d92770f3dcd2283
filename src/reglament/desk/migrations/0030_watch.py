"""Watch: stuck alarms, doubted clocks, occurrences of periodic jobs, and what staff are told."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

WRITTEN_BY_WORKERS = ("stuck", "watched_clock", "occurrence", "trouble", "summary")
GRANTS = "".join(
    f"grant select on {table} to desk_web, desk_audit, desk_backup;"
    f"grant select, insert, update, delete on {table} to desk_worker;"
    for table in WRITTEN_BY_WORKERS
)


class Migration(migrations.Migration):
    dependencies = [
        ("desk", "0020_search"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Occurrence",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "job", "at", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("job", models.TextField()),
                ("at", models.BigIntegerField()),
                ("done_at", models.BigIntegerField()),
                ("skipped", models.BooleanField(default=False)),
            ],
            options={"db_table": "occurrence"},
        ),
        migrations.CreateModel(
            name="Stuck",
            fields=[
                (
                    "stream",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        serialize=False,
                        to="desk.stream",
                    ),
                ),
                ("tries", models.IntegerField()),
                ("since_at", models.BigIntegerField()),
                ("again_at", models.BigIntegerField()),
                ("trouble", models.TextField()),
            ],
            options={"db_table": "stuck"},
        ),
        migrations.CreateModel(
            name="Summary",
            fields=[
                ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ("period_at", models.BigIntegerField()),
                ("ready_at", models.BigIntegerField()),
                ("channel", models.TextField(default="")),
                ("entries", models.JSONField()),
                ("state", models.TextField(default="ready")),
                ("sent_at", models.BigIntegerField(null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={"db_table": "summary"},
        ),
        migrations.CreateModel(
            name="Trouble",
            fields=[
                ("key", models.TextField(primary_key=True, serialize=False)),
                ("kind", models.TextField()),
                ("since_at", models.BigIntegerField()),
                ("detail", models.TextField(default="")),
                ("told_at", models.BigIntegerField(null=True)),
            ],
            options={"db_table": "trouble"},
        ),
        migrations.CreateModel(
            name="WatchedClock",
            fields=[
                ("process", models.TextField(primary_key=True, serialize=False)),
                ("wall_at", models.BigIntegerField()),
                ("boot", models.FloatField()),
                ("jumped_at", models.BigIntegerField(null=True)),
            ],
            options={"db_table": "watched_clock"},
        ),
        migrations.RemoveConstraint(model_name="hold", name="hold_what"),
        migrations.AddConstraint(
            model_name="hold",
            constraint=models.CheckConstraint(
                condition=models.Q(("what__in", ("everything", "automatic", "clock"))), name="hold_what"
            ),
        ),
        migrations.AddIndex(
            model_name="summary",
            index=models.Index(
                condition=models.Q(("state", "ready")), fields=["ready_at"], name="summary_ready"
            ),
        ),
        migrations.AddConstraint(
            model_name="summary",
            constraint=models.UniqueConstraint(fields=("person", "period_at"), name="summary_once"),
        ),
        migrations.AddConstraint(
            model_name="summary",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ("ready", "sent", "failed"))), name="summary_state"
            ),
        ),
        migrations.RunSQL(GRANTS),
    ]
