"""Evidence: events that wait for their places in the log, roots of parts of it, and checkpoints that nobody changes."""

from django.db import migrations, models

# The queue begins with whatever was written before there was one. The owner who migrates is behind the wall too.
WALLS = """
alter table stream no force row level security;
insert into unsealed(customer_id, stream_id, first, last) select customer_id, id, 1, seq from stream where seq > 0 order by id;
alter table stream force row level security;
create trigger tile_is_final before update or delete on tile for each row execute function refuse_change();
create trigger checkpoint_is_final before update or delete on checkpoint for each row execute function refuse_change();
revoke update, delete on checkpoint from desk_worker;
grant insert on unsealed to desk_web;
grant select, insert, update, delete on unsealed to desk_worker;
grant insert on tile to desk_worker;
grant select on tile to desk_web, desk_worker;
grant select on unsealed, tile to desk_audit, desk_backup;
alter table unsealed set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);
"""


class Migration(migrations.Migration):
    dependencies = [("desk", "0070_rest")]

    operations = [
        migrations.CreateModel(
            name="Tile",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "level", "index", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("level", models.SmallIntegerField()),
                ("index", models.BigIntegerField()),
                ("root", models.BinaryField()),
            ],
            options={"db_table": "tile"},
        ),
        migrations.CreateModel(
            name="Unsealed",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("customer", models.UUIDField(db_column="customer_id")),
                ("stream", models.UUIDField(db_column="stream_id")),
                ("first", models.IntegerField()),
                ("last", models.IntegerField()),
            ],
            options={"db_table": "unsealed"},
        ),
        migrations.RunSQL(WALLS),
    ]
