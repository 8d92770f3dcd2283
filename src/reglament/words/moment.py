"""Moments and dates for people: on the wall of a zone that the caller names, never a guessed one."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from babel import Locale
from babel.dates import format_date

from reglament.core.hours.almanac import Almanac
from reglament.core.hours.zone import Zone
from reglament.words.catalogue import Language, sentence


@dataclass(frozen=True, slots=True)
class LocalTime:
    """The wall clock of a zone: its IANA name, and the zone compiled from the locked tzdata."""

    name: str
    zone: Zone

    def wall(self, at: int) -> datetime:
        """What the wall shows at `at`, UTC seconds."""
        ordinal, second = self.zone.wall(at)
        return datetime.fromordinal(ordinal) + timedelta(seconds=second)


def local_time(name: str, almanac: Almanac) -> LocalTime | None:
    """The wall clock of a zone by its IANA name; None for a zone nobody knows."""
    tzif = almanac.zone_bytes(name)
    return LocalTime(name, Zone(tzif)) if tzif else None


def moment(at: int, here: LocalTime, language: Language, *, year: bool = True, end: bool = False) -> str:
    """Say a moment (UTC seconds): `вт 3 нояб. 2026 09:00`. Midnight as an `end` is 24:00 of the day before."""
    wall = here.wall(at)
    if end and wall.time() == wall.min.time():
        return f"{day(wall.date() - timedelta(days=1), language, year=year)} 24:00"
    return f"{day(wall.date(), language, year=year)} {_clock(wall)}"


def clock(at: int, here: LocalTime, *, end: bool = False) -> str:
    """Say only the time of day; midnight as an `end` is 24:00."""
    wall = here.wall(at)
    return "24:00" if end and wall.time() == wall.min.time() else _clock(wall)


def day(on: date, language: Language, *, year: bool = True) -> str:
    """Say a date with its weekday."""
    return str(format_date(on, f"EEE d MMM{' y' if year else ''}", locale=language))


def span(start: int, end: int, here: LocalTime, language: Language, *, year: bool = False) -> str:
    """Say a stretch of time; its day once where it begins and ends on the same one."""
    begins = moment(start, here, language, year=year)
    if here.wall(start).date() == here.wall(max(start, end - 1)).date():
        return f"{begins}–{clock(end, here, end=True)}"
    return f"{begins} – {moment(end, here, language, year=year, end=True)}"


def beside(at: int, here: LocalTime, home: LocalTime, language: Language, *, end: bool = False) -> str:
    """Say the same moment on the regulation's own wall; nothing where both walls show the same."""
    if here.zone.offset(at) == home.zone.offset(at):
        return ""
    same_day = here.wall(at).date() == home.wall(at).date()
    there = clock(at, home, end=end) if same_day else moment(at, home, language, year=False, end=end)
    return sentence("moment beside", language, {"moment": there, "city": city_of(home.name, language)})


def both(at: int, here: LocalTime, home: LocalTime, language: Language, *, end: bool = False) -> str:
    """Say a moment on the reader's wall and, where it differs, on the regulation's."""
    return moment(at, here, language, end=end) + beside(at, here, home, language, end=end)


def city_of(name: str, language: Language) -> str:
    """The city that names a zone."""
    told = Locale.parse(language).time_zones.get(name, {}).get("city")
    return str(told or name.rsplit("/", 1)[-1].replace("_", " "))


def zone_name(here: LocalTime, at: int, language: Language) -> str:
    """Name a zone by its city and its distance from UTC at a moment: `Москва, UTC+3`."""
    minutes = here.zone.offset(at) // 60
    hours, rest = divmod(abs(minutes), 60)
    distance = f"UTC{'−' if minutes < 0 else '+'}{hours}{f':{rest:02}' if rest else ''}"
    return (
        distance.removesuffix("+0") if here.name == "UTC" else f"{city_of(here.name, language)}, {distance}"
    )


def _clock(wall: datetime) -> str:
    return wall.strftime("%H:%M:%S" if wall.second else "%H:%M")
