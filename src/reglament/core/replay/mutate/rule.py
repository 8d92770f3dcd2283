"""Changes of one rule: every key that a story could notice is changed in every small way."""

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from typing import Any

from reglament.core.contract.period import MONTHS
from reglament.core.hours.amount import Amount
from reglament.core.regulation.model.condition import (
    AllOf,
    AnyOf,
    FieldIs,
    Has,
    Is,
    Lacks,
    Left,
    Marked,
    Not,
    Over,
    Received,
    TermIs,
)
from reglament.core.regulation.model.figure import Figure, Flat, Table
from reglament.core.regulation.model.happening import DoneBy, FirstOf, LatestOf
from reglament.core.regulation.model.permission import CountRule, RefuseRule, ReopenRule, SetRule
from reglament.core.regulation.model.regulation import AnyRule, Regulation
from reglament.core.regulation.model.rule import Consequence, EarlyWarning, Share, TargetRule
from reglament.core.replay.mutate.change import Changes, each_dropped, next_of, parties_changed
from reglament.core.replay.mutate.condition import condition_changes, happening_changes
from reglament.core.replay.mutate.figure import (
    amount_changes,
    calendar_changes,
    figure_changes,
    limit_changes,
)
from reglament.core.replay.with_key import with_key

CONDITIONS = (Is, Marked, Has, Lacks, FieldIs, TermIs, Received, Over, Left, Not, AllOf, AnyOf)
HAPPENINGS = (FirstOf, LatestOf, DoneBy)
MINUTE = 60
WHOLE = 100

# Words of the grammar a key may hold; a changed one becomes the next of the round.
ROUNDS: Mapping[str, tuple[str | None, ...]] = {
    "accepted_by": ("customer", "staff"),
    "default": ("reopen", "new linked case"),
    "missing": ("hold", "ask", "note"),
    "outcome": ("refused", "told", "held", "closed", "silent"),
    "over": ("refuse", "wait"),
    "owed_by": ("vendor", "customer"),
    "per": ("month", "year", None),
    "policy": ("reopen", "new linked case", "either", "never"),
    "strength": ("promise", "aim"),
}
# What a story cannot see: names, places, prose. Nor precedence: a file that
# leaves it unsaid is refused before any story is played.
UNSEEN = frozenset(
    "id clause place readings note axis instead mark counter what metric reason possible overrides".split()
)
# Flags that say something either way; any other one says something only where it is set.
EITHER_WAY = frozenset(
    "automatic ends_by_staff estimate_needed overrun_needs_acceptance below_zero_with_ground note_needed from_the_change".split()
)
# What can stand in the waiting line; a person or a team over the limit can only be refused.
WAITING = frozenset({"cases", "events"})
# Keys whose absence is another rule, not the same one with less; what they are without it.
DROPPED: Mapping[str, object] = {
    "cancelled_by": None,
    "evidence": None,
    "notice": (),
    "or_pause": None,
    "refund": None,
    "warns_if": None,
}


def rule_changes(rule: AnyRule, regulation: Regulation) -> Changes[AnyRule]:
    """The rule with one key changed, in the order of its keys."""
    for field in fields(rule):
        if field.name not in UNSEEN and _speaks(rule, field.name, regulation):
            value = getattr(rule, field.name)
            for told, changed in _key_changes(field.name, value, regulation):
                yield f"{field.name.replace('_', ' ')} {told}", with_key(rule, field.name, changed)


def _speaks(rule: AnyRule, key: str, regulation: Regulation) -> bool:
    """Whether the key means anything in this rule: some speak only where another key lets them."""
    if isinstance(rule, RefuseRule) and key in ("note_needed", "warns_if", "or_pause"):
        return rule.by == "staff"
    if isinstance(rule, CountRule) and key == "over":
        return rule.over != "refuse" or regulation.counters[rule.counter].of in WAITING
    if isinstance(rule, SetRule) and key == "by":
        return bool(rule.criteria or rule.brings) or not rule.by_facts
    return not (isinstance(rule, ReopenRule) and key == "default") or rule.policy == "either"


def _key_changes(key: str, value: object, regulation: Regulation) -> Changes[object]:
    if key in DROPPED and value:
        yield "dropped", DROPPED[key]
    if key in ROUNDS and isinstance(value, str):
        yield from _round(value, ROUNDS[key])
    elif isinstance(value, str):
        yield from _name(key, value, regulation)
    elif isinstance(value, Flat | Table):
        yield from _figure(key, value, regulation)
    elif isinstance(value, tuple):
        yield from _list(key, value, regulation)
    elif isinstance(value, Consequence):
        yield from _consequence(value, regulation)
    elif isinstance(value, Share):
        yield from _share(value)
    else:
        yield from _plain(key, value)


def _plain(key: str, value: object) -> Changes[object]:
    """Values that change without a look at the rest of the regulation."""
    if isinstance(value, CONDITIONS):
        yield from condition_changes(value)
    elif isinstance(value, HAPPENINGS):
        yield from happening_changes(value)
    elif isinstance(value, Amount):
        yield from amount_changes(value)
    elif isinstance(value, dict):
        for name in value:
            yield f"without {name}", {other: title for other, title in value.items() if other != name}
    elif isinstance(value, bool):
        if value or key in EITHER_WAY:
            yield "turned around", not value
    elif isinstance(value, int):
        yield "a minute more", value + MINUTE


def _round(value: str | None, known: Sequence[str | None]) -> Changes[object]:
    other = next_of(value, known)
    yield f"{other or 'none'}", other


def _figure(key: str, figure: Figure[Any], regulation: Regulation) -> Changes[object]:
    if key == "on":
        yield from figure_changes(figure, calendar_changes(regulation))
    elif key == "limit":
        yield from figure_changes(figure, limit_changes)
    else:
        yield from figure_changes(figure, amount_changes)


def _list(key: str, items: tuple[object, ...], regulation: Regulation) -> Changes[object]:
    if key == "warnings":
        yield from _warnings(items)
    elif key == "order":
        yield from each_dropped(items, "condition")
        for place in range(len(items) - 1):
            swapped = (*items[:place], items[place + 1], items[place], *items[place + 2 :])
            yield f"conditions {place + 1} and {place + 2} swapped", swapped
    elif key in ("by", "set_by"):
        yield from parties_changed(tuple(str(item) for item in items))
    elif key != "notice" or len(items) > 1:
        yield from each_dropped(items)
    if key == "stops":
        timed = {other.metric for other in regulation.of_kind(TargetRule)}
        for metric in regulation.metrics:
            if metric in timed and metric not in items:
                yield f"and {metric}", (*items, metric)


def _warnings(items: tuple[object, ...]) -> Changes[object]:
    for place, item in enumerate(items):
        if isinstance(item, EarlyWarning):
            before, after = items[:place], items[place + 1 :]
            yield f"without {item.percent} %", (*before, *after)
            yield f"{item.percent} % one more", (*before, replace(item, percent=item.percent + 1), *after)


def _share(share: Share) -> Changes[object]:
    """One point of a hundred more and less, another period, and a promise of each target by itself."""
    yield "dropped", None
    if share.percent + 1 <= WHOLE:
        yield "one more", replace(share, percent=share.percent + 1)
    if share.percent - 1 > 0:
        yield "one less", replace(share, percent=share.percent - 1)
    other = next_of(share.over, tuple(MONTHS))
    if other is not None:
        yield f"over {other}", replace(share, over=other)


def _consequence(then: Consequence, regulation: Regulation) -> Changes[object]:
    if then.kind == "alert":
        return
    yield "alert", Consequence("alert")
    if then.ground is not None:
        for told, ground in _name("ground", then.ground, regulation):
            yield told, replace(then, ground=ground)
    for told, deems in each_dropped(then.deems):
        yield f"deems {told}", replace(then, deems=deems)
    if then.notice is not None:
        yield "notice dropped", replace(then, notice=None)


def _name(key: str, value: str, regulation: Regulation) -> Changes[str]:
    known: dict[str, tuple[str, ...]] = {
        "ground": tuple(regulation.grounds),
        "inside": tuple(regulation.calendars),
        "on": tuple(regulation.calendars),
        "by": ("system", "staff"),
        "value": _values_beside(value, regulation),
    }
    other = next_of(value, known.get(key, ()))
    if other is not None:
        yield other, other


def _values_beside(value: str, regulation: Regulation) -> tuple[str, ...]:
    return next((tuple(axis.values) for axis in regulation.axes.values() if value in axis.values), ())
