"""One run of one clock as worked out: start, end, term (targets.md, sections 3 to 5). Tuples, for they are made by the dozen."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple, TypeAlias

from reglament.core.case.event import Entry, Extended
from reglament.core.hours.amount import Amount
from reglament.core.hours.due import Segment, due
from reglament.core.hours.hours import Hours
from reglament.core.target.choose import Choice
from reglament.core.target.stops import Place

Hole: TypeAlias = tuple[int, int | None]
Extension: TypeAlias = tuple[Entry, Extended]


class Start(NamedTuple):
    """Where a run starts. `began` is the moment of the entry that started it; `moves` tell why it starts elsewhere: (code, …).

    `follows`: a period that began where the former one ended.
    """

    place: Place
    began: int
    entry: int
    term: Amount | None = None
    moves: tuple[tuple[object, ...], ...] = ()
    follows: bool = False


class End(NamedTuple):
    """What ended a run. `how`: met, cancelled, or passed (a period over); `by`: closed, refused, merged or happening."""

    place: Place
    how: str
    by: str


class Term(NamedTuple):
    """How far an amount reaches. `pieces`: (amount, from) in turn, of one kind each; `late` are extensions with the due moment they missed."""

    due_at: int | None
    pieces: tuple[tuple[Amount, int], ...]
    counted: tuple[Segment, ...]
    extensions: tuple[Extension, ...] = ()
    late: tuple[tuple[Extension, int], ...] = ()


class Run(NamedTuple):
    """One instance. `breached_at` is due + 1 s where the term was not kept; `holes` are cut at the end; `by_change_at` tells when a change of facts that broke it was known."""

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


def term_of(
    *, hours: Hours, amount: Amount, start: int, holes: tuple[Hole, ...], extensions: Sequence[Extension]
) -> Term:
    """Find the due moment of an amount and of its extensions; one recorded after the due moment it met moves nothing."""
    found = reach(hours=hours, amounts=(amount,), start=start, holes=holes)
    if not extensions:
        return found
    counted_in: list[Extension] = []
    late: list[tuple[Extension, int]] = []
    for extension in extensions:
        if found.due_at is not None and extension[0].happened_at > found.due_at:
            late.append((extension, found.due_at))
            continue
        counted_in.append(extension)
        amounts = [amount, *(event.amount for _, event in counted_in)]
        found = reach(hours=hours, amounts=amounts, start=start, holes=holes)
    return found._replace(extensions=tuple(counted_in), late=tuple(late))


def reach(*, hours: Hours, amounts: Sequence[Amount], start: int, holes: tuple[Hole, ...]) -> Term:
    """Count amounts one after the other from `start`: those of a kind are added, another kind goes on from the due moment."""
    if len(amounts) == 1:
        only = due(hours=hours, amount=amounts[0], start=start, pauses=holes)
        return Term(only.due_at, ((amounts[0], start),), only.counted)
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
    return Term(cursor, tuple(pieces), tuple(counted))


def _added(amounts: Iterable[Amount]) -> list[Amount]:
    found: list[Amount] = []
    for amount in amounts:
        if found and replace(found[-1], count=0) == replace(amount, count=0):
            found[-1] = replace(amount, count=found[-1].count + amount.count)
        else:
            found.append(amount)
    return found
