"""Codes of what can be wrong with a calendar, with the values their sentences may use."""

from collections.abc import Mapping

CALENDAR_CODES: Mapping[str, tuple[str, ...]] = {
    "calendar/country-needed": (),
    "calendar/date-twice": ("on",),
    "calendar/day-length": ("seconds",),
    "calendar/day-length-unknown": (),
    "calendar/no-hours": (),
    "calendar/no-parts": (),
    "calendar/overlap": ("opens", "closes", "next_opens", "next_closes"),
    "calendar/span-empty": ("opens", "closes"),
    "calendar/span-outside-day": ("opens", "closes"),
    "calendar/span-too-long": ("opens", "closes"),
    "calendar/too-deep": ("deepest",),
    "calendar/unknown-country": ("country", "known"),
    "calendar/unknown-overlay": ("overlay", "known"),
    "calendar/unknown-zone": ("zone",),
    "calendar/weekday": ("weekday",),
}
