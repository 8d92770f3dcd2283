"""Every regulation that differs from a given one by one small mistake."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from reglament.core.hours.calendar import Calendar, WeekSpan
from reglament.core.regulation.model.declared import Mark
from reglament.core.regulation.model.permission import PublishRule, RetainRule
from reglament.core.regulation.model.regulation import AnyRule, Clause, Regulation
from reglament.core.replay.mutate.change import Changes, each_dropped, next_of, parties_changed
from reglament.core.replay.mutate.rule import rule_changes
from reglament.core.replay.with_key import with_key
from reglament.core.target.plan import plan

HOUR = 3600
DAY = 24 * HOUR
SATURDAY = 5
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
# Rules that act on whole editions and mailboxes: no story of a case can show them.
BEYOND_STORIES = (PublishRule, RetainRule)
OTHER_ZONES = ("Asia/Tokyo", "America/New_York")


@dataclass(frozen=True, slots=True)
class Mutant:
    """A regulation with one mistake. `name` is stable; `clause` is where the mistake is, empty for declarations."""

    name: str
    clause: str
    make: Callable[[], Regulation]


def mutants(regulation: Regulation) -> Iterator[Mutant]:
    """Every mutant, in the order of the file: calendars and other declarations, then rule by rule."""
    for part, declared in (
        ("calendar", _calendars(regulation)),
        ("tier", _tiers(regulation)),
        ("axis", _axes(regulation)),
        ("mark", _marks(regulation)),
        ("term", _terms(regulation)),
    ):
        for told, make in declared:
            yield Mutant(f"{part} {told}", "", make)
    for clause in regulation.clauses:
        for rule in clause.rules:
            if not isinstance(rule, BEYOND_STORIES):
                yield Mutant(f"{rule.id}: removed", clause.number, _with_rule(regulation, clause, rule, ()))
                for told, changed in rule_changes(rule, regulation):
                    make = _with_rule(regulation, clause, rule, (changed,))
                    yield Mutant(f"{rule.id}: {told}", clause.number, make)


Made = Iterator[tuple[str, Callable[[], Regulation]]]


def _with_rule(
    regulation: Regulation, clause: Clause, rule: AnyRule, instead: tuple[AnyRule, ...]
) -> Callable[[], Regulation]:
    def make() -> Regulation:
        place = clause.rules.index(rule)
        changed = replace(clause, rules=(*clause.rules[:place], *instead, *clause.rules[place + 1 :]))
        return replace(
            regulation, clauses=tuple(changed if one is clause else one for one in regulation.clauses)
        )

    return make


def _calendars(regulation: Regulation) -> Made:
    for name, named in regulation.calendars.items():
        if named.calendar is not None:
            for told, calendar in _calendar(named.calendar):
                yield (
                    f"{name}: {told}",
                    _declaring(regulation, "calendars", name, replace(named, calendar=calendar)),
                )
        for told, operands in each_dropped(named.operands) if len(named.operands) > 1 else ():
            yield (
                f"{name}: {told}",
                _declaring(regulation, "calendars", name, replace(named, operands=operands)),
            )
        if named.replaceable:
            fixed = replace(named, replaceable=False)
            yield f"{name}: contract may not replace it", _declaring(regulation, "calendars", name, fixed)


def _calendar(calendar: Calendar) -> Changes[Calendar]:
    always = all(span.opens == 0 and span.closes == DAY for span in calendar.week)
    times = sorted({(span.opens, span.closes) for span in calendar.week})
    for opens, closes in times:
        opening, closing = (
            _told(at, place, (opens, closes), times) for place, at in enumerate((opens, closes))
        )
        yield f"{opening} an hour later", _moved(calendar, opens, closes, HOUR, 0)
        yield f"{closing} an hour earlier", _moved(calendar, opens, closes, 0, -HOUR)
    days = sorted({span.weekday for span in calendar.week})
    if len(days) > 1:
        last = replace(calendar, week=tuple(span for span in calendar.week if span.weekday != days[-1]))
        yield f"{WEEKDAYS[days[-1]]} off", last
    if SATURDAY not in days and days:
        added = tuple(
            WeekSpan(SATURDAY, span.opens, span.closes) for span in calendar.week if span.weekday == days[0]
        )
        yield "saturdays on", replace(calendar, week=(*calendar.week, *added))
    if calendar.country is not None:
        yield "holidays worked", replace(calendar, holidays=not calendar.holidays)
        for key in ("transferred_saturdays", "short_days"):
            yield (
                f"{key.replace('_', ' ')} turned around",
                with_key(calendar, key, not getattr(calendar, key)),
            )
    if not always:
        zone = OTHER_ZONES[0] if calendar.zone != OTHER_ZONES[0] else OTHER_ZONES[1]
        yield f"in {zone}", replace(calendar, zone=zone)
    for key, items in (("overlays", calendar.overlays), ("exceptions", calendar.exceptions)):
        for told, kept in each_dropped(items, key[:-1]):
            yield told, with_key(calendar, key, kept)
    if calendar.day_length is not None:
        yield "day length an hour more", replace(calendar, day_length=calendar.day_length + HOUR)


def _told(at: int, place: int, span: tuple[int, int], times: Sequence[tuple[int, int]]) -> str:
    """The hour that is moved, with its span where another span begins or ends at that hour too."""
    if sum(other[place] == at for other in times) == 1:
        return _clock(at)
    return f"{_clock(at)} of {_clock(span[0])}-{_clock(span[1])}"


def _moved(calendar: Calendar, opens: int, closes: int, later: int, longer: int) -> Calendar:
    week = (
        replace(span, opens=opens + later, closes=closes + longer)
        if (span.opens, span.closes) == (opens, closes)
        else span
        for span in calendar.week
    )
    return replace(calendar, week=tuple(week))


def _clock(second: int) -> str:
    midnights, second = divmod(second, DAY) if second > DAY else (0, second)
    told = f"{second // HOUR:02}:{second % HOUR // 60:02}"
    return f"{told} next day" if midnights else told


def _declaring(regulation: Regulation, section: str, name: str, value: object) -> Callable[[], Regulation]:
    """The regulation with another declaration under that name."""

    def make() -> Regulation:
        return with_key(regulation, section, {**getattr(regulation, section), name: value})

    return make


def _tiers(regulation: Regulation) -> Made:
    for name, tier in regulation.tiers.items():
        other = next_of(tier.calendar, tuple(regulation.calendars)) if tier.calendar else None
        if other is not None:
            yield f"{name}: on {other}", _declaring(regulation, "tiers", name, replace(tier, calendar=other))
        for told, was in each_dropped(tier.was):
            yield f"{name}: was {told}", _declaring(regulation, "tiers", name, replace(tier, was=was))


def _axes(regulation: Regulation) -> Made:
    timed = {name for metric in plan(regulation) for name in metric.axes | metric.from_change}
    for name, axis in regulation.axes.items():
        if name in timed:
            turned = replace(axis, from_the_change=not axis.from_the_change)
            yield f"{name}: when changed turned around", _declaring(regulation, "axes", name, turned)
        if axis.default is not None:
            other = next_of(axis.default, tuple(axis.values))
            for default in (None, other) if other else (None,):
                changed = replace(axis, default=default)
                yield f"{name}: default {default or 'dropped'}", _declaring(regulation, "axes", name, changed)
        for told, set_by in parties_changed(axis.set_by) if len(axis.set_by) == 1 else ():
            yield f"{name}: set by {told}", _declaring(regulation, "axes", name, replace(axis, set_by=set_by))


def _marks(regulation: Regulation) -> Made:
    replies_count = "staff reply" in repr(regulation.clauses)
    for name, mark in regulation.marks.items():
        for told, changed in _mark(mark, replies_count=replies_count):
            yield f"{name}: {told}", _declaring(regulation, "marks", name, changed)


def _mark(mark: Mark, *, replies_count: bool) -> Changes[Mark]:
    if mark.automatic and replies_count:
        yield "automatic turned around", replace(mark, automatic=False)
    if mark.second_person:
        yield "second person turned around", replace(mark, second_person=False)
    for told, by in parties_changed(mark.by) if mark.by else ():
        yield f"by {told}", replace(mark, by=by)
    for told, needs in each_dropped(mark.needs):
        yield f"needs {told}", replace(mark, needs=needs)
    if mark.withdrawn_by is not None:
        yield "never withdrawn", replace(mark, withdrawn_by=None)


def _terms(regulation: Regulation) -> Made:
    for name, term in regulation.terms.items():
        if term.default is not None:
            known = tuple(term.values) or ("yes", "no")
            others = (
                () if term.kind == "number" else (next_of(term.default[0], known) if term.default else None,)
            )
            for other in others:
                changed = replace(term, default=(other,) if other else None)
                yield f"{name}: default {other or 'dropped'}", _declaring(regulation, "terms", name, changed)
