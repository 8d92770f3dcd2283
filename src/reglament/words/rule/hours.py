"""Declared calendars in words: their hours, and what else a regulation says of them."""

from collections.abc import Iterator
from dataclasses import replace

from reglament.core.hours.calendar import DAY, AnyCalendar, Calendar
from reglament.core.regulation.check.built import built
from reglament.core.regulation.grammar.vocabulary import CUSTOMER, TIER
from reglament.core.regulation.model.regulation import NamedCalendar, Regulation
from reglament.words.catalogue import Language, sentence
from reglament.words.length import length
from reglament.words.listing import code, listing
from reglament.words.moment import day
from reglament.words.opening import opening_text

MINUTE = 60


def hours_phrase(name: str, regulation: Regulation, language: Language) -> str:
    """Say the hours of a declared calendar; `tier` is told as the hours themselves where all tiers share them."""
    if name == TIER:
        own = {tier.calendar for tier in regulation.tiers.values()}
        shared = own.pop() if len(own) == 1 else None
        if shared is None:
            return sentence("hours of the tier", language)
        name = shared
    found = declared_hours(regulation, language).get(name)
    return opening_text(found, language) if found else code(name)


def declared_hours(regulation: Regulation, language: Language) -> dict[str, AnyCalendar]:
    """Every declared calendar put together from its parts, for telling only: zones may be words."""
    # A zone without a city is told by its own name: these hours are kept where the customer is.
    local = sentence("hours where the customer is", language)
    calendars = {name: _at(local, one) for name, one in regulation.calendars.items()}
    return built(replace(regulation, calendars=calendars))


def named_hours(named: NamedCalendar, regulation: Regulation, language: Language) -> str:
    """Say the hours of a calendar as it is declared; of an operation, the hours of its parts."""
    if named.calendar is not None:
        local = sentence("hours where the customer is", language)
        return opening_text(_at(local, named).calendar or named.calendar, language)
    parts = [hours_phrase(name, regulation, language) for name in named.operands]
    if named.operation == "without":
        values = {"whole": parts[0], "removed": listing(parts[1:], language)}
        return sentence("opening without", language, values)
    return sentence(f"opening {named.operation}", language, {"parts": "; ".join(parts)})


def calendar_lines(named: NamedCalendar, language: Language) -> Iterator[str]:
    """What a calendar says besides its hours: transferred and short days, single dates, who may replace it."""
    if named.calendar is not None:
        yield from _days(named.calendar, language)
    if named.replaceable:
        yield sentence("hours the contract may replace", language)


def _days(calendar: Calendar, language: Language) -> Iterator[str]:
    if calendar.country is not None:
        served = "served" if calendar.transferred_saturdays else "not served"
        yield sentence(f"hours saturdays {served}", language)
        yield sentence(f"hours short days {'shortened' if calendar.short_days else 'full'}", language)
    if calendar.overlays:
        named = listing([code(name) for name in calendar.overlays], language)
        yield sentence("hours overlays", language, {"overlays": named})
    for exception in calendar.exceptions:
        spans = ", ".join(f"{_clock(opens)}–{_clock(closes)}" for opens, closes in exception.spans)
        hours = spans or sentence("hours closed", language)
        yield sentence("hours on a date", language, {"date": day(exception.on, language), "hours": hours})
    if calendar.day_length is not None:
        yield sentence("hours day length", language, {"length": length(calendar.day_length, language)})


def _clock(second: int) -> str:
    hours, minutes = divmod(second // MINUTE, 60)
    return f"{hours - 24 if second > DAY else hours:02}:{minutes:02}"


def _at(zone: str, named: NamedCalendar) -> NamedCalendar:
    if named.calendar is None or named.calendar.zone != CUSTOMER:
        return named
    return replace(named, calendar=replace(named.calendar, zone=zone))
