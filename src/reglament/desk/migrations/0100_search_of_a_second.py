"""Search looks whole at the second at which its newest rows end: after thousands of texts in one, it had read all that say the word."""

from importlib import import_module

from django.db import migrations

search = import_module("reglament.desk.migrations.0020_search")


class Migration(migrations.Migration):
    dependencies = [("desk", "0091_caseless_end")]

    operations = [migrations.RunSQL(search.FINDS)]
