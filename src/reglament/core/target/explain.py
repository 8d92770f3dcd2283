"""The steps of an explanation, built from an instance as worked out (targets.md, section 8). Compact; rendered by `words`, only when read."""

from collections.abc import Iterator
from operator import itemgetter

from reglament.core.target.choose import Choice
from reglament.core.target.code import Code
from reglament.core.target.once import outlives
from reglament.core.target.plan import MetricPlan
from reglament.core.target.reclassify import Judged, Moved
from reglament.core.target.run import Run
from reglament.core.target.target import Step
from reglament.core.target.verdict import Verdict
from reglament.core.target.view import View


def explanation(
    view: View, plan: MetricPlan, judged: Judged, verdict: Verdict, *, number: int, left: int | None
) -> tuple[Step, ...]:
    """Explain one instance; the due moment can be worked out from these steps and the calendars alone."""
    run = judged.run
    found: list[Step] = []
    _start(found, run, number)
    if view.corrected:
        _corrections(found, view, plan, run)
    _figure(found, view, run)
    _counted(found, view, plan, run)
    for moved in judged.moved:
        _moved(found, moved)
    _end(found, judged, left)
    if verdict.measured is not None:
        _verdict(found, run, verdict)
    return tuple(found)


def _start(found: list[Step], run: Run, number: int) -> None:
    rule, start = run.choice.rule, run.start
    if start.follows:
        found.append(Step(Code.FOLLOWED, rule.id, (start.place[0], number - 1)))
        return
    found.append(Step(Code.STARTED, rule.id, (start.began, rule.starts, start.entry)))
    for code, *values in start.moves:
        found.append(Step(str(code), rule.id, tuple(values)))


def _corrections(found: list[Step], view: View, plan: MetricPlan, run: Run) -> None:
    """Name the corrections of entries the instance rests on, and of those that were struck from the story."""
    rests_on = {run.start.entry, run.start.place[1], run.end.place[1] if run.end else run.start.entry}
    for span in view.pauses:
        if span.rule in plan.pauses:
            rests_on.update(seq for seq in (span.seq, span.ended_seq) if seq is not None)
    for event, told_at in view.corrected:
        if event.happened_at is None or event.seq in rests_on:
            values = (event.seq, told_at, event.happened_at)
            found.append(Step(Code.CORRECTED, run.choice.rule.id, values))


def _figure(found: list[Step], view: View, run: Run) -> None:
    choice, term = run.choice, run.term
    rule = choice.rule.id
    found.append(Step(Code.FIGURE, rule, (choice.amount or run.start.term, choice.source, choice.row)))
    if choice.calendar:
        found.append(Step(Code.CALENDAR, rule, (choice.calendar, run.hours.digest)))
        for known_at, old, new in view.calendars.revisions(choice.calendar):
            if new == run.hours.digest:
                found.append(Step(Code.REVISED, rule, (choice.calendar, old, known_at)))
    for entry, event in term.extensions:
        values = (entry.happened_at, event.amount, event.ground, event.agreement)
        found.append(Step(Code.EXTENDED, event.rule, values))
    for (entry, event), due_at in term.late:
        late = (entry.happened_at, event.amount, event.ground, due_at)
        found.append(Step(Code.EXTENDED_TOO_LATE, event.rule, late))


def _counted(found: list[Step], view: View, plan: MetricPlan, run: Run) -> None:
    """Tell counted stretches and holes in the order of time."""
    rule, due_at = run.choice.rule.id, run.due_at
    told = [(segment[0], Step(Code.COUNTED, rule, segment)) for segment in run.term.counted]
    if run.holes:
        told.extend(_pauses(view, plan, run))
        told.extend(_stops(view, run))
        told.sort(key=itemgetter(0))
    found.extend([step for _, step in told])
    last = due_at if due_at is not None else view.at
    if run.choice.calendar and (years := run.hours.provisional_years(run.start.place[0], last)):
        found.append(Step(Code.PROVISIONAL, rule, (years,)))


def _pauses(view: View, plan: MetricPlan, run: Run) -> Iterator[tuple[int, Step]]:
    for span in view.pauses:
        if span.rule in plan.pauses and _bears(run, span.start, span.end):
            values = (span.start, _cut(run, span.end), span.reason, span.notice)
            yield span.start, Step(Code.PAUSED, span.rule, values)


def _stops(view: View, run: Run) -> Iterator[tuple[int, Step]]:
    rule = run.choice.rule
    for stop in view.stops:
        until = stop.until[0] if stop.until else None
        if outlives(rule, stop, run.start) and _bears(run, stop.begins[0], until):
            begun = stop.begins[0]
            yield begun, Step(Code.STOPPED, rule.id, (begun, _cut(run, until), stop.why))


def _bears(run: Run, begun: int, ended: int | None) -> bool:
    """Whether a hole bears on the due moment: it lies behind the start, before the due moment and before the end."""
    due_at = run.due_at
    behind = ended is None or ended > run.start.place[0]
    before = (due_at is None or begun < due_at) and (run.end is None or begun < run.end.place[0])
    return behind and before and ended != begun


def _cut(run: Run, ended: int | None) -> int | None:
    if run.end is None:
        return ended
    return run.end.place[0] if ended is None else min(ended, run.end.place[0])


def _moved(found: list[Step], moved: Moved) -> None:
    former, version = moved.former, moved.version
    former_rule = former.choice.rule.id if former else None
    former_due_at = former.due_at if former else None
    values = (version.place[0], version.known_at, former_rule, former_due_at, moved.now.due_at)
    found.append(Step(Code.RECLASSIFIED, moved.now.choice.rule.id, values))


def _end(found: list[Step], judged: Judged, left: int | None) -> None:
    run = judged.run
    rule, end, due_at = run.choice.rule, run.end, run.due_at
    if due_at is not None:
        found.append(Step(Code.DUE, rule.id, (due_at,)))
    if left is not None:
        found.append(Step(Code.LEFT, rule.id, (left, run.term.pieces[-1][0].kind)))
    if run.breached_at is not None:
        found.append(Step(Code.BREACHED, rule.id, (run.breached_at,)))
    if judged.broken_at is not None:
        found.append(Step(Code.BY_RECLASSIFICATION, rule.id, (judged.broken_at,)))
    if end is None or end.how == "passed":
        return
    if end.how == "met":
        code = Code.MET if run.breached_at is None else Code.MET_LATE
        found.append(Step(code, rule.id, (end.place[0], rule.met_by, end.place[1])))
    else:
        found.append(Step(Code.CANCELLED, rule.id, (end.place[0], end.by)))


def _verdict(found: list[Step], run: Run, verdict: Verdict) -> None:
    if verdict.excuse is not None:
        entry, event = verdict.excuse
        found.append(Step(Code.EXCUSED, event.rule, (entry.happened_at, event.ground, event.period)))
    if verdict.deemed is not None:
        stop = verdict.deemed
        rule = stop.rule or run.choice.rule.id
        found.append(Step(Code.DEEMED, rule, (stop.begins[0], stop.ground, verdict.measured)))


def pending(choice: Choice) -> tuple[Step, ...]:
    """Explain a target that has not started."""
    return (Step(Code.FIGURE, choice.rule.id, (choice.amount, choice.source, choice.row)),)
