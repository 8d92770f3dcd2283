"""Fetching as a process of its own: it adds messages and sees of them only what tells a repeated one; and it gives signs of life."""

from django.db import migrations

RIGHTS = """
revoke select on inbound from desk_ingest;
grant select (id, mailbox_id, source_key, digest, received_at, number) on inbound to desk_ingest;
grant select, insert, update, delete on pulse, trouble to desk_ingest;
"""


class Migration(migrations.Migration):
    dependencies = [("desk", "0022_files_of_notes")]
    operations = [migrations.RunSQL(RIGHTS)]
