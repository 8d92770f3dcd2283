"""One turn of a watching process: clock, alarms, periodic work, notices to people, sign of life."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import InterfaceError, OperationalError, connection

from reglament.desk.record.desk import Desk
from reglament.desk.record.transaction import seen_by
from reglament.desk.record.viewer import SYSTEM
from reglament.desk.watch.clock_guard import look
from reglament.desk.watch.manner import PLAIN, Manner
from reglament.desk.watch.pulse import beat, lag
from reglament.desk.watch.schedule import Job, do_scheduled, next_moment
from reglament.desk.watch.stuck import free_worked, put_aside, told
from reglament.desk.watch.tell import tell
from reglament.desk.watch.tick import tick
from reglament.desk.watch.trouble import has_trouble, trouble_is_over

_NEXT = """select least(
  (select due_at from timer where state = 'armed' and stream_id <> all(array(select stream_id from stuck))
   order by due_at, stream_id limit 1),
  (select min(again_at) from stuck), (select min(ready_at) from summary where state = 'ready'))"""


@dataclass(frozen=True, slots=True)
class Turn:
    """What was done, and how things stand. `next_at`: when to look again, UTC seconds, unless something changes before.

    `carried_out`: due actions; `put_aside`: cases whose alarms could not be worked; `told`: notices given to people;
    `occurrences`: of periodic jobs; `held`: why nothing goes out; `lag`: seconds the furthest alarm was behind before.
    """

    carried_out: int
    put_aside: int
    told: int
    occurrences: int
    held: str
    lag: int
    next_at: int | None

    @property
    def done(self) -> int:
        """How much was done: after anything it is worth looking again at once."""
        return self.carried_out + self.put_aside + self.told + self.occurrences


def turn(*, desk: Desk, process: str = "watch", jobs: Sequence[Job] = (), manner: Manner = PLAIN) -> Turn:
    """Look at everything once; staff are told in this manner. Raises what the database raises when it is away; nothing half-done stays behind."""
    now = desk.world.now()
    held = look(desk=desk, process=process)
    behind = lag(now=now)
    free_worked(at=now)
    failed: list[UUID] = []

    def fail(case: UUID, trouble: Exception) -> None:
        failed.append(case)
        put_aside(case=case, trouble=trouble, at=desk.world.now())

    carried_out = tick(desk=desk, failed=fail)
    notices = tell(desk=desk, manner=manner)
    # A clock in doubt may have run ahead, and an occurrence done is done for ever.
    occurrences = 0 if held else sum(_do(desk, job) for job in jobs)
    beat(process=process, at=now, detail=f"lag {behind} s" if behind else "")
    return Turn(
        carried_out,
        len(failed),
        notices,
        occurrences,
        held.why if held else "",
        behind,
        _next_at(jobs, now),
    )


def _do(desk: Desk, job: Job) -> int:
    """Do what is due of a job. One that fails is a trouble until it goes well again, and holds up nothing else."""
    key = f"job: {job.name}"
    try:
        done = do_scheduled(desk=desk, jobs=[job])
    except (InterfaceError, OperationalError):
        raise
    except Exception as fault:  # noqa: BLE001 - whatever it is, it is shown and the others go on
        with seen_by(SYSTEM):
            has_trouble(key=key, kind="job", detail=told(fault), at=desk.world.now())
        return 0
    if done:
        with seen_by(SYSTEM):
            trouble_is_over(key=key)
    return done


def _next_at(jobs: Sequence[Job], now: int) -> int | None:
    with seen_by(SYSTEM), connection.cursor() as cursor:
        cursor.execute(_NEXT)
        (alarm,) = cursor.fetchone()
    moments = [next_moment(job, now=now) for job in jobs]
    if alarm is not None:
        moments.append(alarm)
    return min(moments, default=None)
