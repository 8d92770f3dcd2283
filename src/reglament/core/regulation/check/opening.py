"""The calendars of a regulation compiled once, and whether a moment can lie in some of them and outside others."""

from dataclasses import replace

from reglament.core.hours.almanac import Almanac
from reglament.core.hours.calendar import DAY, AnyCalendar, Calendar, Intersection, WeekSpan, Without
from reglament.core.hours.check import faults_of
from reglament.core.hours.compile import compile_calendar
from reglament.core.hours.faults import CalendarFault
from reglament.core.hours.hours import Hours
from reglament.core.regulation.check.built import built
from reglament.core.regulation.check.cube import Cube
from reglament.core.regulation.check.domain import BOTH, NO, YES
from reglament.core.regulation.check.effort import Effort
from reglament.core.regulation.grammar.vocabulary import CUSTOMER
from reglament.core.regulation.model.regulation import Regulation

# What compiling one combination costs, beside comparing two sets.
COMPILING = 3_000
ALWAYS_OPEN = Calendar("UTC", tuple(WeekSpan(day, 0, DAY) for day in range(7)))
_RECEIVED = "received during:"


class Openings:
    """Calendars as a contract without hours of its own has them; the customer's zone is taken to be the home zone."""

    def __init__(self, regulation: Regulation, almanac: Almanac | None, effort: Effort) -> None:
        self._almanac = _remembering(almanac) if almanac else None
        self._effort = effort
        self._named = regulation.calendars
        self._declared = built(regulation)
        self._compiled: dict[str, Hours | tuple[CalendarFault, ...]] = {}
        self._possible: dict[tuple[frozenset[str], frozenset[str]], bool] = {}

    @property
    def declared(self) -> dict[str, AnyCalendar]:
        """Every calendar that is not built of itself."""
        return self._declared

    def hours(self, name: str) -> Hours | None:
        """The compiled calendar; None without an almanac, or where it cannot be compiled."""
        found = self._compile(name)
        return found if isinstance(found, Hours) else None

    def faults(self, name: str) -> tuple[CalendarFault, ...]:
        """Why a calendar cannot be compiled; only of a combination that has to be tried out."""
        declared = self._declared.get(name)
        if self._almanac is None or declared is None:
            return ()
        found = tuple(faults_of(declared, self._almanac))
        if found or isinstance(declared, Calendar):
            return found
        hours = self._compile(name)
        return hours if isinstance(hours, tuple) else ()

    def _compile(self, name: str) -> Hours | tuple[CalendarFault, ...]:
        if self._almanac is None or name not in self._declared:
            return ()
        if name not in self._compiled:
            self._effort.spend(COMPILING)
            self._compiled[name] = compile_calendar(self._declared[name], self._almanac)
        return self._compiled[name]

    def zone_known(self, zone: str) -> bool:
        return self._almanac is None or self._almanac.zone_bytes(zone) is not None

    def possible(self, cube: Cube) -> bool:
        """Whether a case of the cube can arrive at any moment at all."""
        asked = {
            fact.removeprefix(_RECEIVED): values
            for fact, values in cube.items()
            if fact.startswith(_RECEIVED) and values != BOTH
        }
        inside = frozenset(name for name, values in asked.items() if values == {YES})
        outside = frozenset(name for name, values in asked.items() if values == {NO})
        if self._almanac is None or not asked or not all(map(self._fixed, asked)):
            return True
        if (inside, outside) not in self._possible:
            self._effort.spend(COMPILING)
            self._possible[inside, outside] = self._ever(sorted(inside), sorted(outside), self._almanac)
        return self._possible[inside, outside]

    def _fixed(self, name: str) -> bool:
        """Whether the hours are the same for everybody, and known."""
        return self.hours(name) is not None and not any(
            self._named[part].replaceable or _of_the_customer(self._named[part].calendar)
            for part in self._parts(name)
        )

    def _parts(self, name: str) -> set[str]:
        found = {name}
        waiting = [name]
        while waiting:
            for part in self._named[waiting.pop()].operands:
                if part not in found:
                    found.add(part)
                    waiting.append(part)
        return found

    def _ever(self, inside: list[str], outside: list[str], almanac: Almanac) -> bool:
        opened = Intersection(tuple(self._declared[name] for name in inside)) if inside else ALWAYS_OPEN
        closed = tuple(self._declared[name] for name in outside)
        return isinstance(compile_calendar(Without(opened, closed) if closed else opened, almanac), Hours)


def _of_the_customer(calendar: object) -> bool:
    return getattr(calendar, "zone", None) == CUSTOMER


def _remembering(almanac: Almanac) -> Almanac:
    """The same, asking for each zone once: callers read them from the disk."""
    known: dict[str, bytes | None] = {}

    def zone_bytes(name: str) -> bytes | None:
        if name not in known:
            known[name] = almanac.zone_bytes(name)
        return known[name]

    return replace(almanac, zone_bytes=zone_bytes)
