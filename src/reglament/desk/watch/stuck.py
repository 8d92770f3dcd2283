"""Cases whose alarms cannot be worked: put aside with growing waits, so that one of them holds up no other, and taken up again."""

import traceback
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import psycopg
from django.db import DatabaseError, connection

from reglament.desk.record.transaction import seen_by
from reglament.desk.record.viewer import SYSTEM

FIRST_WAIT, LONGEST_WAIT = 60, 3600
LONGEST_TRIES = 7  # from here on the wait no longer grows
OURS = "reglament"
_PUT = """insert into stuck(stream_id, tries, since_at, again_at, trouble) values (%s, 1, %s, %s, %s)
on conflict (stream_id) do update set tries = stuck.tries + 1, trouble = excluded.trouble,
  again_at = %s + least(%s << least(stuck.tries, %s), %s)"""
# Free are those whose time to be tried came and whose alarm no longer rings: somebody worked it.
_FREE = """delete from stuck s where s.again_at <= %s and not exists (
  select 1 from timer t where t.stream_id = s.stream_id and t.state = 'armed' and t.due_at <= %s)"""


@dataclass(frozen=True, slots=True)
class StuckCase:
    """For `doctor` and the board. Moments are UTC seconds; `trouble` names fault and place, never what a customer wrote."""

    case: UUID
    number: str
    tries: int
    since_at: int
    again_at: int
    trouble: str


def put_aside(*, case: UUID, trouble: Exception, at: int) -> None:
    """Leave the case's alarm alone for a while: a minute, then twice as long each time, an hour at most."""
    with seen_by(SYSTEM), connection.cursor() as cursor:
        cursor.execute(
            _PUT,
            (case, at, at + FIRST_WAIT, told(trouble), at, FIRST_WAIT, LONGEST_TRIES, LONGEST_WAIT),
        )


def free_worked(*, at: int) -> int:
    """Forget the cases that were worked since; give how many."""
    with seen_by(SYSTEM), connection.cursor() as cursor:
        cursor.execute(_FREE, (at, at))
        return int(cursor.rowcount)


def stuck_cases() -> tuple[StuckCase, ...]:
    """Give all cases put aside, longest first."""
    with seen_by(SYSTEM), connection.cursor() as cursor:
        cursor.execute(
            "select k.stream_id, s.name, k.tries, k.since_at, k.again_at, k.trouble"
            " from stuck k join stream s on s.id = k.stream_id order by k.since_at, k.stream_id"
        )
        return tuple(StuckCase(*row) for row in cursor.fetchall())


def told(trouble: Exception) -> str:
    """Name the fault and the last place of ours it went through. Its message may quote a customer and is left out."""
    frames = [frame for frame in traceback.extract_tb(trouble.__traceback__) if OURS in frame.filename]
    where = f" at {Path(frames[-1].filename).stem}:{frames[-1].lineno}" if frames else ""
    return f"{type(trouble).__name__}{where}"


def said(trouble: Exception) -> str:
    """Give a fault's name and own words; of what the database tells only name and place, for it quotes rows."""
    is_quoting = isinstance(trouble, DatabaseError | psycopg.Error)
    return told(trouble) if is_quoting else f"{type(trouble).__name__}: {trouble}"
