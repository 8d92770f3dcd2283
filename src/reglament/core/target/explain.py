"""The steps of an explanation, built from an instance as worked out (targets.md, section 8). Compact; rendered by `words`, only when read."""

from collections.abc import Iterator

from reglament.core.case.event import Paused
from reglament.core.hours.amount import Amount
from reglament.core.target.code import Code
from reglament.core.target.plan import MetricPlan
from reglament.core.target.reclassify import Judged
from reglament.core.target.run import Run
from reglament.core.target.stops import GATES
from reglament.core.target.target import Step
from reglament.core.target.verdict import Verdict
from reglament.core.target.view import View


def explanation(
    view: View, plan: MetricPlan, judged: Judged, verdict: Verdict, *, number: int, left: int | None
) -> tuple[Step, ...]:
    """Explain one instance; the due moment can be worked out from these steps and the calendars alone."""
    run = judged.run
    found: list[Step] = []
    found.extend(_start(run, number))
    found.extend(_corrections(view, plan, run))
    found.extend(_figure(run))
    found.extend(_counted(view, plan, run))
    found.extend(_moved(judged))
    found.extend(_end(judged, left))
    found.extend(_verdict(run, verdict))
    return tuple(found)


def _start(run: Run, number: int) -> Iterator[Step]:
    rule, start = run.choice.rule, run.start
    if rule.every and number > 1 and not start.moves:
        yield Step(Code.FOLLOWED, rule.id, (start.place[0], number - 1))
        return
    yield Step(Code.STARTED, rule.id, (start.began, rule.starts, start.entry))
    for code, *values in start.moves:
        yield Step(str(code), rule.id, tuple(values))


def _corrections(view: View, plan: MetricPlan, run: Run) -> Iterator[Step]:
    """Name the corrections of entries the instance rests on, and of those that were struck from the story."""
    if not view.corrected:
        return
    rests_on = {run.start.entry, run.start.place[1], run.end.place[1] if run.end else run.start.entry}
    for span in view.pauses:
        if span.rule in plan.pauses:
            rests_on.update(seq for seq in (span.seq, span.ended_seq) if seq is not None)
    for event, told_at in view.corrected:
        if event.happened_at is None or event.seq in rests_on:
            yield Step(Code.CORRECTED, run.choice.rule.id, (event.seq, told_at, event.happened_at))


def _figure(run: Run) -> Iterator[Step]:
    choice = run.choice
    rule = choice.rule.id
    amount = choice.amount if choice.amount is not None else run.start.term
    yield Step(Code.FIGURE, rule, (amount, choice.source, choice.row))
    if choice.calendar:
        yield Step(Code.CALENDAR, rule, (choice.calendar, run.hours.digest))
    for entry, event in run.term.extensions:
        yield Step(
            Code.EXTENDED, event.rule, (entry.happened_at, event.amount, event.ground, event.agreement)
        )
    for (entry, event), due_at in run.term.late:
        yield Step(
            Code.EXTENDED_TOO_LATE, event.rule, (entry.happened_at, event.amount, event.ground, due_at)
        )


def _counted(view: View, plan: MetricPlan, run: Run) -> Iterator[Step]:
    """Tell counted stretches and holes in the order of time."""
    rule = run.choice.rule
    found: list[tuple[int, int, Step]] = [
        (begun, 1, Step(Code.COUNTED, rule.id, (begun, ended, counted)))
        for begun, ended, counted in run.term.counted
    ]
    if run.holes:
        found.extend((hole.values[0], 0, hole) for hole in _holes(view, plan, run))  # type: ignore[misc]
        found.sort(key=lambda placed: placed[:2])
    yield from (step for _, _, step in found)
    last = run.due_at if run.due_at is not None else view.at
    if run.choice.calendar and (years := run.hours.provisional_years(run.start.place[0], last)):
        yield Step(Code.PROVISIONAL, rule.id, (years,))


def _holes(view: View, plan: MetricPlan, run: Run) -> Iterator[Step]:
    cut = run.end.place[0] if run.end else None
    rule, start = run.choice.rule, run.start.place
    for span in view.pauses:
        if span.rule in plan.pauses and _bears(run, span.start, span.end):
            notice = next(
                (
                    entry.event.notice
                    for entry in view.story
                    if entry.seq == span.seq and isinstance(entry.event, Paused)
                ),
                None,
            )
            yield Step(Code.PAUSED, span.rule, (span.start, _cut(span.end, cut), span.reason, notice))
    for stop in view.stops:
        outlived = stop.why not in rule.survives and (stop.why in GATES or stop.until is not None)
        until = stop.until[0] if stop.until else None
        if outlived and stop.begins > start and _bears(run, stop.begins[0], until):
            yield Step(Code.STOPPED, rule.id, (stop.begins[0], _cut(until, cut), stop.why))


def _bears(run: Run, begun: int, ended: int | None) -> bool:
    """Whether a hole bears on the due moment: it lies behind the start, before the due moment and before the end."""
    behind = ended is None or ended > run.start.place[0]
    before = (run.due_at is None or begun < run.due_at) and (run.end is None or begun < run.end.place[0])
    return behind and before and ended != begun


def _cut(ended: int | None, cut: int | None) -> int | None:
    return ended if cut is None else cut if ended is None else min(ended, cut)


def _moved(judged: Judged) -> Iterator[Step]:
    for moved in judged.moved:
        former = moved.former
        yield Step(
            Code.RECLASSIFIED,
            moved.now.choice.rule.id,
            (
                moved.version.place[0],
                moved.version.known_at,
                former.choice.rule.id if former else None,
                former.due_at if former else None,
                moved.now.due_at,
            ),
        )


def _end(judged: Judged, left: int | None) -> Iterator[Step]:
    run = judged.run
    rule, end = run.choice.rule, run.end
    if run.due_at is not None:
        yield Step(Code.DUE, rule.id, (run.due_at,))
    if left is not None:
        yield Step(Code.LEFT, rule.id, (left, run.term.pieces[-1][0].kind))
    if run.breached_at is not None:
        yield Step(Code.BREACHED, rule.id, (run.breached_at,))
    if judged.broken_at is not None:
        yield Step(Code.BY_RECLASSIFICATION, rule.id, (judged.broken_at,))
    if end is None or end.how == "passed":
        return
    if end.how == "met":
        code = Code.MET if run.breached_at is None else Code.MET_LATE
        yield Step(code, rule.id, (end.place[0], rule.met_by, end.place[1]))
    else:
        yield Step(Code.CANCELLED, rule.id, (end.place[0], end.by))


def _verdict(run: Run, verdict: Verdict) -> Iterator[Step]:
    if verdict.excuse is not None:
        entry, event = verdict.excuse
        yield Step(Code.EXCUSED, event.rule, (entry.happened_at, event.ground, event.period))
    if verdict.deemed is not None:
        stop = verdict.deemed
        yield Step(
            Code.DEEMED, stop.rule or run.choice.rule.id, (stop.begins[0], stop.ground, verdict.measured)
        )


def pending(rule: str, amount: Amount, source: str, row: object) -> tuple[Step, ...]:
    """Explain a target that has not started."""
    return (Step(Code.FIGURE, rule, (amount, source, row)),)
