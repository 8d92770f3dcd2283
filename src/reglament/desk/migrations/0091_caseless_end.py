"""Letters about no case end: a moment at which their words were erased, and an index of those that still have them."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("desk", "0090_told")]

    operations = [
        migrations.RemoveConstraint(model_name="letter", name="letter_text"),
        migrations.AddField(
            model_name="letter",
            name="purged_at",
            field=models.BigIntegerField(null=True),
        ),
        migrations.AddIndex(
            model_name="letter",
            index=models.Index(
                condition=models.Q(("purged_at__isnull", True), ("stream__isnull", True)),
                fields=["queued_at"],
                name="letter_caseless",
            ),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("message__isnull", False), ("stream__isnull", False)),
                    models.Q(
                        ("message__isnull", True),
                        ("stream__isnull", True),
                        models.Q(
                            models.Q(("body", ""), _negated=True),
                            ("purged_at__isnull", False),
                            _connector="OR",
                        ),
                    ),
                    _connector="OR",
                ),
                name="letter_text",
            ),
        ),
    ]
