"""What is drawn of a target: stretches of counted, paused and late time, and the open hours that none of it took."""

from collections.abc import Iterable, Iterator

from reglament.core.contract.terms import Terms
from reglament.core.hours.amount import AmountKind
from reglament.core.hours.hours import Hours
from reglament.core.target.ledger import Kind, Line
from reglament.core.target.target import Target
from reglament.words.ledger.cut import after, before
from reglament.words.timesheet.frame import Stretch

HOLES = {Kind.PAUSED: "paused", Kind.STOPPED: "stopped"}
Span = tuple[int, int]


def last_moment(target: Target, at: int) -> int:
    """Where a picture of a started target ends."""
    moments = [at if target.ended_at is None else target.ended_at, target.due_at, target.started_at]
    return max(moment for moment in moments if moment is not None)


def hours_of(target: Target, terms: Terms) -> Hours | None:
    """The calendar whose open hours a target counts; None where every hour counts."""
    return None if target.amount.kind is AmountKind.CLOCK_TIME else terms.calendars.get(target.calendar)


def stretches(target: Target, lines: tuple[Line, ...], hours: Hours | None, at: int) -> tuple[Stretch, ...]:
    """Give what lies on the rows; what is drawn first comes first."""
    until = at if target.ended_at is None else target.ended_at
    taken = [*_counted(target, before(lines, until), hours, "counted")]
    if target.ended_at is None:
        taken += _counted(target, after(lines, until), hours, "ahead")
    taken += _holes(lines, hours, until)
    late = _late(target, until)
    return (*_left_open(target, hours, taken, last_moment(target, at)), *taken, *late)


def _counted(target: Target, lines: Iterable[Line], hours: Hours | None, kind: str) -> Iterator[Stretch]:
    """Stretches that count; of a day that counts as a whole, its open hours."""
    for line in lines:
        if line.to_at is None:
            continue
        if line.kind is Kind.COUNTED:
            yield Stretch(line.from_at, line.to_at, kind)
        elif line.kind is Kind.DAY:
            begins = max(line.from_at, target.started_at or line.from_at)
            yield from (Stretch(*span, kind) for span in _open(hours, begins, line.to_at))


def _holes(lines: Iterable[Line], hours: Hours | None, until: int) -> Iterator[Stretch]:
    """Pauses and standstills: in full where they took open hours, as a thin line where only time passed."""
    for line in lines:
        if line.kind in HOLES:
            ends = line.to_at if line.to_at is not None else max(until, line.from_at)
            yield Stretch(line.from_at, ends, HOLES[line.kind], thin=True)
            yield from (Stretch(*span, HOLES[line.kind]) for span in _open(hours, line.from_at, ends))


def _late(target: Target, until: int) -> Iterator[Stretch]:
    if target.due_at is not None and target.due_at < until and target.breached_at is not None:
        yield Stretch(target.due_at, until, "late", thin=True)


def _left_open(target: Target, hours: Hours | None, taken: list[Stretch], until: int) -> Iterator[Stretch]:
    """Open hours that neither counted nor were paused."""
    spans: list[Span] = list(_open(hours, target.started_at or until, until)) if hours else []
    for one in taken:
        if not one.thin:
            spans = [part for span in spans for part in _without(span, one)]
    yield from (Stretch(*span, "open") for span in spans)


def _open(hours: Hours | None, start: int, end: int) -> tuple[Span, ...]:
    return hours.spans(start, end) if hours else ((start, end),)


def _without(span: Span, taken: Stretch) -> Iterator[Span]:
    if span[0] < min(span[1], taken.from_at):
        yield span[0], min(span[1], taken.from_at)
    if max(span[0], taken.to_at) < span[1]:
        yield max(span[0], taken.to_at), span[1]
