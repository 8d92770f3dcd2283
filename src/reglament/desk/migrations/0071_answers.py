"""What the cases of a problem are told when its fix is published."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("desk", "0060_evidence")]

    operations = [
        migrations.AddField("problem", "answer", models.JSONField(null=True)),
        migrations.AddField("problem", "fixed_by", models.TextField(default="")),
        migrations.AddIndex(
            "problemcase",
            models.Index(
                fields=["problem", "case"], name="problem_case_untold", condition=models.Q(("told_at", None))
            ),
        ),
    ]
