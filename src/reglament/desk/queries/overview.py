"""How the whole desk stands at a moment, in figures: for the terminal of whoever keeps it running, not for a customer."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import connection

from reglament.desk.outbox.settle import MOST_ATTEMPTS
from reglament.desk.record.transaction import seen_by
from reglament.desk.record.viewer import Viewer

_LINES = """select l.name, l.regulation,
  coalesce((select array_agg(m.address order by m.id) from mailbox m where m.line_id = l.id), '{}'),
  (select e.edition from edition e where e.regulation = l.regulation and e.effective_at <= %s
     order by e.effective_at desc limit 1),
  (select count(*) from "case" c where c.line_id = l.id and c.status in ('open', 'held', 'waiting'))
from line l order by l.id"""
_NEXT = """select number, due_at, zone from "case" where status in ('open', 'held', 'waiting') and due_at >= %s
order by due_at, id limit 1"""
_OVERDUE = """select count(*) from "case" where status in ('open', 'held', 'waiting') and due_at < %s"""
# What a recipient's mail would not have at all stands in the history of its case; what was given up after every attempt is ours.
_LETTERS = """select case when state = 'failed' and stream_id is not null and attempts < %s then 'refused' else state end, count(*)
from letter where state <> 'sent' and state <> 'withdrawn' group by 1"""
# Somebody has looked at what is set apart without a moment to look by.
_INBOUND = """select case when state = 'quarantined' and due_at < %s then 'overlooked' else state end, count(*)
from inbound where state = 'new' or state = 'quarantined' and due_at is not null group by 1"""
# An alarm that was put aside is a trouble of its own, not a lag.
_RINGING = """select min(due_at) from (select due_at from timer where state = 'armed' and due_at <= %s
  and stream_id <> all(array(select stream_id from stuck)) order by due_at, stream_id limit 1) as first"""
_PULSES = "select name, at from pulse order by name"
_HOLDS = "select what, why from hold order by what"


@dataclass(frozen=True, slots=True)
class LineNow:
    """A service line: `edition` in force, None: none is published; `cases` are the open ones on it."""

    name: str
    regulation: str
    mailboxes: tuple[str, ...]
    edition: str | None
    cases: int


@dataclass(frozen=True, slots=True)
class Overview:
    """`next_due`: number, moment and zone of the next promise. `overdue`: cases whose promise has passed unkept. `letters`, `inbound`:
    how many by state, those that are not done; `refused` ones no other attempt would bring to their recipients, at `overlooked`
    ones nobody has looked in time. `ringing_since`: the moment of the oldest alarm nobody has worked yet. `pulses`: last signs of life. UTC seconds.
    """

    at: int
    lines: tuple[LineNow, ...]
    next_due: tuple[str, int, str] | None
    letters: Mapping[str, int]
    inbound: Mapping[str, int]
    ringing_since: int | None
    pulses: Mapping[str, int]
    holds: Mapping[str, str]
    overdue: int

    @property
    def cases(self) -> int:
        return sum(line.cases for line in self.lines)

    @property
    def lag(self) -> int:
        """Seconds by which the watch is behind."""
        return 0 if self.ringing_since is None else self.at - self.ringing_since


def overview(*, viewer: Viewer, at: int) -> Overview:
    """Read it, as a role that sees every line."""
    with seen_by(viewer), connection.cursor() as cursor:
        cursor.execute(_LINES, (at,))
        lines = tuple(
            LineNow(name, regulation, tuple(mailboxes), edition, number)
            for name, regulation, mailboxes, edition, number in cursor.fetchall()
        )
        cursor.execute(_NEXT, (at,))
        following = cursor.fetchone()
        cursor.execute(_OVERDUE, (at,))
        (overdue,) = cursor.fetchone()
        cursor.execute(_RINGING, (at,))
        (ringing,) = cursor.fetchone()
        counts: list[dict[str, int]] = []
        for query, values in ((_LETTERS, (MOST_ATTEMPTS,)), (_INBOUND, (at,)), (_PULSES, ())):
            cursor.execute(query, values)
            counts.append(dict(cursor.fetchall()))
        cursor.execute(_HOLDS)
        holds = dict(cursor.fetchall())
    letters, inbound, pulses = counts
    return Overview(at, lines, following, letters, inbound, ringing, pulses, holds, overdue)
