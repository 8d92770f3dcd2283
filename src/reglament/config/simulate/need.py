"""Who has something to do now, and when somebody has next: one look at the books instead of idle turns of everybody."""

from dataclasses import dataclass

from django.db import connection

from reglament.desk.record.transaction import seen_by
from reglament.desk.record.viewer import SYSTEM

_LOOK = """select
  (select min(due_at) from timer where state = 'armed' and stream_id not in (select stream_id from stuck)),
  (select min(again_at) from stuck),
  (select min(case state when 'ready' then ready_at else greatest(ready_at, lease_until) end)
   from letter where state in ('ready', 'leased')),
  (select min(coalesce(lease_until, 0)) from inbound where state = 'new'),
  (select count(*) from notice where told_at is null),
  (select count(*) from unsealed),
  (select count(*) from stuck)"""

AGAIN = 300


@dataclass(frozen=True, slots=True)
class Need:
    """Moments of what waits for each kind of worker (None: nothing), and how much is untold, unsealed and stuck."""

    alarm_at: int | None
    again_at: int | None
    letter_at: int | None
    inbound_at: int | None
    untold: int
    unsealed: int
    stuck: int

    def watch(self, now: int) -> bool:
        return self.untold > 0 or any(at is not None and at <= now for at in (self.alarm_at, self.again_at))

    def post(self, now: int) -> bool:
        return any(at is not None and at <= now for at in (self.letter_at, self.inbound_at))

    def next_at(self, now: int) -> int | None:
        """The first moment after now at which there is something; what cannot be done now is looked at again in five minutes."""
        moments = [
            at for at in (self.alarm_at, self.again_at, self.letter_at, self.inbound_at) if at is not None
        ]
        ahead = [at for at in moments if at > now]
        if len(ahead) < len(moments):
            ahead.append(now + AGAIN)
        return min(ahead, default=None)


def look() -> Need:
    """Look now."""
    with seen_by(SYSTEM), connection.cursor() as cursor:
        cursor.execute(_LOOK)
        return Need(*cursor.fetchone())
