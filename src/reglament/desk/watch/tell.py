"""Notices to people: who is told, and one summary a person and period, written in the transaction that calls the notice told."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from reglament.core.regulation.model.rule import TargetRule
from reglament.desk.clock.fail_point import fail_point
from reglament.desk.record.desk import Desk
from reglament.desk.record.transaction import seen_by
from reglament.desk.record.viewer import SYSTEM
from reglament.desk.watch.departed import give_back
from reglament.desk.watch.manner import PLAIN, Manner
from reglament.desk.watch.nobody import nobody_before, say_nobody
from reglament.desk.watch.summary import Item, add_to_summary
from reglament.desk.watch.to_staff import write_ready
from reglament.people.roster import Roster, roster_at

BATCH = 500
BREACHES = ("alert", "tell")
IMMINENT = 900  # seconds to the end in which a warning does not wait for its period
STAFF = "staff"  # the party, as a warning may name it: whoever works on the case
# One teller at a time: a person's periods are reckoned from what he was told before.
_ALONE = "select pg_try_advisory_xact_lock(hashtextextended('reglament tell', 0))"
_UNTOLD = """select n.id, s.name, n.kind, n.role, n.rule, n.at, c.assignee, c.team_id, l.id, l.team_id, c.digest, c.due_at
from notice n join stream s on s.id = n.stream_id join "case" c on c.id = n.stream_id join line l on l.id = c.line_id
where n.told_at is null order by n.at, n.id limit %s"""
_TOLD = "update notice set told_at = %s where id = any(%s)"
_TROUBLES = "select key, kind, since_at from trouble where told_at is null order by since_at, key"
_TROUBLES_TOLD = "update trouble set told_at = %s where key = any(%s)"


@dataclass(frozen=True, slots=True)
class _Notice:
    id: UUID
    case: str
    kind: str
    role: str
    rule: str
    at: int
    assignee: str | None
    team: UUID | None
    line: int
    line_team: UUID | None
    digest: str
    due_at: int | None

    @property
    def is_raised(self) -> bool:
        """Whether it went up, beyond whoever works on the case."""
        return self.role not in ("", STAFF)

    def is_imminent(self, now: int) -> bool:
        """Whether the next thing the case owes is due within minutes, or was."""
        return self.due_at is not None and self.due_at - now <= IMMINENT


def tell(*, desk: Desk, manner: Manner = PLAIN, batch: int = BATCH) -> int:
    """Give up to `batch` notices, and the desk's own troubles, to whom they concern, and write the summaries whose moment came;
    give how many notices and troubles.

    A notice that concerns nobody, for the line has no people, goes to whoever is there and is a trouble of the desk
    itself. Where there is no staff at all it stays untold until there is. What somebody would have been told who has left by now
    is told to others.
    """
    now = desk.world.now()
    with seen_by(SYSTEM):
        if not _alone():
            return 0
        give_back(now=now)
        told = _gather(desk, manner, batch, now)
        fail_point("watch.summaries written")
        write_ready(desk=desk, manner=manner, now=now)
        fail_point("watch.letters to staff queued")
        return told


def _gather(desk: Desk, manner: Manner, batch: int, now: int) -> int:
    notices, troubles = _untold(batch), _troubles()
    lines = nobody_before()
    if not (notices or troubles or lines):
        return 0
    roster = roster_at(at=now)
    items, deserted = _addressed(desk, roster, notices, now)
    say_nobody(roster, lines, deserted, now=now)
    for who in _everybody(roster) if troubles else ():
        items[who] += troubles
    for who, news in items.items():
        person = roster.people[who]
        add_to_summary(desk=desk, person=person, items=news, now=now, every=person.told_every or manner.every)
    if not roster.people:
        return 0
    with connection.cursor() as cursor:
        cursor.execute(_TOLD, (now, [notice.id for notice in notices]))
        cursor.execute(_TROUBLES_TOLD, (now, [trouble.rule for trouble in troubles]))
    return len(notices) + len(troubles)


def _alone() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(_ALONE)
        return bool(cursor.fetchone()[0])


def _untold(batch: int) -> list[_Notice]:
    with connection.cursor() as cursor:
        cursor.execute(_UNTOLD, (batch,))
        return [_Notice(*row) for row in cursor.fetchall()]


def _addressed(
    desk: Desk, roster: Roster, notices: Iterable[_Notice], now: int
) -> tuple[defaultdict[UUID, list[Item]], set[int]]:
    """Give what each person is to be told, and the lines that have nobody."""
    items: defaultdict[UUID, list[Item]] = defaultdict(list)
    deserted: set[int] = set()
    for notice in notices:
        teams = [team for team in dict.fromkeys((notice.team, notice.line_team)) if team is not None]
        whom = roster.whom(
            role="" if notice.role == STAFF else notice.role, worker=_worker(notice.assignee), teams=teams
        )
        if not whom:
            deserted.add(notice.line)
        item = Item(
            notice.case,
            notice.kind,
            notice.rule,
            notice.at,
            cannot_wait=_cannot_wait(desk, notice),
            urgent=notice.is_raised or notice.is_imminent(now),
            role=notice.role if notice.is_raised else "",
        )
        for who in whom or _everybody(roster):
            items[who].append(item)
    return items, deserted


def _worker(assignee: str | None) -> UUID | None:
    """Cases are assigned to users by id; whoever else works on one has no way of being told."""
    try:
        return UUID(assignee) if assignee else None
    except ValueError:
        return None


def _cannot_wait(desk: Desk, notice: _Notice) -> bool:
    """A promise that was broken disturbs in quiet hours too; warnings and aims wait for the morning."""
    if notice.kind not in BREACHES:
        return False
    rule = desk.shelf.edition(notice.digest).rules.get(notice.rule)
    return isinstance(rule, TargetRule) and rule.strength == "promise"


def _troubles() -> list[Item]:
    """The desk's own troubles nobody was told of; their key stands where a notice has its rule."""
    with connection.cursor() as cursor:
        cursor.execute(_TROUBLES)
        return [Item("", kind, key, at, cannot_wait=True) for key, kind, at in cursor.fetchall()]


def _everybody(roster: Roster) -> Collection[UUID]:
    """Whoever is on shift, in any team, is told what is wrong with the desk; if nobody is, all staff are."""
    on_shift = {who for _, who in roster.on_shift if who in roster.people and who not in roster.away}
    return on_shift or roster.people
