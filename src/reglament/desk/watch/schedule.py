"""Periodic work of the desk itself: every occurrence once, none left out, whatever the clock does and however many schedule it."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal

from django.db import connection

from reglament.desk.clock.fail_point import fail_point
from reglament.desk.record.desk import Desk
from reglament.desk.record.transaction import seen_by
from reglament.desk.record.viewer import SYSTEM

AT_ONCE = 1000
_LAST = "select max(at) from occurrence where job = %s"
_DONE = """insert into occurrence(job, at, done_at, skipped) select %s, unnest(%s::bigint[]), %s, unnest(%s::bool[])"""


@dataclass(frozen=True, slots=True)
class Job:
    """Work at every `every` seconds of UTC, `offset` seconds behind the even ones. `work` is given desk and moment.

    `missed`: after an outage do `each` that was missed, or only the last and `coalesce` the others into it.
    `own_transactions`: the work opens transactions of its own, and bears being repeated where the process died before
    the occurrence was written down; other work is done in the transaction that writes it down, exactly once.
    """

    name: str
    every: int
    work: Callable[[Desk, int], None]
    missed: Literal["each", "coalesce"] = "each"
    offset: int = 0
    own_transactions: bool = False


def due_moments(job: Job, *, last_at: int | None, now: int) -> tuple[int, ...]:
    """Give the moments of a job after `last_at` up to now, earliest first, at most a thousand at once.

    A job never done yet begins with its latest moment. A clock that went back finds nothing due until it is past
    `last_at` again.
    """
    latest = now - (now - job.offset) % job.every
    first = latest if last_at is None else last_at - (last_at - job.offset) % job.every + job.every
    return tuple(range(first, latest + 1, job.every)[:AT_ONCE])


def next_moment(job: Job, *, now: int) -> int:
    """Give the first moment of a job after now."""
    return now - (now - job.offset) % job.every + job.every


def do_scheduled(*, desk: Desk, jobs: Sequence[Job]) -> int:
    """Do what is due of each job; give how many occurrences. A job somebody else is doing is left to him."""
    return sum(_do_job(desk, job) for job in jobs)


def _do_job(desk: Desk, job: Job) -> int:
    with _alone(job) as mine:
        if not mine:
            return 0
        with seen_by(SYSTEM), connection.cursor() as cursor:
            cursor.execute(_LAST, (job.name,))
            (last_at,) = cursor.fetchone()
        moments = due_moments(job, last_at=last_at, now=desk.world.now())
        if job.missed == "coalesce":
            _do(desk, job, moments)
        else:
            for moment in moments:
                _do(desk, job, (moment,))
        return len(moments)


def _do(desk: Desk, job: Job, moments: tuple[int, ...]) -> None:
    """Do the last of these moments and write all of them down."""
    if not moments:
        return
    if job.own_transactions:
        job.work(desk, moments[-1])
        fail_point("schedule.after work")
    with seen_by(SYSTEM):
        if not job.own_transactions:
            job.work(desk, moments[-1])
            fail_point("schedule.after work")
        skipped = [moment != moments[-1] for moment in moments]
        with connection.cursor() as cursor:
            cursor.execute(_DONE, (job.name, list(moments), desk.world.now(), skipped))


@contextmanager
def _alone(job: Job) -> Iterator[bool]:
    """Be the only one to do this job inside the block. The lock dies with the connection: no lease, nothing to sweep."""
    key = f"reglament job {job.name}"
    with connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_lock(hashtextextended(%s, 0))", (key,))
        (mine,) = cursor.fetchone()
    try:
        yield mine
    finally:
        if mine:
            with connection.cursor() as cursor:
                cursor.execute("select pg_advisory_unlock(hashtextextended(%s, 0))", (key,))
