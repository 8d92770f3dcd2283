"""How somebody of staff is told: by which channel, how often."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0002_sign_in"),
    ]

    operations = [
        migrations.AddField(
            model_name="user",
            name="told_by",
            field=models.TextField(db_default="", default=""),
        ),
        migrations.AddField(
            model_name="user",
            name="told_every",
            field=models.IntegerField(null=True),
        ),
    ]
