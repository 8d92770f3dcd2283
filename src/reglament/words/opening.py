"""Hours of a calendar in words: `пн–пт 09:00–18:00, Москва`."""

from collections.abc import Iterable
from itertools import groupby

from babel import Locale
from babel.dates import get_day_names

from reglament.core.hours.calendar import DAY, AnyCalendar, Calendar, Intersection, Union, Without
from reglament.words.catalogue import Language, sentence
from reglament.words.listing import listing
from reglament.words.moment import city_of

MINUTE = 60
ALL_DAY = (0, DAY)


def opening_text(calendar: AnyCalendar, language: Language) -> str:
    """Say when a calendar is open: days and hours, the city of its zone, whether holidays are off."""
    match calendar:
        case Calendar():
            return _plain(calendar, language)
        case Union(parts=parts):
            return _combined("union", parts, language)
        case Intersection(parts=parts):
            return _combined("intersection", parts, language)
        case Without(whole=whole, removed=removed):
            kept = opening_text(whole, language)
            taken = listing([opening_text(part, language) for part in removed], language)
            return sentence("opening without", language, {"whole": kept, "removed": taken})


def zone_of(calendar: AnyCalendar) -> str | None:
    """The name of the zone in which a calendar's days begin; None where its parts do not say."""
    match calendar:
        case Calendar(zone=zone):
            return zone
        case Union(parts=parts, zone=zone) | Intersection(parts=parts, zone=zone):
            return zone or next((zone_of(part) for part in parts), None)
        case Without(whole=whole, zone=zone):
            return zone or zone_of(whole)


def _combined(how: str, parts: Iterable[AnyCalendar], language: Language) -> str:
    told = "; ".join(opening_text(part, language) for part in parts)
    return sentence(f"opening {how}", language, {"parts": told})


def _plain(calendar: Calendar, language: Language) -> str:
    by_day = {
        weekday: tuple((span.opens, span.closes) for span in calendar.week if span.weekday == weekday)
        for weekday in range(7)
    }
    if all(spans == (ALL_DAY,) for spans in by_day.values()):
        told = sentence("opening always", language)
    else:
        hours = "; ".join(_days(days, spans, language) for spans, days in _runs(by_day) if spans)
        told = sentence("opening hours", language, {"hours": hours, "city": city_of(calendar.zone, language)})
    if calendar.country is None or not calendar.holidays:
        return told
    country = Locale.parse(language).territories.get(calendar.country, calendar.country)
    return sentence("opening holidays", language, {"hours": told, "country": country})


def _runs(
    by_day: dict[int, tuple[tuple[int, int], ...]],
) -> Iterable[tuple[tuple[tuple[int, int], ...], list[int]]]:
    """Neighbouring weekdays of the same hours together."""
    for spans, days in groupby(by_day, key=lambda weekday: by_day[weekday]):
        yield spans, list(days)


def _days(days: list[int], spans: tuple[tuple[int, int], ...], language: Language) -> str:
    names = get_day_names("abbreviated", locale=language)
    named = names[days[0]] if len(days) == 1 else f"{names[days[0]]}–{names[days[-1]]}"
    return f"{named} {', '.join(f'{_clock(opens)}–{_clock(closes)}' for opens, closes in spans)}"


def _clock(second: int) -> str:
    hours, minutes = divmod(second // MINUTE, 60)
    return f"{hours if hours <= 24 else hours - 24:02}:{minutes:02}"
