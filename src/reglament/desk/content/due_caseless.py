"""Letters about no case whose time is over: their words lie in plain beside them, so deciding and erasing are one."""

from django.db import connection

from reglament.desk.content.due import HELD
from reglament.desk.content.due_letters import DAY

# Of letters to staff, which belong to no line; sooner where a line keeps less.
STAFF_DAYS = 30
# That it was sent, when and by which channel stays; one in the hands of whoever sends it waits for the next run.
_ERASE = f"""update letter set recipient = '', subject = '', body = '', trouble = '', purged_at = %(at)s,
  state = case when state = 'ready' then 'withdrawn' else state end
where id in (select l.id from letter l left join line on line.id = l.line_id
  where l.stream_id is null and l.purged_at is null and l.state <> 'leased'
    and l.queued_at + %(day)s * (case when l.customer_id is null
      then least(%(staff_days)s, (select min(keep_days) from line)) else line.keep_days end)::bigint <= %(at)s
    and not {HELD.format(row="l", stream="stream_id")}
  order by l.queued_at limit %(most)s for update of l skip locked)"""  # noqa: S608 - no values in it


def erase_due_caseless(*, at: int, most: int) -> int:
    """Erase address and words of up to `most` letters that are due and whose customer nobody holds; give how many. In a transaction."""
    with connection.cursor() as cursor:
        cursor.execute(_ERASE, {"at": at, "day": DAY, "staff_days": STAFF_DAYS, "most": most})
        return int(cursor.rowcount)
