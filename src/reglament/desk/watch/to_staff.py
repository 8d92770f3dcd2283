"""Summaries whose moment came become letters: every case asked anew what it owes, and left out if that is settled by now."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection

from reglament.core.target.target import Target
from reglament.desk.outbox.caseless import CaselessLetter, queue_caseless
from reglament.desk.outbox.route import spoken
from reglament.desk.queries.read import Read, read
from reglament.desk.record.desk import Desk
from reglament.desk.record.viewer import Viewer
from reglament.desk.watch.manner import Manner
from reglament.desk.watch.summary import BROWSER, Ready, close_summary, ready_summaries
from reglament.people.models import User
from reglament.words.digest import WARNING, Called, Digest, Wrong, digest
from reglament.words.moment import LocalTime

_CASES = """select s.name, s.id, c.line_id, case when k.kind = 'organisation' and not l.confidential then k.name else '' end
from stream s join "case" c on c.id = s.id join customer k on k.id = c.customer_id join line l on l.id = c.line_id
where s.kind = 'case' and s.name = any(%s)"""
_CHANNELS = "select channel from mailbox group by channel order by min(line_id), min(id)"
_TROUBLES = "select kind, since_at, detail from trouble where key = any(%s) order by since_at, key"


class _Row(NamedTuple):
    """A case as found; `customer` is empty where a letter had better not name it."""

    number: str
    id: UUID
    line: int
    customer: str


@dataclass(slots=True)
class _Cases:
    """The cases of one turn's summaries, each read once."""

    desk: Desk
    now: int
    rows: Mapping[str, _Row]
    _read: dict[str, tuple[Read, tuple[Target, ...]]] = field(default_factory=dict)

    def read(self, row: _Row) -> tuple[Read, tuple[Target, ...]]:
        """The case and what it owes."""
        if row.number not in self._read:
            viewer = Viewer("watch", lines=(row.line,))
            found = read(desk=self.desk, viewer=viewer, case=row.id, at=self.now, known_at=self.now)
            self._read[row.number] = (found, found.targets(at=self.now, known_at=self.now))
        return self._read[row.number]


def write_ready(*, desk: Desk, manner: Manner, now: int) -> None:
    """Queue the letter of every summary that may go out by now, and close it, in the open transaction."""
    ready = ready_summaries(now=now)
    if not ready:
        return
    people = User.objects.filter(id__in=[one.person for one in ready], is_active=True, contact=None)
    person_of = {person.id: person for person in people}
    cases = _Cases(desk, now, _rows(ready))
    channels = [channel for (channel,) in _all(_CHANNELS)]
    for one in ready:
        person = person_of.get(one.person)
        told = _digest(cases, manner, one, person) if person else None
        if person is None or told is None:
            close_summary(summary=one.id, channel=None, at=now)
            continue
        channel = _channel(person, channels)
        if channel != BROWSER:
            words = digest(told, spoken(person.language))
            letter = CaselessLetter(one.id, None, None, channel, person.email, words.subject, words.body)
            queue_caseless([letter], at=now)
        close_summary(summary=one.id, channel=channel, at=now)


def _channel(person: User, channels: Sequence[str]) -> str:
    """His own, if the desk has it; else its first. A desk without any mailbox shows summaries on pages alone."""
    if person.told_by == BROWSER or not channels:
        return BROWSER
    return person.told_by if person.told_by in channels else channels[0]


def _digest(cases: _Cases, manner: Manner, one: Ready, person: User) -> Digest | None:
    """What is still so of a summary; None: nothing."""
    here = LocalTime(person.zone, cases.desk.shelf.zone(person.zone))
    called = sorted(_called(cases, manner, one), key=_urgency)
    keys = [str(entry["rule"]) for entry in one.entries if not entry["case"]]
    wrong = [Wrong(*row) for row in _all(_TROUBLES, keys)] if keys else []
    if not (called or wrong):
        return None
    return Digest(called, wrong, cases.now, here)


def _urgency(one: Called) -> tuple[bool, int]:
    return one.kind == WARNING, (one.target.due_at or 0) if one.target else 0


def _called(cases: _Cases, manner: Manner, one: Ready) -> Iterator[Called]:
    """Each case and rule once, whatever of it was told; a breach outweighs the warnings before it."""
    grouped: dict[tuple[str, str], list[Mapping[str, str | int]]] = {}
    for entry in one.entries:
        if entry["case"] in cases.rows:
            grouped.setdefault((str(entry["case"]), str(entry["rule"])), []).append(entry)
    for (number, rule), entries in grouped.items():
        row = cases.rows[number]
        found, targets = cases.read(row)
        kind = next((str(entry["kind"]) for entry in entries if entry["kind"] != WARNING), WARNING)
        target = _owed(targets, rule, is_late=kind != WARNING)
        if target is None and rule:
            continue
        roles = dict.fromkeys(str(entry["role"]) for entry in entries if entry.get("role"))
        home = LocalTime(found.regulation.zone, found.terms.home)
        link = manner.case(number)
        yield Called(number, row.customer, link, kind, rule, tuple(roles), target, found.regulation, home)


def _owed(targets: Sequence[Target], rule: str, *, is_late: bool) -> Target | None:
    """The instance a notice is about as it stands now; None: what was to be told is so no longer."""
    mine = [one for one in targets if one.rule == rule]
    if is_late:
        return next((one for one in reversed(mine) if one.verdict == "breached"), None)
    running = (one for one in mine if one.state == "running" and one.due_at is not None)
    return min(running, key=lambda one: one.due_at or 0, default=None)


def _rows(ready: Sequence[Ready]) -> dict[str, _Row]:
    names = {str(entry["case"]) for one in ready for entry in one.entries if entry["case"]}
    return {row[0]: _Row(*row) for row in _all(_CASES, sorted(names))}


def _all(statement: str, *values: Sequence[str]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, [list(value) for value in values])
        found: list[tuple[Any, ...]] = cursor.fetchall()
        return found
