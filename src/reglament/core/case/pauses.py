"""Pauses: which spans of time stand outside the clocks, by reason and rule; a demanded notice must be handed over first."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from operator import attrgetter
from typing import NamedTuple

from reglament.core.case.event import (
    Closed,
    Entry,
    Event,
    Paused,
    Refused,
    Resumed,
)
from reglament.core.regulation.model.regulation import Regulation
from reglament.core.regulation.model.rule import PauseRule


class PauseSpan(NamedTuple):
    """A half-open span that really paused, UTC seconds; `end` None while it lasts. `seq` of the pause, `ended_seq` of its end."""

    reason: str
    rule: str
    start: int
    end: int | None
    seq: int
    ended_seq: int | None = None
    notice: str | None = None


@dataclass(frozen=True, slots=True)
class OpenPause:
    """A pause nobody has ended; `begins_at` None while its demanded notice is not handed over (or came back)."""

    rule: str
    asked_at: int
    notice: str | None
    begins_at: int | None


@dataclass(frozen=True, slots=True)
class Pauses:
    """All that paused (`spans`, in order of start) and what is still asked for (`open`, by reason)."""

    spans: tuple[PauseSpan, ...]
    open: Mapping[str, OpenPause]


ENDING = (Closed, Refused)
PAUSING: frozenset[type[Event]] = frozenset({Paused, Resumed, *ENDING})
NO_PAUSES = Pauses((), {})

HandedOverAt = Callable[[str], int | None]
"""Message to the moment from which it is out of our hands for good; None where it came back, or never left."""

_Key = tuple[str, str]
_Asked = tuple[Entry, Paused, int | None]


def pauses(entries: Iterable[Entry], regulation: Regulation, handed_over_at: HandedOverAt) -> Pauses:
    """Find the pauses among visible entries; only those of the kinds in `PAUSING` bear on them.

    A pause whose rule demands a notice begins when it is both asked for and told of; if its letter came back and was not
    handed over again it never began. Asking twice changes nothing, unless the second notice arrives first. Closing and
    refusing end whatever is open: nothing is awaited any more.
    """
    asked: dict[_Key, _Asked] = {}
    spans: list[PauseSpan] = []
    for entry in entries:
        event = entry.event
        if isinstance(event, Paused):
            key = (event.reason, event.rule)
            begins = _begins(entry.happened_at, event, handed_over_at, regulation)
            if key not in asked or _is_sooner(begins, asked[key][2]):
                asked[key] = (entry, event, begins)
        elif isinstance(event, Resumed):
            _end([key for key in asked if key[0] == event.reason], asked, spans, entry)
        elif isinstance(event, ENDING):
            _end(list(asked), asked, spans, entry)
    for entry, event, begins in asked.values():
        if begins is not None:
            spans.append(PauseSpan(event.reason, event.rule, begins, None, entry.seq, None, event.notice))
    still = {
        event.reason: OpenPause(event.rule, entry.happened_at, event.notice, begins)
        for entry, event, begins in asked.values()
    }
    return Pauses(tuple(sorted(spans, key=attrgetter("start", "seq"))), still)


def _begins(asked_at: int, event: Paused, handed_over_at: HandedOverAt, regulation: Regulation) -> int | None:
    rule = regulation.rules.get(event.rule)
    if not isinstance(rule, PauseRule) or not rule.notice:
        return asked_at
    told_at = handed_over_at(event.notice) if event.notice else None
    return None if told_at is None else max(asked_at, told_at)


def _is_sooner(begins: int | None, than: int | None) -> bool:
    return begins is not None and (than is None or begins < than)


def _end(keys: list[_Key], asked: dict[_Key, _Asked], spans: list[PauseSpan], by: Entry) -> None:
    for key in keys:
        entry, event, begins = asked.pop(key)
        if begins is not None and begins <= by.happened_at:
            ended = by.happened_at, entry.seq, by.seq
            spans.append(PauseSpan(event.reason, event.rule, begins, *ended, event.notice))
