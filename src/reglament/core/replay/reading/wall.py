"""Wall times of a story's zone, typed as UTC seconds."""

from collections.abc import Callable

from reglament.core.hours.almanac import Almanac
from reglament.core.hours.zone import Zone
from reglament.core.regulation.shape.clock import LocalMoment, parse_moment
from reglament.core.regulation.shape.clock import moment as wall_moment
from reglament.core.regulation.shape.scalar import Parsed, Problem

Clock = Callable[[LocalMoment], int]


class Zones:
    """Clocks by the name of their zone, each zone read once."""

    def __init__(self, almanac: Almanac) -> None:
        self._almanac = almanac
        self._clocks: dict[str, Clock | None] = {}

    def clock(self, name: str) -> Clock | None:
        """Wall time to UTC seconds, or None for a zone nobody knows."""
        if name not in self._clocks:
            known = not self._almanac.zones or name in self._almanac.zones
            tzif = self._almanac.zone_bytes(name) if known else None
            self._clocks[name] = _clock(Zone(tzif)) if tzif else None
        return self._clocks[name]


def _clock(zone: Zone) -> Clock:
    def seconds(wall: LocalMoment) -> int:
        return zone.instant(wall.on.toordinal(), wall.seconds)

    return seconds


def moment(clock: Clock) -> Parsed[int]:
    """A date and time of the story's zone, as UTC seconds."""

    def parse(written: str) -> int | Problem:
        found = parse_moment(written)
        return found if isinstance(found, Problem) else clock(found)

    told = wall_moment()
    return Parsed(parse, wanted=told.wanted, says=told.says, examples=("2026-11-06 16:00",))


def moment_or(clock: Clock, word: str) -> Parsed[int | None]:
    """A moment, or the word that says there is none."""
    plain = moment(clock)

    def parse(written: str) -> int | Problem | None:
        return None if written == word else plain.parse(written)

    return Parsed(parse, wanted=f"{plain.wanted} | {word}", says=f"{plain.says}, or {word}")
