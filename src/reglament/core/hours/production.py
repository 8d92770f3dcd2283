"""One official production calendar: a country, a year, its days off, working Saturdays and short days, and the decree."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from reglament.core.hours.faults import CalendarFault


@dataclass(frozen=True, slots=True)
class Decree:
    """The act that fixed the year, and how surely we know its number."""

    number: str
    on: date
    evidence: str


@dataclass(frozen=True, slots=True)
class Overlay:
    """Further non-working days under a name of their own; only a calendar that names it keeps them."""

    name: str
    basis: str
    days: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class ProductionYear:
    """Facts of one country's year. `days_off` are the weekdays off; `transfers` are (from, to) by decree."""

    country: str
    year: int
    decree: Decree
    holidays: tuple[date, ...]
    days_off: tuple[date, ...]
    transfers: tuple[tuple[date, date], ...]
    moved_by_law: tuple[date, ...]
    working_days_off: tuple[date, ...]
    short_days: tuple[date, ...]
    overlays: tuple[Overlay, ...]


class _Reading:
    """Collects faults while plain strings become typed values."""

    def __init__(self, plain: Mapping[str, object]) -> None:
        self.plain = plain
        self.faults: list[CalendarFault] = []

    def fault(self, code: str, where: tuple[str | int, ...], found: object, hint: str) -> None:
        self.faults.append(CalendarFault(code, where, (("found", str(found)[:80]),), hint))

    def text(self, key: str, of: Mapping[str, object] | None = None) -> str:
        found = (self.plain if of is None else of).get(key)
        if isinstance(found, str) and found.strip():
            return found.strip()
        self.fault("production.text", (key,), found, f"write `{key}: …` as text")
        return ""

    def day(self, found: object, where: tuple[str | int, ...]) -> date:
        try:
            return date.fromisoformat(str(found))
        except ValueError:
            self.fault("production.date", where, found, "write a date as YYYY-MM-DD")
            return date.min

    def days(self, key: str, of: Mapping[str, object] | None = None) -> tuple[date, ...]:
        found = (self.plain if of is None else of).get(key, [])
        if not isinstance(found, list | tuple):
            self.fault("production.list", (key,), found, f"write `{key}` as a list of dates")
            return ()
        return tuple(sorted(self.day(item, (key, place)) for place, item in enumerate(found)))

    def mapping(self, found: object, where: tuple[str | int, ...]) -> Mapping[str, object]:
        if isinstance(found, Mapping):
            return found
        self.fault("production.mapping", where, found, "write keys and values here")
        return {}

    def transfers(self) -> tuple[tuple[date, date], ...]:
        found = self.plain.get("transfers", [])
        if not isinstance(found, list | tuple):
            self.fault(
                "production.list", ("transfers",), found, "write `transfers` as a list of {from: …, to: …}"
            )
            return ()
        pairs = [(self.mapping(item, ("transfers", place)), place) for place, item in enumerate(found)]
        return tuple(
            (
                self.day(pair.get("from"), ("transfers", place, "from")),
                self.day(pair.get("to"), ("transfers", place, "to")),
            )
            for pair, place in pairs
        )

    def overlays(self) -> tuple[Overlay, ...]:
        found = self.mapping(self.plain.get("overlays", {}), ("overlays",))
        bodies = [(name, self.mapping(body, ("overlays", name))) for name, body in sorted(found.items())]
        return tuple(
            Overlay(str(name), self.text("basis", body), self.days("days", body)) for name, body in bodies
        )


def read_year(plain: Mapping[str, object]) -> ProductionYear | tuple[CalendarFault, ...]:
    """Read one year from plain loaded data, all scalars still strings; otherwise every fault found, collected."""
    reading = _Reading(plain)
    year_text = reading.text("year")
    if not (year_text.isascii() and year_text.isdigit() and len(year_text) == 4):
        reading.fault("production.year", ("year",), year_text, "write the year as four digits")
    decree = reading.mapping(plain.get("decree"), ("decree",))
    year = ProductionYear(
        country=reading.text("country"),
        year=int(year_text) if not reading.faults else 0,
        decree=Decree(
            reading.text("number", decree),
            reading.day(decree.get("date"), ("decree", "date")),
            reading.text("evidence", decree),
        ),
        holidays=reading.days("holidays"),
        days_off=reading.days("days off"),
        transfers=reading.transfers(),
        moved_by_law=reading.days("moved by law"),
        working_days_off=reading.days("working saturdays"),
        short_days=reading.days("short days"),
        overlays=reading.overlays(),
    )
    if not reading.faults:
        _check(year, reading)
    return tuple(reading.faults) if reading.faults else year


def _check(year: ProductionYear, reading: _Reading) -> None:
    """The year must agree with itself: a table of rules, walked once."""
    own = {
        "holidays": year.holidays,
        "days off": year.days_off,
        "working saturdays": year.working_days_off,
        "short days": year.short_days,
        "moved by law": year.moved_by_law,
    }
    for key, days in own.items():
        for day in days:
            if day.year != year.year:
                reading.fault(
                    "production.other_year", (key,), day, f"keep only dates of {year.year} in this file"
                )
    off = set(year.holidays) | set(year.days_off)
    moved_from = {moved for moved, _ in year.transfers}
    for day in year.working_days_off:
        if day not in moved_from:
            reading.fault(
                "production.saturday_without_transfer",
                ("working saturdays",),
                day,
                "add the transfer that moves its rest to another date",
            )
    for day in (*year.working_days_off, *year.short_days):
        if day in off:
            reading.fault(
                "production.off_and_worked", ("days off",), day, "a date is either off or worked: remove one"
            )
    for _, day in year.transfers:
        if day not in off:
            reading.fault("production.transfer_not_off", ("transfers",), day, "add the date to `days off`")
