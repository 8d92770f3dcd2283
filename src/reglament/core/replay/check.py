"""What a played story says to its questions: each check's expected value held against the actual one."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from reglament.core.case.event import Classified, Closed, Received
from reglament.core.case.facts import holds
from reglament.core.case.letter import letter_of
from reglament.core.contract.access import access_ends_at
from reglament.core.contract.standing import NO_HOURS
from reglament.core.hours.amount import TIME_KINDS
from reglament.core.regulation.model.permission import PermitRule, RankRule
from reglament.core.regulation.place import Place
from reglament.core.replay.played import Played
from reglament.core.replay.story import Check, Length, Story, Value
from reglament.core.replay.sums import share_of
from reglament.core.replay.view import View, look
from reglament.core.target.target import Target

NOT_THERE = ("pending", "cancelled")
ACCESS_ENDS = "access ends"


@dataclass(frozen=True, slots=True)
class Mismatch:
    """An expectation that does not hold. `path` leads to it: case, moment's place, subject, key."""

    place: Place
    case: str
    at: int
    path: tuple[str, ...]
    expected: Value
    actual: Value


def mismatches(story: Story, played: Played) -> Iterator[Mismatch]:
    """Every expectation of the story that does not hold, in its order."""
    for question in story.questions:
        seen = look(played, question.case, at=question.at, known_at=question.known_at)
        for check in question.checks:
            actual = answer(check, seen)
            if not _agree(check.expected, actual):
                path = tuple(word for word in (check.name, check.key) if word)
                yield Mismatch(check.place, question.case, question.at, path, check.expected, actual)


def answer(check: Check, seen: View) -> Value:
    """The actual value of what a check looks at."""
    if check.subject == "target":
        return _of_target(check, seen)
    if check.subject == "axis":
        return seen.state.axes.get(check.name)
    if check.subject == "field":
        return seen.state.fields.get(check.name)
    if check.subject == "pool":
        return _of_pool(check, seen)
    if check.subject == "share":
        return share_of(seen, check.name, check.key)
    return CASE[check.key](seen)


def _agree(expected: Value, actual: Value) -> bool:
    """Lists are compared as sets: the order in which things are asked or told is nobody's promise."""
    if isinstance(expected, tuple) and isinstance(actual, tuple):
        return set(expected) == set(actual)
    return expected == actual


def _of_target(check: Check, seen: View) -> Value:
    target = _chosen(check, seen)
    if check.key == "exists":
        return target is not None and target.state not in NOT_THERE
    return None if target is None else TARGET[check.key](target)


def _chosen(check: Check, seen: View) -> Target | None:
    """The instance a check names, or the last one."""
    found = [target for target in seen.targets if target.metric == check.name]
    if check.instance is not None:
        found = [target for target in found if target.instance == check.instance]
    return found[-1] if found else None


def _left(target: Target) -> Value:
    if target.left is None:
        return None
    return Length(target.left, "seconds" if target.amount.kind in TIME_KINDS else "days")


TARGET: Mapping[str, Callable[[Target], Value]] = {
    "due": lambda target: target.due_at,
    "started": lambda target: target.started_at,
    "ended": lambda target: target.ended_at,
    "breached": lambda target: target.breached_at,
    "state": lambda target: target.state,
    "verdict": lambda target: target.verdict,
    "measured": lambda target: target.measured,
    "left": _left,
    "rule": lambda target: target.rule,
    "owed by": lambda target: target.owed_by,
    "strength": lambda target: target.strength,
    "calendar": lambda target: target.calendar,
    "by reclassification": lambda target: target.by_reclassification,
}


def _of_pool(check: Check, seen: View) -> Value:
    counters = [name for name, counter in seen.regulation.counters.items() if counter.of == "hours"]
    name = check.name or (counters[0] if counters else "")
    whole = seen.standing.pools.get(name, NO_HOURS)
    pool = whole if seen.state.certificate is None else whole.of(seen.state.certificate)
    seconds = {
        "left": pool.balance,
        "spent": pool.charged - pool.refunded,
        "reserved": sum(pool.reserved.values()),
    }
    return Length(seconds[check.key], "seconds")


def _place(seen: View) -> Value:
    standing = seen.standing.cases.get(seen.case)
    return standing.place if standing else None


def _rank(seen: View) -> Value:
    """The place of the first condition of the queue's order that holds, from 1; one past the last where none does."""
    rule = next(iter(seen.regulation.of_kind(RankRule)), None)
    if rule is None:
        return None
    ranks = (rank for rank, condition in enumerate(rule.order, 1) if holds(condition, seen.facts))
    return next(ranks, len(rule.order) + 1)


def _letters(seen: View) -> Value:
    """Marks of letters that went out: those recorded, and those a rule sends with a hold, a refusal, a closing or by telling."""
    marks = seen.regulation.marks
    recorded = [mark for mark in seen.state.marks if mark in marks and marks[mark].message == "out"]
    sent = [letter_of(entry.event, seen.regulation) for entry in seen.entries]
    return tuple(dict.fromkeys([*recorded, *(mark for mark in sent if mark is not None)]))


def _notices(seen: View) -> Value:
    """Whom rules have told of this case: by warnings and consequences of targets, and by what a permission tells."""
    by_targets = [
        notice.to or "staff"
        for notice in seen.played.notices
        if notice.case == seen.case and notice.at <= seen.at and notice.kind != ACCESS_ENDS
    ]
    permits = seen.regulation.of_kind(PermitRule)
    told = [who for rule in permits if rule.mark in seen.state.marks for who in rule.notifies]
    return tuple(dict.fromkeys([*by_targets, *told]))


def _access(seen: View) -> Value:
    """Whether the contract's people may still do anything on this case."""
    ends_at = access_ends_at(seen.terms, standing=seen.standing, at=seen.at)
    return ends_at is None or seen.at < ends_at


def _criteria(seen: View) -> Value:
    """What the case was sorted by last."""
    sorting = (
        entry.event for entry in reversed(seen.entries) if isinstance(entry.event, Classified | Received)
    )
    return next((event.criteria for event in sorting if event.criteria or not _is_by_rule(event)), ())


def _is_by_rule(event: Classified | Received) -> bool:
    return isinstance(event, Classified) and event.rule is not None


def _closer(seen: View) -> Value:
    """The role of whoever closed the case, else the party."""
    closings = (entry for entry in reversed(seen.entries) if isinstance(entry.event, Closed))
    entry = next(closings, None) if seen.state.closing else None
    return None if entry is None else entry.role or entry.party


CASE: Mapping[str, Callable[[View], Value]] = {
    "status": lambda seen: seen.state.status,
    "tier": lambda seen: seen.facts.tier,
    "place": _place,
    "asked": lambda seen: tuple(seen.state.asked),
    "told": lambda seen: tuple(ground for ground in seen.state.told if ground),
    "held by": lambda seen: seen.state.held.ground if seen.state.held else None,
    "refused by": lambda seen: seen.state.refusal.ground if seen.state.refusal else None,
    "closed by": lambda seen: seen.state.closing.event.ground if seen.state.closing else None,
    "closer": _closer,
    "numbered": lambda seen: seen.state.number is not None,
    "criteria": _criteria,
    "marks": lambda seen: tuple(seen.state.marks),
    "shared": lambda seen: seen.state.shared,
    "rank": _rank,
    "letters": _letters,
    "linked": lambda seen: bool(seen.state.links),
    "contract": lambda seen: seen.facts.contract,
    "access": _access,
    "notices": _notices,
    "targets": lambda seen: tuple(
        dict.fromkeys(target.metric for target in seen.targets if target.state not in NOT_THERE)
    ),
}
