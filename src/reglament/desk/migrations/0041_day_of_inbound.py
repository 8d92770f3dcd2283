"""The day whose key a letter was sealed by as it arrived."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("desk", "0071_answers")]

    operations = [
        migrations.AddField(model_name="inbound", name="day", field=models.DateField(null=True)),
    ]
