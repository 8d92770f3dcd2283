"""What the desk owes at a moment without anybody asking: warn, alert, close, record, let in, wake (targets.md, section 7)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from reglament.core.case.act import Act, Close, Doer, Enter, Record, Register, Wake
from reglament.core.case.answer import Accepted
from reglament.core.case.decide.enter import enter
from reglament.core.case.decide.register import is_automatic
from reglament.core.case.decide.situation import Situation, situation
from reglament.core.case.event import Entries, Entry, Marked
from reglament.core.contract.access import access_ends_at
from reglament.core.contract.standing import Standing
from reglament.core.contract.terms import Terms
from reglament.core.hours.hours import Hours
from reglament.core.target.code import Code
from reglament.core.target.evaluate import NO_ARCHIVE, of_metric, targets_in
from reglament.core.target.plan import plan
from reglament.core.target.target import Target
from reglament.core.target.view import View, view_of

SYSTEM = Doer("system")
TIMER = Doer("timer")
NO_STANDING = Standing(None, {}, {}, {}, {}, frozenset(), {})


@dataclass(frozen=True, slots=True)
class DueAction:
    """Something that fell due at `at`, UTC seconds. The same `key` however often and however late it is asked.

    `kind`: warn, alert, tell, close, record, register, enter, wake or access ends; `to`: the role that is told. `act` goes
    through the door as done by `by`; without one there is only somebody to tell.
    """

    key: str
    kind: str
    at: int
    act: Act | None
    by: Doer
    to: str | None = None
    target: Target | None = None


def due_actions(
    terms: Terms,
    entries: Entries,
    *,
    standing: Standing | None,
    at: int,
    case: str = "",
    archive: Mapping[str, Hours] = NO_ARCHIVE,
    view: View | None = None,
) -> tuple[DueAction, ...]:
    """List what has fallen due by `at` and still stands, in order of its moments. `case`: the case's id in the standing; `view`:
    of all this, where somebody has looked already.

    What leaves a trace among the entries (closing, a mark, a number …) is not listed again; the rest is told apart by `key`.
    """
    seen = view or view_of(terms, entries, at=at, known_at=at, standing=standing, archive=archive)
    found = list(_of_targets(seen, entries)) if seen else []
    if seen is not None and seen.is_whole:
        timeline, state = seen.timeline, seen.whole.state
        now = Situation(case, SYSTEM, entries, timeline, state, terms, standing or NO_STANDING, at)
    else:
        known = tuple(entry for entry in entries if entry.known_at <= at and entry.happened_at <= at)
        now = situation(
            case=case, by=SYSTEM, entries=known, terms=terms, standing=standing or NO_STANDING, at=at
        )
    found.extend(_of_case(now, standing))
    return tuple(sorted((action for action in found if action.at <= at), key=_order))


def _order(action: DueAction) -> tuple[int, str]:
    return action.at, action.key


def _of_targets(view: View, entries: Entries) -> Iterator[DueAction]:
    at = view.at
    recorded = {
        (entry.event.mark, entry.happened_at)
        for entry in entries
        if entry.known_at <= at and isinstance(entry.event, Marked) and entry.party == TIMER.party
    }
    late = [entry for entry in entries if entry.happened_at < entry.known_at <= at]
    for target in _calling(view):
        if target.verdict == "open":
            yield from _warnings(target)
        elif target.verdict == "breached" and target.breached_at is not None:
            action = _consequence(target, _known_from(target, target.breached_at, late))
            if action is not None and not (
                isinstance(action.act, Record) and (action.act.mark, action.at) in recorded
            ):
                yield action


def _calling(view: View) -> Iterator[Target]:
    """Give the targets in which something has fallen due; the steps tell since when, where a re-classification broke one."""
    found = [target for target in targets_in(view) if _calls(target, view.at)]
    broken = {target.metric for target in found if target.by_reclassification}
    yield from (target for target in found if target.metric not in broken)
    for metric in plan(view.terms.regulation) if broken else ():
        if metric.metric in broken:
            yield from of_metric(view, metric, steps=True)


def _calls(target: Target, at: int) -> bool:
    return target.breached_at is not None or any(alarm.at <= at for alarm in target.alarms)


def _warnings(target: Target) -> Iterator[DueAction]:
    for alarm in target.alarms:
        yield DueAction(
            _key(f"warn:{alarm.percent}:{alarm.role or ''}", target),
            "warn",
            alarm.at,
            None,
            SYSTEM,
            alarm.role,
            target,
        )


def _key(what: str, target: Target) -> str:
    return f"{what}:{target.rule}:{target.instance}:{target.due_at}"


def _consequence(target: Target, at: int) -> DueAction | None:
    """Give what the rule says of a target not kept. Who has been answered, however late, is not closed."""
    then = target.then
    if then.kind == "close":
        if target.state != "running":
            return None
        act = Close(then.ground, target.rule)
        return DueAction(_key("close", target), "close", at, act, TIMER, None, target)
    if then.kind == "record" and then.to is not None:
        return DueAction(_key("record", target), "record", at, Record(then.to), TIMER, None, target)
    return DueAction(_key("alert", target), then.kind, at, None, SYSTEM, then.to, target)


def _known_from(target: Target, breached_at: int, late: Iterable[Entry]) -> int:
    """Give the moment a breach belongs to: due + 1 s, or later, when what makes it a breach became known."""
    moments = [breached_at]
    moments.extend(entry.known_at for entry in late if entry.happened_at < breached_at < entry.known_at)
    for step in target.steps:
        if step.code == Code.BY_RECLASSIFICATION:
            moments.extend(value for value in step.values if isinstance(value, int))
    return max(moments)


def _of_case(now: Situation, standing: Standing | None) -> Iterator[DueAction]:
    terms, state, at = now.terms, now.state, now.at
    if state.status == "none":
        return
    if state.number is None and state.received_at is not None and is_automatic(now):
        yield DueAction("register", "register", state.received_at, Register(), SYSTEM)
    if state.status == "waiting" and standing is not None and isinstance(enter(Enter(), now), Accepted):
        yield DueAction(f"enter:{state.queued_at}", "enter", at, Enter(), SYSTEM)
    if state.snoozed_until is not None:
        yield DueAction(f"wake:{state.snoozed_until}", "wake", state.snoozed_until, Wake(), TIMER)
    ends_at = access_ends_at(terms, standing=standing, at=at)
    if ends_at is not None:
        yield DueAction(f"access:{ends_at}", "access ends", ends_at, None, SYSTEM)
