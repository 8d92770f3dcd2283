"""Summaries whose moment came become letters, by the channel the person takes them by."""

from collections.abc import Sequence
from typing import Any

from django.db import connection

from reglament.desk.outbox.caseless import CaselessLetter, queue_caseless
from reglament.desk.outbox.route import spoken
from reglament.desk.record.desk import Desk
from reglament.desk.watch.calling import Calling, calling
from reglament.desk.watch.manner import Manner
from reglament.desk.watch.quiet import Quiet
from reglament.desk.watch.summary import BROWSER, Ready, close_summary, put_off_summary, ready_summaries
from reglament.people.models import User
from reglament.words.digest import Digest, Wrong, digest
from reglament.words.moment import LocalTime

_CHANNELS = "select channel from mailbox group by channel order by min(line_id), min(id)"
_TROUBLES = "select kind, since_at, detail from trouble where key = any(%s) order by since_at, key"


def write_ready(*, desk: Desk, manner: Manner, now: int) -> None:
    """Queue the letter of every summary that may go out by now, and close it, in the open transaction."""
    ready = ready_summaries(now=now)
    if not ready:
        return
    people = User.objects.filter(id__in=[one.person for one in ready], is_active=True, contact=None)
    person_of = {person.id: person for person in people}
    entries = [entry for one in ready for entry in one.entries]
    cases = calling(desk=desk, manner=manner, now=now, entries=entries)
    channels = [channel for (channel,) in _all(_CHANNELS)]
    for one in ready:
        person = person_of.get(one.person)
        if person is None:
            continue  # left this very moment: the next turn gives it to others
        quiet_until = now if one.cannot_wait else _quiet_until(desk, person, now)
        if quiet_until > now:
            put_off_summary(summary=one.id, until=quiet_until)
            continue
        told = _digest(cases, one, person)
        if told is None:
            close_summary(summary=one.id, channel=None, at=now)
            continue
        channel = _channel(person, channels)
        if channel != BROWSER:
            words = digest(told, spoken(person.language))
            letter = CaselessLetter(one.id, None, None, channel, person.email, words.subject, words.body)
            queue_caseless([letter], at=now)
        close_summary(summary=one.id, channel=channel, at=now)


def _quiet_until(desk: Desk, person: User, now: int) -> int:
    return Quiet(desk.shelf.zone(person.zone), person.quiet_from, person.quiet_until).end(now)


def _channel(person: User, channels: Sequence[str]) -> str:
    """His own, if the desk has it; else its first. A desk without any mailbox shows summaries on pages alone."""
    if person.told_by == BROWSER or not channels:
        return BROWSER
    return person.told_by if person.told_by in channels else channels[0]


def _digest(cases: Calling, one: Ready, person: User) -> Digest | None:
    """What is still so of a summary; None: nothing."""
    here = LocalTime(person.zone, cases.desk.shelf.zone(person.zone))
    called = cases.called(one.entries)
    keys = [str(entry["rule"]) for entry in one.entries if not entry["case"]]
    wrong = [Wrong(*row) for row in _all(_TROUBLES, keys)] if keys else []
    if not (called or wrong):
        return None
    return Digest(called, wrong, cases.now, here)


def _all(statement: str, *values: Sequence[str]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, [list(value) for value in values])
        found: list[tuple[Any, ...]] = cursor.fetchall()
        return found
