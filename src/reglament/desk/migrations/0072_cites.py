"""A name for a constraint that is no noun of a regulation."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("desk", "0021_lists")]

    operations = [
        migrations.RemoveConstraint("maintenance", "maintenance_document"),
        migrations.AddConstraint(
            "maintenance",
            models.CheckConstraint(condition=~models.Q(document=""), name="maintenance_cites"),
        ),
    ]
