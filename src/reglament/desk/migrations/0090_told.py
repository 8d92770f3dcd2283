"""What people are told: letters that are about no case, receipts at the end of those that are, one summary gathered a person."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# Summaries were only gathered so far; what lies there is old by now.
OLD = "update summary set state = 'moot' where state <> 'sent'"


class Migration(migrations.Migration):
    dependencies = [
        ("desk", "0085_fetching"),
        ("people", "0003_told_by"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="summary",
            name="summary_once",
        ),
        migrations.RemoveConstraint(
            model_name="summary",
            name="summary_state",
        ),
        migrations.AddField(
            model_name="letter",
            name="body",
            field=models.TextField(db_default="", default=""),
        ),
        migrations.AddField(
            model_name="letter",
            name="receipt",
            field=models.TextField(db_default="", default=""),
        ),
        migrations.AddField(
            model_name="letter",
            name="subject",
            field=models.TextField(db_default="", default=""),
        ),
        migrations.AlterField(
            model_name="letter",
            name="customer",
            field=models.ForeignKey(
                db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, to="people.customer"
            ),
        ),
        migrations.AlterField(
            model_name="letter",
            name="line",
            field=models.ForeignKey(
                db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, to="desk.line"
            ),
        ),
        migrations.AlterField(
            model_name="letter",
            name="message",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, to="desk.message"
            ),
        ),
        migrations.AlterField(
            model_name="letter",
            name="stream",
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to="desk.stream"),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("message__isnull", False), ("stream__isnull", False)),
                    models.Q(
                        ("message__isnull", True),
                        ("stream__isnull", True),
                        models.Q(("body", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="letter_text",
            ),
        ),
        migrations.RunSQL(OLD),
        migrations.AddConstraint(
            model_name="summary",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "ready")), fields=("person",), name="summary_gathering"
            ),
        ),
        migrations.AddConstraint(
            model_name="summary",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ("ready", "sent", "moot"))), name="summary_state"
            ),
        ),
    ]
