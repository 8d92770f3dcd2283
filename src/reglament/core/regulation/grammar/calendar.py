"""Calendars as a regulation declares them: a zone and a week, or an operation on other declared calendars."""

import re
from datetime import date
from typing import Any

from reglament.core.hours.calendar import DAY, Calendar, DateException, WeekSpan
from reglament.core.regulation.gathering import Gathering
from reglament.core.regulation.grammar.amount import DURATION
from reglament.core.regulation.grammar.reading import READING, Said, carried
from reglament.core.regulation.grammar.reference import reference
from reglament.core.regulation.grammar.vocabulary import CUSTOMER
from reglament.core.regulation.model.regulation import NamedCalendar
from reglament.core.regulation.place import Place
from reglament.core.regulation.shape.base import MISSING, Missing, Shape
from reglament.core.regulation.shape.choice import Choice
from reglament.core.regulation.shape.clock import Span, clock_span, day
from reglament.core.regulation.shape.either import ByKey
from reglament.core.regulation.shape.many import ListOf, MapOf, OneOrMany
from reglament.core.regulation.shape.record import Record, flag, optional, required
from reglament.core.regulation.shape.scalar import Parsed, Problem, name

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_RUSSIAN = dict(zip(("пн", "вт", "ср", "чт", "пт", "сб", "вс"), WEEKDAYS, strict=True))
_DAY = f"(?:{'|'.join(WEEKDAYS)})"
_DAYS = rf"{_DAY}(?:-{_DAY})?(?:, ?{_DAY}(?:-{_DAY})?)*"


def _weekdays(written: str) -> tuple[int, ...] | Problem:
    """Weekdays from 0 for Monday; a range may run over the end of the week."""
    if not re.fullmatch(_DAYS, written):
        meant = re.sub(
            r"[а-я]+", lambda word: _RUSSIAN.get(word[0], ""), written[:60].lower().replace("–", "-")
        )
        return Problem("shape/days", hint=meant if re.fullmatch(_DAYS, meant) else None)
    found: list[int] = []
    for part in written.split(","):
        first, _, last = part.strip().partition("-")
        start = WEEKDAYS.index(first)
        length = (WEEKDAYS.index(last or first) - start) % 7 + 1
        found += [(start + step) % 7 for step in range(length)]
    return tuple(found)


_ZONE = re.compile(r"[A-Za-z][A-Za-z0-9_+-]{0,31}(?:/[A-Za-z0-9_+-]{1,32}){0,2}\Z")
_COUNTRY = re.compile(r"[A-Z]{2}\Z")


def _zone(written: str) -> str | Problem:
    return written if _ZONE.match(written) else Problem("shape/zone")


def _country(written: str) -> str | Problem:
    if _COUNTRY.match(written):
        return written
    meant = written[:3].upper()
    return Problem("shape/country", hint=meant if _COUNTRY.match(meant) else None)


ZONE = Parsed(_zone, wanted="zone", says="a zone of the IANA database", examples=("Europe/Moscow", "UTC"))
_COUNTRIES = Parsed(_country, wanted="country", says="a country in two capital letters", examples=("RU",))
_WEEKDAYS = Parsed(
    _weekdays, wanted="days", says="days of the week", pattern=f"^{_DAYS}$", examples=("mon-fri",)
)
_SPANS: OneOrMany[Span] = OneOrMany(clock_span())
_OPEN_ON: Choice[tuple[Span, ...]] = Choice({"closed": ()}, otherwise=_SPANS)


def _plain(
    *,
    replaceable: bool,
    reading: tuple[Said, ...],
    place: Place,
    written: tuple[str, ...],
    gathering: Gathering,
    **keys: Any,
) -> NamedCalendar | Missing:
    readings = carried(reading, written, gathering)
    if isinstance(readings, Missing):
        return MISSING
    return NamedCalendar(_calendar(**keys), None, (), replaceable, place, readings)


def _calendar(
    *,
    zone: str,
    week: dict[tuple[int, ...], tuple[Span, ...]],
    country: str | None,
    working_saturdays: bool,
    short_days: bool,
    overlays: tuple[str, ...],
    dates: dict[date, tuple[Span, ...]],
    day_length: int | None,
) -> Calendar:
    spans = [
        WeekSpan(weekday, *_seconds(span))
        for weekdays, open_ in week.items()
        for weekday in weekdays
        for span in open_
    ]
    return Calendar(
        zone=zone,
        week=tuple(sorted(spans, key=lambda span: (span.weekday, span.opens))),
        exceptions=tuple(
            DateException(on, tuple(_seconds(span) for span in open_)) for on, open_ in dates.items()
        ),
        country=country,
        transferred_saturdays=working_saturdays,
        short_days=short_days,
        overlays=overlays,
        day_length=day_length,
    )


def _seconds(span: Span) -> tuple[int, int]:
    return span.opens, span.closes if span.closes > span.opens else span.closes + DAY


_REPLACEABLE = flag("a contract may bring hours of its own", into="replaceable")
_PLAIN = Record(
    _plain,
    {
        "zone": required(Choice({CUSTOMER: CUSTOMER}, otherwise=ZONE), "IANA zone, or `customer`"),
        "week": required(MapOf(_WEEKDAYS, _SPANS), "days of the week and their hours"),
        "country": optional(_COUNTRIES, None, "its holidays are kept"),
        "working saturdays": optional(Choice({"served": True, "not served": False}), default=False),
        "short days": optional(Choice({"shortened": True, "full": False}), default=False),
        "overlays": optional(OneOrMany(name()), (), "further days off of the country, by name"),
        "dates": optional(MapOf(day(), _OPEN_ON), {}, "own hours of single dates"),
        "day length": optional(DURATION, None, "of a working day of length, where days differ"),
        "contract may replace": _REPLACEABLE,
        "reading": READING,
    },
    name="calendar",
)


def _operation(operation: str, least: int) -> Record[NamedCalendar]:
    def make(
        *,
        operands: tuple[str, ...],
        replaceable: bool,
        reading: tuple[Said, ...],
        place: Place,
        written: tuple[str, ...],
        gathering: Gathering,
    ) -> NamedCalendar | Missing:
        readings = carried(reading, written, gathering)
        if isinstance(readings, Missing):
            return MISSING
        return NamedCalendar(None, operation, operands, replaceable, place, readings)

    operands = required(ListOf(reference("calendar"), at_least=least), into="operands")
    return Record(
        make,
        {operation: operands, "contract may replace": _REPLACEABLE, "reading": READING},
        name=f"{operation} of calendars",
    )


CALENDAR: Shape[NamedCalendar] = ByKey(
    {
        operation: _operation(operation, least)
        for operation, least in (("union", 1), ("intersection", 1), ("without", 2))
    },
    otherwise=_PLAIN,
)
