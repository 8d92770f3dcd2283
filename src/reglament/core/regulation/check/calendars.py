"""Calendars: those that cannot be compiled, and those that are built of each other."""

from reglament.core.hours.calendar import DAY
from reglament.core.hours.faults import CalendarFault
from reglament.core.regulation.check.built import DEEPEST
from reglament.core.regulation.check.circle import circles
from reglament.core.regulation.check.examined import Examined
from reglament.core.regulation.fault import Fault

# Part of a declaration → the key it is written under.
_KEYS = {
    "zone": "zone",
    "week": "week",
    "exceptions": "dates",
    "country": "country",
    "overlays": "overlays",
    "day_length": "day length",
}
# What a country's calendar leaves open, and how it is taken where a file says nothing.
_UNSAID = {"working saturdays": "not served", "short days": "full"}
# Where the country itself is missing, what calls for it is shown.
_WITHOUT_COUNTRY = ("working saturdays", "short days", "overlays")


def check_calendars(examined: Examined) -> None:
    """Circles; then every fault of compiling, at the key of the calendar it is about."""
    if not examined.openings.zone_known(examined.regulation.zone):
        place = examined.places.declared("zone")
        examined.gathering.fault("calendar/unknown-zone", place, zone=examined.regulation.zone)
    named = examined.regulation.calendars
    circular: set[str] = set()
    for group in circles({name: calendar.operands for name, calendar in named.items()}):
        circular.update(group)
        places = [examined.places.declared("calendars", name) for name in group[:2]]
        examined.gathering.fault("circle/calendars", *places, names=", ".join(group))
    for name in named:
        if name in examined.openings.declared:
            _compiled(name, examined)
            _unsaid(name, examined)
        elif name not in circular and named[name].operation:
            _unbuilt(name, circular, examined)


def _unbuilt(name: str, circular: set[str], examined: Examined) -> None:
    """Too much in one calendar; what merely uses one that is not built is told there."""
    parts = examined.regulation.calendars[name].operands
    if all(part in examined.openings.declared for part in parts) and not circular.intersection(parts):
        place = examined.places.declared("calendars", name)
        examined.gathering.fault("calendar/too-deep", place, deepest=str(DEEPEST))


def _compiled(name: str, examined: Examined) -> None:
    """The hours of five equal days overlap once; what is wrong with a part is told at its own declaration."""
    told: list[Fault] = []
    for fault in examined.openings.faults(name):
        found = _found(name, fault, examined)
        if fault.where[:1] != ("parts",) and found not in told:
            told.append(found)
    examined.gathering.add_all(told)


def _unsaid(name: str, examined: Examined) -> None:
    """A choice that nobody made is made all the same: it has to be seen."""
    calendar = examined.regulation.calendars[name].calendar
    if calendar is None or calendar.country is None:
        return
    outer = examined.places.declared("calendars", name)
    for key, taken in _UNSAID.items():
        if examined.places.declared("calendars", name, key) == outer:
            examined.gathering.fault(
                "calendar/unsaid", outer, severity="note", name=name, key=key, taken=taken
            )


def _found(name: str, fault: CalendarFault, examined: Examined) -> Fault:
    key = _KEYS.get(str(fault.where[0])) if fault.where else None
    keys = [key] if key else []
    if fault.code == "calendar.country_needed":
        keys = [*keys, *_WITHOUT_COUNTRY]
    outer = examined.places.declared("calendars", name)
    places = [examined.places.declared("calendars", name, key) for key in keys]
    place = next((place for place in places if place != outer), outer)
    values = {key.replace(" ", "_"): _value(key, value) for key, value in fault.values}
    return Fault(fault.code.replace(".", "/").replace("_", "-"), (place,), values)


def _value(key: str, value: str | int) -> str:
    """Hours that overlap round the week are counted from its Monday; a reader knows them by their own day."""
    if key.endswith("opens") and isinstance(value, int):
        return str(value % DAY)
    if key.endswith("closes") and isinstance(value, int):
        return str(value % DAY or DAY)
    return str(value)
