"""Lists that leave much of the queue out have an index of their own; who opened what is only ever added to."""

from django.db import migrations, models

OPEN = models.Q(("status__in", ("open", "held", "waiting")))
OPENINGS = """
create trigger opening_is_final before update or delete on opening for each row execute function refuse_change();
revoke update, delete on opening from desk_web, desk_worker;
"""


def queue(name: str, condition: models.Q) -> migrations.AddIndex:
    """The order of the queue, over the few cases that meet a condition."""
    fields = ("line", "rank", models.OrderBy(models.F("due_at"), nulls_last=True), "stream")
    return migrations.AddIndex("case", models.Index(*fields, name=name, condition=OPEN & condition))


class Migration(migrations.Migration):
    dependencies = [("desk", "0041_day_of_inbound")]

    operations = [
        queue("case_unassigned", models.Q(("assignee__isnull", True))),
        queue("case_breached", models.Q(("breached", True))),
        migrations.RunSQL(OPENINGS),
    ]
