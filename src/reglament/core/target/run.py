"""One run of one clock: when it starts, what ends it, when it is due (targets.md, sections 3 to 6). Values without words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

from reglament.core.case.event import Entry, Extended
from reglament.core.case.occurrence import Occurrence
from reglament.core.hours.amount import Amount
from reglament.core.hours.due import Segment, due
from reglament.core.hours.hours import Hours
from reglament.core.target.choose import Choice
from reglament.core.target.stops import Place

Hole: TypeAlias = tuple[int, int | None]


@dataclass(frozen=True, slots=True)
class Start:
    """Where a run starts. `began` is the moment of the entry that started it; `moves` tell why it starts elsewhere: (code, …)."""

    place: Place
    began: int
    entry: int
    term: Amount | None = None
    moves: tuple[tuple[object, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class End:
    """What ended a run. `how`: met or cancelled; `by`: closed, refused, merged, or happening; `at` of the entry."""

    place: Place
    how: str
    by: str


@dataclass(frozen=True, slots=True)
class Term:
    """How far an amount reaches. `pieces`: (amount, from) in turn, of one kind each; `late` are extensions that came too late."""

    due_at: int | None
    pieces: tuple[tuple[Amount, int], ...]
    counted: tuple[Segment, ...]
    extensions: tuple[tuple[Entry, Extended], ...]
    late: tuple[tuple[Entry, Extended, int], ...]


@dataclass(frozen=True, slots=True)
class Run:
    """One instance as worked out. `breached_at` is due + 1 s where the term was not kept; `holes` are cut at the end."""

    choice: Choice
    start: Start
    end: End | None
    term: Term
    hours: Hours
    holes: tuple[Hole, ...]
    breached_at: int | None
    by_change_at: int | None = None

    @property
    def due_at(self) -> int | None:
        return self.term.due_at


def first_from(
    occurrences: Iterable[Occurrence], *, at: int, after: Place | None, not_entry: int
) -> Occurrence | None:
    """Give the first occurrence at or after a moment that stands behind a place and is not that very entry."""
    for found in occurrences:
        if found.at >= at and found.seq != not_entry and (after is None or (found.at, found.seq) > after):
            return found
    return None


def term_of(
    *,
    hours: Hours,
    amount: Amount,
    start: int,
    holes: tuple[Hole, ...],
    extensions: Iterable[tuple[Entry, Extended]] = (),
) -> Term:
    """Find the due moment of an amount and of its extensions; one recorded after the due moment it met moves nothing."""
    found = reach(hours=hours, amounts=[amount], start=start, holes=holes)
    counted_in: list[tuple[Entry, Extended]] = []
    late: list[tuple[Entry, Extended, int]] = []
    for entry, event in extensions:
        if found.due_at is not None and entry.happened_at > found.due_at:
            late.append((entry, event, found.due_at))
            continue
        counted_in.append((entry, event))
        amounts = [amount, *(extended.amount for _, extended in counted_in)]
        found = reach(hours=hours, amounts=amounts, start=start, holes=holes)
    if counted_in or late:
        return replace(found, extensions=tuple(counted_in), late=tuple(late))
    return found


def reach(*, hours: Hours, amounts: Iterable[Amount], start: int, holes: tuple[Hole, ...]) -> Term:
    """Count amounts one after the other from `start`: those of a kind are added, another kind goes on from the due moment."""
    cursor: int | None = start
    counted: list[Segment] = []
    pieces: list[tuple[Amount, int]] = []
    for amount in _added(amounts):
        if cursor is None:
            break
        reached = due(hours=hours, amount=amount, start=cursor, pauses=holes)
        pieces.append((amount, cursor))
        counted.extend(reached.counted)
        cursor = reached.due_at
    return Term(cursor, tuple(pieces), tuple(counted), (), ())


def _added(amounts: Iterable[Amount]) -> list[Amount]:
    found: list[Amount] = []
    for amount in amounts:
        if found and replace(found[-1], count=0) == replace(amount, count=0):
            found[-1] = replace(amount, count=found[-1].count + amount.count)
        else:
            found.append(amount)
    return found


@dataclass(frozen=True, slots=True)
class Calendars:
    """The calendars of the terms, and which one was in force when: `revisions` by name, (known_at, digest in force from then)."""

    current: Mapping[str, Hours]
    archive: Mapping[str, Hours]
    pinned: Mapping[str, str]
    revisions: Mapping[str, tuple[tuple[int, str], ...]]

    def editions(self, name: str) -> tuple[tuple[Hours, int | None], ...]:
        """Give the compiled editions of a calendar in order, each with the moment its successor became known (None: never)."""
        current = self.current.get(name)
        if current is None:
            # Clock time needs no calendar; whichever there is serves, for nothing of it is asked.
            return ((next(iter(self.current.values())), None),)
        changes = self.revisions.get(name, ())
        first = self.archive.get(self.pinned.get(name, ""), current)
        known = [first, *(self.archive.get(digest, current) for _, digest in changes)]
        until: list[int | None] = [*(moment for moment, _ in changes), None]
        return tuple(zip(known, until, strict=True))
