"""What the role of pages needs besides acts: sessions, addresses and the counters of attempts, none of which tells of a customer."""

from django.db import migrations

# Django's own shape of a cache in a database; worth nothing after a crash, so nothing of it is logged ahead.
CACHE = """
create unlogged table cache (cache_key varchar(255) primary key, value text not null, expires timestamptz not null);
create index cache_expires on cache (expires);
"""
WRITTEN_BY_PAGES = ("cache", "django_session", "account_emailaddress", "account_emailconfirmation")
READ_BY_PAGES = ("django_content_type",)
# A process that ends takes its sign of life along; news on a closed case may need the number of a new one.
OF_THE_BOOKS = "grant delete on pulse to desk_web; grant update on number to desk_web;"


def rights() -> str:
    given = [
        f"grant select, insert, update, delete on {table} to desk_web;grant select on {table} to desk_backup;"
        for table in WRITTEN_BY_PAGES
    ]
    given += [f"grant select on {table} to desk_web;" for table in READ_BY_PAGES]
    return "\n".join(given)


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0001_books"),
        ("account", "0009_emailaddress_unique_primary_email"),
        ("sessions", "0001_initial"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("desk", "0002_walls"),
    ]
    operations = [migrations.RunSQL(CACHE + rights() + OF_THE_BOOKS)]
