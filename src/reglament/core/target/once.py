"""Works out one instance under one choice: where it starts, what ends it, when it is due (targets.md, sections 3 to 6)."""

from bisect import bisect_left, bisect_right
from operator import attrgetter

from reglament.core.case.occurrence import Occurrence
from reglament.core.hours.amount import AmountKind
from reglament.core.regulation.model.rule import TargetRule
from reglament.core.target.choose import Choice
from reglament.core.target.code import Code
from reglament.core.target.course import Change
from reglament.core.target.plan import MetricPlan
from reglament.core.target.run import End, Extension, Hole, Run, Start, term_of
from reglament.core.target.stops import GATES, Place, Stop, released
from reglament.core.target.view import View

_at_place = attrgetter("at", "seq")
_moment = attrgetter("at")

# Behind every entry of its second: a periodic instance that nobody met ends so.
AFTER_ALL = 2**63


def once(
    view: View,
    plan: MetricPlan,
    choice: Choice,
    *,
    after: Place | None,
    change: Change | None,
    follows: Start | None,
) -> Run | None:
    """Give the instance that opens behind a place; None if it has not started. `follows`: a periodic one starts there."""
    start = follows or _start(view, plan, choice, after, change)
    if start is None:
        return None
    run = _run(view, plan, choice, start, after)
    while run is not None and choice.rule.restarts:
        again = _restart(view, plan, choice, run, change)
        if again is None:
            break
        run = _run(view, plan, choice, again, after)
    return run


def _start(
    view: View, plan: MetricPlan, choice: Choice, after: Place | None, change: Change | None
) -> Start | None:
    occurrences = view.of(plan, choice.rule.starts)
    begin = 0 if after is None else bisect_left(occurrences, after, key=_at_place)
    for found in occurrences[begin:]:
        start = _moved(view, choice, found, change)
        if start is not None:
            return start
    return None


def _moved(view: View, choice: Choice, found: Occurrence, change: Change | None) -> Start | None:
    """Turn an occurrence into a start; None if the case still stands still there, or no term is named that is needed."""
    if choice.amount is None and (
        found.term is None or (not choice.calendar and found.term.kind is not AmountKind.CLOCK_TIME)
    ):
        return None
    place: Place = (found.at, found.seq)
    free = released(place, view.stops, choice.rule.survives)
    if free is None:
        return None
    moves: tuple[tuple[object, ...], ...] = ()
    if free[0] != place:
        moves = ((Code.RELEASED, free[0][0], free[1], place[0]),)
        place = free[0]
    if change is not None and place < change.place:
        moves = (*moves, (Code.FROM_CHANGE, change.place[0], change.axes, place[0]))
        place = change.place
    return Start(place, found.at, found.seq, found.term, moves)


def _restart(view: View, plan: MetricPlan, choice: Choice, run: Run, change: Change | None) -> Start | None:
    """Find the next start that moves an instance still open and not breached."""
    occurrences = view.of(plan, choice.rule.starts)
    for found in occurrences[bisect_right(occurrences, run.start.place, key=_at_place) :]:
        if run.end is not None and _at_place(found) >= run.end.place:
            return None
        if run.due_at is not None and found.at > run.due_at:
            return None
        start = _moved(view, choice, found, change)
        if start is not None:
            was = (Code.RESTARTED, start.place[0], run.start.place[0])
            return start._replace(moves=(*start.moves, was))
    return None


def _run(view: View, plan: MetricPlan, choice: Choice, start: Start, after: Place | None) -> Run | None:
    amount = choice.amount or start.term
    if amount is None:
        return None
    rule, begun = choice.rule, start.place
    end = _end(view, plan, rule, start, after)
    holes = _holes(view, plan, rule, start, end) if view.pauses or view.stops else ()
    extensions = _extensions(view, plan, begun, end) if view.extensions else ()
    for hours, until in view.calendars.editions(choice.calendar):
        term = term_of(hours=hours, amount=amount, start=begun[0], holes=holes, extensions=extensions)
        due_at = term.due_at
        if rule.every and due_at is not None and due_at < view.at and (end is None or due_at < end.place[0]):
            end = End((due_at, AFTER_ALL), "passed", "")
        breached_at = _breached_at(due_at, end, view.at)
        if until is None or _settled(breached_at, end, until):
            return Run(choice, start, end, term, hours, holes, breached_at)
    raise AssertionError("the last edition of a calendar is in force for good")


def _extensions(view: View, plan: MetricPlan, begun: Place, end: End | None) -> tuple[Extension, ...]:
    placed = [
        ((one[0].happened_at, one[0].seq), one) for one in view.extensions if one[1].metric == plan.metric
    ]
    return tuple(one for place, one in placed if begun < place and (end is None or place < end.place))


def _settled(breached_at: int | None, end: End | None, until: int) -> bool:
    """Whether an instance had ended or was breached by the moment a new edition of its calendar became known."""
    return (end is not None and end.place[0] <= until) or (breached_at is not None and breached_at <= until)


def _breached_at(due_at: int | None, end: End | None, at: int) -> int | None:
    if due_at is None:
        return None
    late = at > due_at if end is None or end.how == "passed" else end.place[0] > due_at
    return due_at + 1 if late else None


def _end(view: View, plan: MetricPlan, rule: TargetRule, start: Start, after: Place | None) -> End | None:
    """Give what ended the instance first; an entry that meets and closes at once meets."""
    found = _met(view, plan, rule, start, after)
    if rule.cancelled_by is not None:
        cancelled = view.of(plan, rule.cancelled_by)
        behind = bisect_right(cancelled, start.place, key=_at_place)
        if behind < len(cancelled):
            found = _sooner(found, _at_place(cancelled[behind]), "happening")
    for stop in view.stops:
        if stop.begins > start.place and _is_final(stop, plan, rule):
            return _sooner(found, stop.begins, stop.why)
    return found


def _met(view: View, plan: MetricPlan, rule: TargetRule, start: Start, after: Place | None) -> End | None:
    """Give the first keeping of the term: at or after the start, behind `after`, and not the entry that started it."""
    occurrences = view.of(plan, rule.met_by)
    begin = bisect_left(occurrences, start.place[0], key=_moment)
    for found in occurrences[begin:]:
        place = _at_place(found)
        if found.seq != start.entry and (after is None or place > after):
            return End(place, "met", "")
    return None


def _sooner(end: End | None, place: Place, by: str) -> End:
    return End(place, "cancelled", by) if end is None or place < end.place else end


def _is_final(stop: Stop, plan: MetricPlan, rule: TargetRule) -> bool:
    """Whether a stop ends an instance: closing and refusal do, unless survived, or undone for a clock that runs only once.

    The closing that a target itself brought about ends it for good: nobody is closed twice for one silence.
    """
    if stop.why in GATES or stop.why in rule.survives:
        return False
    if stop.rule == rule.id or plan.metric in stop.deems:
        return True
    return stop.until is None or rule.each or rule.every


def _holes(view: View, plan: MetricPlan, rule: TargetRule, start: Start, end: End | None) -> tuple[Hole, ...]:
    """Give what is not counted: the metric's pauses and the stops it outlived, cut where the instance ended."""
    found: list[Hole] = [(span.start, span.end) for span in view.pauses if span.rule in plan.pauses]
    found += [
        (stop.begins[0], stop.until[0] if stop.until else None)
        for stop in view.stops
        if outlives(rule, stop, start)
    ]
    if end is not None:
        cut = end.place[0]
        found = [(begun, cut if until is None else min(until, cut)) for begun, until in found]
    return tuple(found)


def outlives(rule: TargetRule, stop: Stop, start: Start) -> bool:
    """Whether an instance outlives a stop as a hole: it began behind the start, and does not end the instance."""
    return (
        stop.begins > start.place
        and stop.why not in rule.survives
        and (stop.why in GATES or stop.until is not None)
    )
