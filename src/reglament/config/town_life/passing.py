"""Time passes in the town: alarms ring at their moments, letters go out, people are told what they are told every day."""

from django.db import connection

from reglament.channels.post import post
from reglament.config.town_life.courier import CONSOLE, Courier
from reglament.desk.clock.virtual import VirtualWorld
from reglament.desk.record.desk import Desk
from reglament.desk.record.transaction import seen_by
from reglament.desk.record.viewer import SYSTEM
from reglament.desk.watch.tell import tell
from reglament.desk.watch.tick import tick

_NEXT = """select coalesce((select min(due_at) from timer where state = 'armed'), %s),
  coalesce((select min(ready_at) from letter where state = 'ready'), %s)"""
NEVER = 1 << 60
_UNTOLD = "select exists (select from notice where told_at is null)"
_HEARD = "update summary set state = 'sent', sent_at = ready_at where state = 'ready' and ready_at <= %s"
STEPS = 100_000


class Passing:
    """The clock of the town and what hangs on it."""

    def __init__(self, desk: Desk, world: VirtualWorld, courier: Courier) -> None:
        self._desk = desk
        self._world = world
        self._channels = {CONSOLE: courier}

    def until(self, at: int) -> None:
        """Let everything happen that happens by itself up to a moment, in order, and stand there."""
        for _ in range(STEPS):
            alarm_at, letter_at = self._next()
            due = min(alarm_at, letter_at)
            if due > at:
                break
            self._world.at = max(self._world.at, due)
            if not (self._ring() if alarm_at <= letter_at else self._send()):
                self._world.at += 1  # somebody else's turn: nothing was done at this moment
        self._world.at = max(self._world.at, at)

    def _ring(self) -> bool:
        return tick(desk=self._desk) > 0

    def _send(self) -> bool:
        return post(desk=self._desk, channels=self._channels, outward=True) is not None

    def tell(self) -> None:
        """Tell staff what is to be told, and have what was told before read."""
        with seen_by(SYSTEM), connection.cursor() as cursor:
            cursor.execute(_HEARD, (self._world.now(),))
            cursor.execute(_UNTOLD)
            (anything,) = cursor.fetchone()
        if anything:
            tell(desk=self._desk)

    def _next(self) -> tuple[int, int]:
        """The moments of the next alarm and of the next letter."""
        with connection.cursor() as cursor:  # the role sees everything; one statement, thousands of times
            cursor.execute(_NEXT, (NEVER, NEVER))
            alarm_at, letter_at = cursor.fetchone()
            return alarm_at, letter_at
