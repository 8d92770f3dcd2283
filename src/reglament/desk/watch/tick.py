"""One turn of the watch: cases whose alarms have rung, in the order of their moments. Several watches share the work."""

from collections.abc import Callable
from uuid import UUID

from django.db import InterfaceError, OperationalError, connection

from reglament.desk.clock.fail_point import fail_point
from reglament.desk.record.desk import Desk
from reglament.desk.record.ring import ring_case
from reglament.desk.record.transaction import Busy, seen_by
from reglament.desk.record.viewer import SYSTEM

# The moment is a parameter: a volatile function in its place reads the whole table (measured: 80 ms against 0.1).
_RUNG = """select stream_id from timer where state = 'armed' and due_at <= %s
  and stream_id <> all(array(select stream_id from stuck where again_at > %s)) order by due_at, stream_id limit %s"""
BATCH = 100


def tick(*, desk: Desk, batch: int = BATCH, failed: Callable[[UUID, Exception], None] | None = None) -> int:
    """Look at up to `batch` cases whose alarms rang by now; give how many actions were carried out.

    `failed` is told of a case whose alarm cannot be worked, and the others go on; without it the first such case ends
    the turn. A database that is away ends the turn either way. Where another is met in the list, he keeps the first half of
    what is left of it, so that watches do not walk side by side.
    """
    carried_out = 0
    left = rung(at=desk.world.now(), limit=batch)
    while left:
        case, *left = left
        fail_point("watch.before case")
        try:
            done = ring_case(desk=desk, case=case)
            carried_out += done or 0
            left = left if done is not None else left[len(left) // 2 :]
        except (InterfaceError, OperationalError):
            raise
        except Busy:
            continue  # somebody works on it, and its alarm still rings
        except Exception as trouble:
            if failed is None:
                raise
            failed(case, trouble)
        fail_point("watch.after case")
    return carried_out


def rung(*, at: int, limit: int) -> list[UUID]:
    """Find the cases whose alarms rang by `at`, UTC seconds, earliest first, but for those put aside; nothing is locked."""
    with seen_by(SYSTEM), connection.cursor() as cursor:
        cursor.execute(_RUNG, (at, at, limit))
        return [case for (case,) in cursor.fetchall()]
