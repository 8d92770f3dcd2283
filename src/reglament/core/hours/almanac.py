"""The facts calendars are compiled against: zone bytes and production years. Values only; disk is read by callers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from reglament.core.hours.production import ProductionYear


@dataclass(frozen=True, slots=True)
class Almanac:
    """`zone_bytes` gives the TZif bytes of a zone or None; `years` is country → year → facts; `zones` names known zones."""

    zone_bytes: Callable[[str], bytes | None]
    years: Mapping[str, Mapping[int, ProductionYear]]
    tzdata_version: str
    zones: frozenset[str] = field(default=frozenset())
