"""Confidential content: keys of intake and of files, what stands beside a sealed text, holds and purges, and walls against plain text."""

from importlib import import_module

import django.db.models.deletion
from django.db import migrations, models

policies = import_module("reglament.desk.migrations.0002_walls").policies

STAFF = "(select desk_lines()) is not null"
# What no code of ours may do even by mistake: keep a text of a confidential line in plain, or wrap a key by an old KEK.
WALLS = """
create function refuse_plain() returns trigger language plpgsql as $$ begin
  if (select confidential from public.line where id = new.line_id) then
    raise exception 'line % is confidential: % takes nothing in plain', new.line_id, tg_table_name using errcode = '23514';
  end if;
  return new;
end $$;
create trigger content_is_sealed before insert or update of text, line_id on content for each row
  when (new.text is not null) execute function refuse_plain();
create trigger inbound_is_sealed before insert or update of raw, sealed, line_id on inbound for each row
  when (new.raw is not null and not new.sealed) execute function refuse_plain();
create trigger blob_is_sealed before insert or update of sealed, line_id on blob for each row
  when (new.sealed is null and new.purged_at is null) execute function refuse_plain();
create function refuse_late_secrecy() returns trigger language plpgsql as $$ begin
  if exists (select from public.inbound where line_id = new.id) or exists (select from public.stream where line_id = new.id and kind = 'case') then
    raise exception 'line % has letters or cases: whether it is confidential stays as it is', new.id using errcode = '23514';
  end if;
  return new;
end $$;
create trigger line_secrecy_is_final before update of confidential on line for each row
  when (old.confidential is distinct from new.confidential) execute function refuse_late_secrecy();
create function refuse_old_kek() returns trigger language plpgsql as $$ begin
  if new.kek < (select max(version) from public.kek) then
    raise exception 'key-encryption key % is out of use: read the folder of keys again', new.kek using errcode = '40001';
  end if;
  return new;
end $$;
"""
KEYS = ("wrapped_key", "intake_key", "blob_key")
NEWEST = "".join(
    f"create trigger {table}_is_newest before insert or update of kek on {table} for each row execute function refuse_old_kek();"
    for table in KEYS
)
# The worker alone has the keys' rows; intake reads public halves, and not even a sealed private one.
RIGHTS = """
create policy ingest on intake_key for select to desk_ingest using (true);
grant select (mailbox_id, day, public) on intake_key to desk_ingest;
grant select, insert, update, delete on intake_key, blob_key, purge, legal_hold to desk_worker;
grant select, insert on kek to desk_worker;
grant select, insert, update on legal_hold to desk_web;
grant select on kek, purge to desk_web;
grant usage on all sequences in schema public to desk_web, desk_worker;
"""


def walls() -> str:
    """All statements, in order."""
    mine = ("intake_key", "blob_key", "kek", "purge")
    scoped = "".join(policies(table, "true" if table in ("kek", "purge") else "false") for table in mine)
    read = f"grant select on {', '.join((*mine, 'legal_hold'))} to desk_audit, desk_backup;"
    made: str = WALLS + NEWEST + scoped + policies("legal_hold", STAFF) + RIGHTS + read
    return made


class Migration(migrations.Migration):
    dependencies = [
        ("desk", "0030_watch"),
        ("people", "0001_books"),
    ]

    operations = [
        migrations.CreateModel(
            name="BlobKey",
            fields=[
                (
                    "customer",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        serialize=False,
                        to="people.customer",
                    ),
                ),
                ("kek", models.SmallIntegerField()),
                ("sealed", models.BinaryField()),
            ],
            options={
                "db_table": "blob_key",
            },
        ),
        migrations.CreateModel(
            name="IntakeKey",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "mailbox_id", "day", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("day", models.DateField()),
                ("public", models.BinaryField()),
                (
                    "mailbox",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, to="desk.mailbox"
                    ),
                ),
                ("kek", models.SmallIntegerField()),
                ("sealed", models.BinaryField()),
            ],
            options={
                "db_table": "intake_key",
            },
        ),
        migrations.CreateModel(
            name="Kek",
            fields=[
                ("version", models.SmallIntegerField(primary_key=True, serialize=False)),
                ("since_at", models.BigIntegerField()),
            ],
            options={
                "db_table": "kek",
            },
        ),
        migrations.CreateModel(
            name="LegalHold",
            fields=[
                ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ("ground", models.TextField()),
                ("who", models.TextField()),
                ("from_at", models.BigIntegerField()),
                ("until_at", models.BigIntegerField(null=True)),
                ("lifted_by", models.TextField(default="")),
            ],
            options={
                "db_table": "legal_hold",
            },
        ),
        migrations.CreateModel(
            name="Purge",
            fields=[
                ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ("due_at", models.BigIntegerField()),
                ("contents", models.IntegerField()),
                ("files", models.IntegerField()),
                ("letters", models.IntegerField()),
                ("rewritten_at", models.BigIntegerField(null=True)),
            ],
            options={
                "db_table": "purge",
            },
        ),
        migrations.RemoveField(
            model_name="mailbox",
            name="sealing_key",
        ),
        migrations.RemoveField(
            model_name="wrappedkey",
            name="purge_at",
        ),
        migrations.AddField(
            model_name="blob",
            name="commitment",
            field=models.BinaryField(default=b""),
        ),
        migrations.AddField(
            model_name="blob",
            name="day",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="blob",
            name="purge_at",
            field=models.BigIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="blob",
            name="purged_at",
            field=models.BigIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="blob",
            name="salt",
            field=models.BinaryField(null=True),
        ),
        migrations.AddField(
            model_name="blob",
            name="sealed",
            field=models.BinaryField(null=True),
        ),
        migrations.AddField(
            model_name="content",
            name="purged_at",
            field=models.BigIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="inbound",
            name="purged_at",
            field=models.BigIntegerField(null=True),
        ),
        migrations.AlterField(
            model_name="inbound",
            name="digest",
            field=models.BinaryField(null=True),
        ),
        migrations.AddIndex(
            model_name="blob",
            index=models.Index(fields=["name"], name="blob_name"),
        ),
        migrations.AddIndex(
            model_name="blob",
            index=models.Index(
                condition=models.Q(("purge_at__isnull", False), ("purged_at__isnull", True)),
                fields=["purge_at"],
                name="blob_due",
            ),
        ),
        migrations.AddIndex(
            model_name="blob",
            index=models.Index(
                condition=models.Q(("purged_at__isnull", False), models.Q(("name", ""), _negated=True)),
                fields=["stream"],
                name="blob_purging",
            ),
        ),
        migrations.AddIndex(
            model_name="content",
            index=models.Index(
                condition=models.Q(("purge_at__isnull", False), ("purged_at__isnull", True)),
                fields=["purge_at"],
                name="content_due",
            ),
        ),
        migrations.AddIndex(
            model_name="content",
            index=models.Index(
                condition=models.Q(("purged_at__isnull", False), ("salt__isnull", False)),
                fields=["stream"],
                name="content_purging",
            ),
        ),
        migrations.AddIndex(
            model_name="inbound",
            index=models.Index(
                condition=models.Q(("raw__isnull", False)),
                fields=["mailbox", "received_at"],
                name="inbound_kept",
            ),
        ),
        migrations.AddField(
            model_name="legalhold",
            name="customer",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="people.customer"),
        ),
        migrations.AddField(
            model_name="legalhold",
            name="stream",
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to="desk.stream"),
        ),
        migrations.RunSQL(walls()),
    ]
