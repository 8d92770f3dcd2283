"""An alarm that cannot be worked is put off, longer each time, so that one wrong case holds up no other."""

from dataclasses import dataclass, field
from uuid import UUID

from django.db import connection

from reglament.desk.record.transaction import seen_by
from reglament.desk.record.viewer import SYSTEM

FIRST, LONGEST = 60, 3600
# Only an alarm that rings: a change meanwhile may have set another moment, and that one stands.
_LATER = "update timer set due_at = %s where stream_id = %s and state = 'armed' and due_at <= %s"


@dataclass(slots=True)
class PutOff:
    """Cases whose alarms failed in this process, with how often and the last reason."""

    times: dict[UUID, int] = field(default_factory=dict)
    reasons: dict[UUID, str] = field(default_factory=dict)

    def put_off(self, *, case: UUID, reason: str, at: int) -> int:
        """Have the case looked at again later; give when, UTC seconds."""
        self.times[case] = self.times.get(case, 0) + 1
        self.reasons[case] = reason
        again_at = at + min(FIRST << self.times[case] - 1, LONGEST)
        with seen_by(SYSTEM), connection.cursor() as cursor:
            cursor.execute(_LATER, (again_at, case, at))
        return again_at
