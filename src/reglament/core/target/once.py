"""Works out one instance under one choice: where it starts, what ends it, when it is due (targets.md, sections 3 to 6)."""

from dataclasses import replace

from reglament.core.case.occurrence import Occurrence
from reglament.core.hours.amount import AmountKind
from reglament.core.regulation.model.rule import TargetRule
from reglament.core.target.choose import Choice
from reglament.core.target.code import Code
from reglament.core.target.course import Change
from reglament.core.target.plan import MetricPlan
from reglament.core.target.run import End, Hole, Run, Start, first_from, term_of
from reglament.core.target.stops import GATES, Place, Stop, released
from reglament.core.target.view import View

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
    start = follows or _start(view, choice, after, change)
    if start is None:
        return None
    run = _run(view, plan, choice, start, after)
    while run is not None and choice.rule.restarts:
        again = _restart(view, choice, run, change)
        if again is None:
            break
        run = _run(view, plan, choice, again, after)
    return run


def _start(view: View, choice: Choice, after: Place | None, change: Change | None) -> Start | None:
    for found in view.timeline.of(choice.rule.starts):
        if after is not None and (found.at, found.seq) < after:
            continue
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


def _restart(view: View, choice: Choice, run: Run, change: Change | None) -> Start | None:
    """Find a later start that moves an instance still open and not breached."""
    for found in view.timeline.of(choice.rule.starts):
        place = (found.at, found.seq)
        if place <= run.start.place:
            continue
        if run.end is not None and place >= run.end.place:
            return None
        if run.due_at is not None and found.at > run.due_at:
            return None
        start = _moved(view, choice, found, change)
        if start is not None and start.place > run.start.place:
            was = (Code.RESTARTED, start.place[0], run.start.place[0])
            return replace(start, moves=(*start.moves, was))
    return None


def _run(view: View, plan: MetricPlan, choice: Choice, start: Start, after: Place | None) -> Run | None:
    rule = choice.rule
    amount = choice.amount if choice.amount is not None else start.term
    if amount is None:
        return None
    end = _end(view, plan, rule, start, after)
    holes = _holes(view, plan, rule, start, end)
    extensions = [
        (entry, event)
        for entry, event in view.extensions.get(plan.metric, ())
        if start.place < (entry.happened_at, entry.seq)
        and (end is None or (entry.happened_at, entry.seq) < end.place)
    ]
    for hours, until in view.calendars.editions(choice.calendar):
        term = term_of(hours=hours, amount=amount, start=start.place[0], holes=holes, extensions=extensions)
        passed = term.due_at is not None and view.at > term.due_at
        if rule.every and passed and term.due_at is not None and (end is None or end.place[0] > term.due_at):
            end = End((term.due_at, AFTER_ALL), "passed", "")
        breached_at = _breached_at(term.due_at, end, view.at)
        settled = [moment for moment in (breached_at, end.place[0] if end else None) if moment is not None]
        if until is None or (settled and min(settled) <= until):
            return Run(choice, start, end, term, hours, holes, breached_at)
    raise AssertionError("the last edition of a calendar is in force for good")


def _breached_at(due_at: int | None, end: End | None, at: int) -> int | None:
    if due_at is None:
        return None
    late = at > due_at if end is None or end.how == "passed" else end.place[0] > due_at
    return due_at + 1 if late else None


def _end(view: View, plan: MetricPlan, rule: TargetRule, start: Start, after: Place | None) -> End | None:
    """Give what ended the instance first; an entry that meets and closes at once meets."""
    found: list[End] = []
    met = first_from(view.timeline.of(rule.met_by), at=start.place[0], after=after, not_entry=start.entry)
    if met is not None:
        found.append(End((met.at, met.seq), "met", ""))
    if rule.cancelled_by is not None:
        for occurrence in view.timeline.of(rule.cancelled_by):
            if (occurrence.at, occurrence.seq) > start.place:
                found.append(End((occurrence.at, occurrence.seq), "cancelled", "happening"))
                break
    for stop in view.stops:
        if stop.begins > start.place and _is_final(stop, plan, rule):
            found.append(End(stop.begins, "cancelled", stop.why))
            break
    return min(found, key=_place) if found else None


def _place(end: End) -> Place:
    return end.place


def _is_final(stop: Stop, plan: MetricPlan, rule: TargetRule) -> bool:
    """Whether a stop ends an instance: closing and refusal do, unless survived, or undone for a clock that runs only once."""
    if stop.why in GATES or stop.why in rule.survives:
        return False
    return stop.until is None or rule.each or rule.every or plan.metric in stop.deems


def _holes(view: View, plan: MetricPlan, rule: TargetRule, start: Start, end: End | None) -> tuple[Hole, ...]:
    """Give what is not counted: the metric's pauses and the stops it outlived, cut where the instance ended."""
    found: list[Hole] = [(span.start, span.end) for span in view.pauses if span.rule in plan.pauses]
    for stop in view.stops:
        outlived = stop.why not in rule.survives and (stop.why in GATES or stop.until is not None)
        if outlived and stop.begins > start.place:
            found.append((stop.begins[0], stop.until[0] if stop.until else None))
    if end is None or not found:
        return tuple(found)
    cut = end.place[0]
    return tuple(
        (begun, cut if until is None or until > cut else until) for begun, until in found if begun < cut
    )
