"""The clock on the wall against the one since boot: where they fall out, nothing goes out until somebody looks or ten minutes agree."""

from dataclasses import dataclass

from django.db import connection

from reglament.desk.clock.world import World
from reglament.desk.record.desk import Desk
from reglament.desk.record.transaction import seen_by
from reglament.desk.record.viewer import SYSTEM
from reglament.desk.watch.trouble import has_trouble, trouble_is_over

TOLERATED, AGREEMENT = 5, 600
GUARD, TROUBLE = "clock guard", "clock"
_LAST = "select wall_at, boot from watched_clock where process = %s for update"
_READ = """insert into watched_clock(process, wall_at, boot, jumped_at) values (%s, %s, %s, %s)
on conflict (process) do update set wall_at = excluded.wall_at, boot = excluded.boot,
  jumped_at = coalesce(excluded.jumped_at, watched_clock.jumped_at)"""
_HOLD = """insert into hold(what, at, by, why) values ('clock', %s, %s, %s)
on conflict (what) do update set why = excluded.why, at = least(hold.at, excluded.at)"""
# A jump that a clock gone ahead dated into the future says nothing of how long the clocks agree by now.
_HELD = """select h.at, h.why, (select max(jumped_at) from watched_clock where jumped_at <= %s)
from hold h where h.what = 'clock'"""
_RELEASE = "delete from hold where what = 'clock'"


@dataclass(frozen=True, slots=True)
class Reading:
    """Both clocks at one moment: `wall_at` in UTC seconds, `boot` in seconds since boot."""

    wall_at: int
    boot: float


@dataclass(frozen=True, slots=True)
class Held:
    """Outward effects are held from `since_at` on, for the reason `why`; they are let go at `until_at` if the clocks agree till then."""

    since_at: int
    why: str
    until_at: int


def read(world: World) -> Reading:
    return Reading(world.now(), world.boot_seconds())


def jump(before: Reading, now: Reading) -> int:
    """Give by how many seconds the wall clock went ahead of the other (negative: fell behind) between two readings.

    A machine started anew counts from its start: its wall clock must have gone on by no less than that.
    """
    passed = now.wall_at - before.wall_at
    if now.boot >= before.boot:
        return round(passed - (now.boot - before.boot))
    return min(0, round(passed - now.boot))


def look(*, desk: Desk, process: str) -> Held | None:
    """Compare the clocks since this process last looked, hold or let go what goes out, and give how that stands now.

    Processes of one name are on one machine.
    """
    with seen_by(SYSTEM), connection.cursor() as cursor:
        cursor.execute(_LAST, (process,))
        last = cursor.fetchone()
        now = read(desk.world)  # under the lock, so that nobody of this name has read later
        gained = jump(Reading(*last), now) if last else 0
        jumped = abs(gained) > TOLERATED
        cursor.execute(_READ, (process, now.wall_at, now.boot, now.wall_at if jumped else None))
        if jumped:
            why = f"the clock jumped by {gained:+d} s"
            cursor.execute(_HOLD, (now.wall_at, GUARD, why))
            has_trouble(key=TROUBLE, kind=TROUBLE, detail=why, at=now.wall_at)
        return _held(now)


def outward_allowed(*, desk: Desk, process: str) -> bool:
    """Tell whether anything may go out now; whoever sends asks before each batch, as `process`, and so watches the clock too."""
    return look(desk=desk, process=process) is None


def release() -> None:
    """Let go what is held: somebody looked, and the clock is right. The next jump holds again."""
    with seen_by(SYSTEM), connection.cursor() as cursor:
        cursor.execute("update watched_clock set jumped_at = null")
        _let_go()


def _held(now: Reading) -> Held | None:
    with connection.cursor() as cursor:
        cursor.execute(_HELD, (now.wall_at,))
        row = cursor.fetchone()
        if row is None:
            return None
        since_at, why, jumped_at = row
        until_at = (since_at if jumped_at is None else jumped_at) + AGREEMENT
        if now.wall_at >= until_at:
            _let_go()
            return None
        return Held(since_at, why, until_at)


def _let_go() -> None:
    with connection.cursor() as cursor:
        cursor.execute(_RELEASE)
    trouble_is_over(key=TROUBLE)
