"""A file that came with a note of staff is hidden with it: its name is content, and content knows whether it is a note's."""

from django.db import migrations

LINES = "line_id = any((select desk_lines())::smallint[])"
CUSTOMERS = "customer_id = any((select desk_customers())::uuid[])"
NAMED = "exists (select from content n where n.id = file_name and not n.note)"


class Migration(migrations.Migration):
    dependencies = [("desk", "0072_cites")]
    operations = [
        migrations.RunSQL(f"alter policy web on blob using ({LINES} or ({CUSTOMERS} and {NAMED}))"),
    ]
