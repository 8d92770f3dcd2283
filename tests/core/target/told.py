"""Stories told in a line: `2026-11-17 10:00 received; 2026-11-17 12:00 staff reply known 2026-11-17 13:00`."""

import re
from collections.abc import Callable
from datetime import datetime

from reglament.core.case.event import (
    Bounced,
    Classified,
    Closed,
    Corrected,
    Delivered,
    Entered,
    Entries,
    Entry,
    EstimateAccepted,
    Event,
    Excused,
    Extended,
    Held,
    Identified,
    Marked,
    Paused,
    Pinned,
    Queued,
    Received,
    Refused,
    Reopened,
    Replied,
    Resumed,
    Revived,
    Supplied,
)
from tests.core.hours.cast import hours
from tests.core.target.built import amount


def at(text: str) -> int:
    """`2026-11-17 10:00` on the wall of the office, with seconds if given."""
    shown = datetime.fromisoformat(text)
    second = shown.hour * 3600 + shown.minute * 60 + shown.second
    return hours("office").moment(shown.toordinal(), second)


PINNED = Pinned("1", "0" * 64, "only", "Europe/Moscow", {}, "test")
MARKS = ("fixed", "decided", "promised news", "news", "no more news", "asked", "phoned", "unphoned")
_PLAIN: dict[str, tuple[str, Event]] = {
    "staff reply": ("staff", Replied("s")),
    "reply": ("customer", Replied("c")),
    "reopened": ("staff", Reopened()),
    "refused": ("staff", Refused("1/refused", "abuse")),
    "revived": ("staff", Revived()),
    "held": ("system", Held("1/held", ())),
    "identified": ("system", Identified()),
    "queued": ("system", Queued("1/queued", "cases")),
    "entered": ("system", Entered()),
}


def told(text: str) -> tuple[str, tuple[Event, ...]]:
    """What one part of a story says: the party, and the events it enters."""
    if text in _PLAIN:
        party, event = _PLAIN[text]
        return party, (event,)
    verb, _, rest = text.partition(" ")
    if verb in _MESSAGES:
        return _MESSAGES[verb](rest)
    if verb in _STAFF:
        return "staff", (_STAFF[verb](*rest.split(" ", 1)),)
    if verb == "received":
        name, _, value = rest.partition(" ")
        axes = {name: value} if name else {}
        return "customer", (Received("mail", "contact", "valid", PINNED, axes=axes),)
    assert text in MARKS, text
    return "staff", (Marked(text),)


def _delivered(rest: str) -> tuple[str, tuple[Event, ...]]:
    """`asked again` is another message that carries the same mark."""
    message = f"m {rest}"
    return "staff", (Marked(rest.partition(" ")[0], message=message), Delivered(message))


def _corrected(seq: str, moment: str) -> Corrected:
    when = moment.removeprefix("to ")
    return Corrected(int(seq), None if when == "never" else at(when), "mistake", "other")


_MESSAGES: dict[str, Callable[[str], tuple[str, tuple[Event, ...]]]] = {
    "delivered": _delivered,
    "bounced": lambda rest: ("channel", (Bounced(f"m {rest}"),)),
}
_STAFF: dict[str, Callable[..., Event]] = {
    "closed": lambda _closed, deems="": Closed("done", deems=(deems,) if deems else ()),
    "classified": lambda axis, value: Classified({axis: value}),
    "paused": lambda reason: Paused(reason, f"1/{reason}"),
    "resumed": Resumed,
    "extended": lambda metric, length: Extended(metric, "1/extend", amount(length), "agreed", None),
    "excused": lambda metric: Excused(metric, "1/excuse", "flood", "p1", "because"),
    "corrected": _corrected,
    "supplied": lambda field: Supplied({field: "given"}),
    "accepted": lambda count, kind="": EstimateAccepted(
        3600, amount(f"{count} {kind}") if kind else None, None
    ),
}


def story(text: str) -> Entries:
    """`2026-11-17 10:00 received; 2026-11-17 12:00 staff reply known 2026-11-17 13:00`: entries numbered from 1."""
    entries: list[Entry] = []
    for part in text.split("; "):
        found = re.fullmatch(r"(\S+ \S+) (.+?)(?: known (\S+ \S+))?", part)
        assert found, part
        party, events = told(found[2])
        known = at(found[3] or found[1])
        entries += [
            Entry(len(entries) + 1 + index, at(found[1]), known, party, event)
            for index, event in enumerate(events)
        ]
    return tuple(entries)
