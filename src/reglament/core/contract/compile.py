"""The terms of service, compiled: every declared calendar with the customer's zone and the contract's own hours put in."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from reglament.core.contract.contract import Contract
from reglament.core.contract.terms import Terms
from reglament.core.hours.almanac import Almanac
from reglament.core.hours.calendar import AnyCalendar, Calendar, Intersection, Union, Without
from reglament.core.hours.compile import compile_calendar
from reglament.core.hours.faults import CalendarFault
from reglament.core.hours.hours import Hours
from reglament.core.hours.zone import Zone
from reglament.core.regulation.model.regulation import NamedCalendar, Regulation

CUSTOMER = "customer"

Faults = tuple[CalendarFault, ...]


@dataclass(frozen=True, slots=True)
class Memo:
    """What was compiled already, kept by the caller; good for one almanac only. Equal declarations share their hours."""

    hours: dict[AnyCalendar, Hours | Faults] = field(default_factory=dict)
    zones: dict[str, Zone] = field(default_factory=dict)


def compile_terms(
    regulation: Regulation,
    contract: Contract | None,
    almanac: Almanac,
    *,
    customer_zone: str | None = None,
    memo: Memo | None = None,
) -> Terms | Faults:
    """Compile the terms, or give every calendar's faults (`where` begins with the calendar's name).

    The zone `customer` is the contract's, else `customer_zone`, else the regulation's home zone.
    """
    memo = memo or Memo()
    zone = (contract.zone if contract else None) or customer_zone or regulation.zone
    declared = declared_calendars(regulation, contract, zone)
    compiled: dict[str, Hours] = {}
    faults: list[CalendarFault] = []
    for name, calendar in declared.items():
        hours = _compiled(calendar, almanac, memo)
        if isinstance(hours, Hours):
            compiled[name] = hours
        else:
            faults += [replace(fault, where=(name, *fault.where)) for fault in hours]
    home = _home(regulation.zone, almanac, memo)
    if home is None or faults:
        return (*(() if home else (_unknown(regulation.zone),)), *faults)
    return Terms(regulation, contract, compiled, home, zone, almanac.tzdata_version)


def declared_calendars(
    regulation: Regulation, contract: Contract | None, zone: str
) -> dict[str, AnyCalendar]:
    """Give each declared calendar as a contract has it; one whose operands are missing or circular is left out."""
    own = contract.calendars if contract else {}
    done: dict[str, AnyCalendar] = {}
    for name in regulation.calendars:
        calendar = _declared(name, regulation.calendars, own, zone, ())
        if calendar is not None:
            done[name] = calendar
    return done


def _declared(
    name: str,
    named: Mapping[str, NamedCalendar],
    own: Mapping[str, Calendar],
    zone: str,
    inside: tuple[str, ...],
) -> AnyCalendar | None:
    found = named.get(name)
    if found is None or name in inside:
        return None
    if found.replaceable and name in own:
        return _in_zone(own[name], zone)
    if found.calendar is not None:
        return _in_zone(found.calendar, zone)
    parts = [_declared(part, named, own, zone, (*inside, name)) for part in found.operands]
    known = tuple(part for part in parts if part is not None)
    if not known or len(known) < len(parts):
        return None
    match found.operation:
        case "union":
            return Union(known)
        case "intersection":
            return Intersection(known)
        case _:
            return Without(known[0], known[1:])


def _in_zone(calendar: Calendar, zone: str) -> Calendar:
    return replace(calendar, zone=zone) if calendar.zone == CUSTOMER else calendar


def _compiled(calendar: AnyCalendar, almanac: Almanac, memo: Memo) -> Hours | Faults:
    hours = memo.hours.get(calendar)
    if hours is None:
        hours = memo.hours[calendar] = compile_calendar(calendar, almanac)
    return hours


def _home(name: str, almanac: Almanac, memo: Memo) -> Zone | None:
    if name not in memo.zones:
        tzif = almanac.zone_bytes(name)
        if tzif is None:
            return None
        memo.zones[name] = Zone(tzif)
    return memo.zones[name]


def _unknown(zone: str) -> CalendarFault:
    return CalendarFault(
        "calendar.unknown_zone", ("zone",), (("zone", zone),), "name a zone as in Europe/Moscow"
    )
