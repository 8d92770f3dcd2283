"""Amounts on the calendars they run on: is there one, does it know its day, is the end within a hundred years?"""

from collections.abc import Iterator

from reglament.core.hours.amount import Amount, AmountKind
from reglament.core.hours.amount_text import write_amount
from reglament.core.hours.due import due
from reglament.core.hours.faults import CalendarExhausted, CalendarFault
from reglament.core.hours.hours import Hours
from reglament.core.regulation.check.cube import Cube
from reglament.core.regulation.check.domain import ABSENT
from reglament.core.regulation.check.examined import Examined
from reglament.core.regulation.check.row import spoken
from reglament.core.regulation.grammar.vocabulary import TIER
from reglament.core.regulation.model.figure import Flat, Table
from reglament.core.regulation.model.permission import AccessRule, PublishRule, ReopenRule
from reglament.core.regulation.model.regulation import AnyRule
from reglament.core.regulation.model.rule import TargetRule

# Terms below a year need no proof on a calendar that is ever open in eleven years.
SHORT_DAYS = 366
DAY = 86_400
PROBE = 1_767_225_600  # 2026-01-01 00:00 UTC


def check_spans(examined: Examined) -> None:
    """Every amount with every calendar it may run on, each pair once."""
    seen: set[tuple[str, Amount, str]] = set()
    for rule in examined.regulation.rules.values():
        for key, amount, calendar in _spans(rule, examined):
            examined.effort.spend(1)
            if (rule.id, amount, calendar) not in seen:
                seen.add((rule.id, amount, calendar))
                _check(rule, key, amount, calendar, examined)


def _spans(rule: AnyRule, examined: Examined) -> Iterator[tuple[str, Amount, str]]:
    """Key, amount and calendar. No calendar is an empty name; one that a tier should have, `tier:` and the tier."""
    match rule:
        case TargetRule(within=Flat() | Table() as within):
            for cube in examined.cubes_of(rule) or ():
                for here, amount in spoken(within, cube, examined):
                    if amount is not None:
                        yield from (("within", amount, name) for name in _calendars(rule, here, examined))
        case ReopenRule(within=Amount() as amount, on=name):
            yield from (("within", amount, one) for one in _named(name or TIER, {}, examined))
        case AccessRule(after=amount, on=name):
            yield from (("after", amount, one) for one in _named(name, {}, examined))
        case PublishRule(earliest=amount, on=name):
            yield from (("effective no earlier than", amount, one) for one in _named(name, {}, examined))
        case _:
            pass


def _calendars(rule: TargetRule, cube: Cube, examined: Examined) -> Iterator[str]:
    for here, name in spoken(rule.on, cube, examined):
        yield from _named(name or "", here, examined)


def _named(name: str, cube: Cube, examined: Examined) -> Iterator[str]:
    """The calendar, or the calendars of the tiers that `tier` may stand for."""
    if name != TIER:
        yield name
        return
    tiers = examined.regulation.tiers
    for tier in sorted(cube.get(TIER, examined.domains[TIER]) - {ABSENT}):
        yield tiers[tier].calendar or f"{TIER}:{tier}"


def _check(rule: AnyRule, key: str, amount: Amount, calendar: str, examined: Examined) -> None:
    place = examined.places.rule(rule.id, key)
    named, _, tier = calendar.partition(":")
    if tier or not named:
        if amount.kind is not AmountKind.CLOCK_TIME:
            _no_calendar(rule, tier, amount, examined)
        return
    hours = examined.openings.hours(calendar)
    if hours is None:
        return
    told = examined.places.declared("calendars", calendar)
    if amount.kind is AmountKind.WORKING_DAYS_OF_LENGTH and isinstance(hours.day_length(), CalendarFault):
        examined.gathering.fault("span/day-length-unknown", place, told, calendar=calendar)
    elif not _ends(amount, hours, examined):
        written = write_amount(amount)
        examined.gathering.fault("span/out-of-reach", place, told, calendar=calendar, amount=written)


def _no_calendar(rule: AnyRule, tier: str, amount: Amount, examined: Examined) -> None:
    place = examined.places.rule(rule.id, "on")
    if tier:
        places = place, examined.places.declared("tiers", tier)
        examined.gathering.fault(
            "span/tier-without-calendar", *places, tier=tier, amount=write_amount(amount)
        )
    else:
        examined.gathering.fault("span/no-calendar", place, amount=write_amount(amount))


def _ends(amount: Amount, hours: Hours, examined: Examined) -> bool:
    days = (
        amount.count // DAY
        if amount.kind in (AmountKind.WORKING_TIME, AmountKind.CLOCK_TIME)
        else amount.count
    )
    if days < SHORT_DAYS // 31:
        return True
    examined.effort.spend(min(days, 40_000))
    try:
        due(hours=hours, amount=amount, start=PROBE)
    except CalendarExhausted:
        return False
    return True
