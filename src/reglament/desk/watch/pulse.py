"""Signs of life: what each process last said, which of them are late, and how far the alarms are behind."""

from dataclasses import dataclass

from django.db import connection

from reglament.desk.record.transaction import seen_by
from reglament.desk.record.viewer import SYSTEM

LATE_AFTER = 60
# The earliest alarm is the one furthest behind. One that was put aside is a trouble of its own, not a lag.
_EARLIEST = """select min(due_at) from (select due_at from timer
  where state = 'armed' and due_at <= %s and stream_id <> all(array(select stream_id from stuck))
  order by due_at, stream_id limit 1) as first"""
_BEAT = """insert into pulse(name, at, detail) values (%s, %s, %s)
on conflict (name) do update set at = excluded.at, detail = excluded.detail"""


@dataclass(frozen=True, slots=True)
class Late:
    """A process that said nothing for `seconds`; `detail`: what it said last."""

    process: str
    seconds: int
    detail: str


def beat(*, process: str, at: int, detail: str = "") -> None:
    """Say that the process lives at `at`, UTC seconds."""
    with seen_by(SYSTEM), connection.cursor() as cursor:
        cursor.execute(_BEAT, (process, at, detail))


def ended(*, process: str) -> None:
    """Say that the process was stopped, so nobody waits for a sign of it."""
    with seen_by(SYSTEM), connection.cursor() as cursor:
        cursor.execute("delete from pulse where name = %s", (process,))


def late_pulses(*, now: int, after: int = LATE_AFTER) -> tuple[Late, ...]:
    """Give the processes that were last heard of more than `after` seconds ago, the longest silent first."""
    with seen_by(SYSTEM), connection.cursor() as cursor:
        cursor.execute(
            "select name, %s - at, detail from pulse where at < %s order by at, name", (now, now - after)
        )
        return tuple(Late(*row) for row in cursor.fetchall())


def lag(*, now: int) -> int:
    """Give how many seconds the furthest alarm is behind; 0: none is."""
    with seen_by(SYSTEM), connection.cursor() as cursor:
        cursor.execute(_EARLIEST, (now,))
        (earliest,) = cursor.fetchone()
        return 0 if earliest is None else now - earliest
