"""Events as plain canonical data and back; old versions are lifted by upcasters, for ever."""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields
from typing import Any

from reglament.core.case import event as kinds
from reglament.core.case.event import Event
from reglament.core.case.plain import READERS, Plain, write

# Words and versions are kept in books that outlive this program: add to them, change none.
WORDS: Mapping[str, type[Event]] = {
    "received": kinds.Received,
    "registered": kinds.Registered,
    "held": kinds.Held,
    "identified": kinds.Identified,
    "asked": kinds.Asked,
    "told": kinds.Told,
    "queued": kinds.Queued,
    "entered": kinds.Entered,
    "supplied": kinds.Supplied,
    "classified": kinds.Classified,
    "marked": kinds.Marked,
    "replied": kinds.Replied,
    "handed over": kinds.HandedOver,
    "delivered": kinds.Delivered,
    "bounced": kinds.Bounced,
    "failed": kinds.Failed,
    "paused": kinds.Paused,
    "resumed": kinds.Resumed,
    "refused": kinds.Refused,
    "revived": kinds.Revived,
    "closed": kinds.Closed,
    "reopened": kinds.Reopened,
    "assigned": kinds.Assigned,
    "work started": kinds.WorkStarted,
    "snoozed": kinds.Snoozed,
    "woken": kinds.Woken,
    "joined": kinds.Joined,
    "left": kinds.Left,
    "linked": kinds.Linked,
    "split": kinds.Split,
    "merged": kinds.Merged,
    "extended": kinds.Extended,
    "estimated": kinds.Estimated,
    "estimate accepted": kinds.EstimateAccepted,
    "work logged": kinds.WorkLogged,
    "charged": kinds.Charged,
    "refunded": kinds.Refunded,
    "excused": kinds.Excused,
    "corrected": kinds.Corrected,
    "calendar revised": kinds.CalendarRevised,
    "shared": kinds.Shared,
}

# The version each word is written in today, where that is not the first.
VERSIONS: Mapping[str, int] = {
    "received": 2,
    "supplied": 2,
    "held": 2,
    "told": 2,
    "paused": 2,
    "refused": 2,
    "closed": 2,
}

Upcaster = Callable[[Plain], Plain]


def _with_nothing_new(facts: Plain) -> Plain:
    """What the next version can say besides (a note, a certificate) was not said."""
    return facts


# From (word, version) to the facts of the next version.
UPCASTERS: Mapping[tuple[str, int], Upcaster] = {
    (word, 1): _with_nothing_new
    for word in ("received", "supplied", "held", "told", "paused", "refused", "closed")
}

_WORD_OF = {kind: word for word, kind in WORDS.items()}
_FIELDS: Mapping[type[Event], tuple[Field[Any], ...]] = {kind: fields(kind) for kind in WORDS.values()}


def word_of(event: Event) -> str:
    """Give the stable type word under which the event is kept."""
    return _WORD_OF[type(event)]


def version_of(event: Event) -> int:
    """Give the version in which the event is written today."""
    return VERSIONS.get(word_of(event), 1)


def encode(event: Event) -> Plain:
    """Give the facts as plain JSON-able data, keys in order; what has its default is left out."""
    facts: Plain = {}
    for field in sorted(_FIELDS[type(event)], key=lambda one: one.name):
        value = getattr(event, field.name)
        if value != _default(field):
            facts[field.name] = write(value)
    return facts


def decode(word: str, version: int, facts: Mapping[str, object]) -> Event:
    """Read an event of any version ever written. ValueError names the type, the version and the key that is wrong."""
    kind = WORDS.get(word)
    newest = VERSIONS.get(word, 1)
    if kind is None or not 1 <= version <= newest:
        raise ValueError(f"no event `{word}` of version {version} was ever written")
    lifted = dict(facts)
    for older in range(version, newest):
        lifted = UPCASTERS[word, older](lifted)
    return kind(**_read(kind, lifted, f"`{word}` of version {version}"))


def _read(kind: type[Event], facts: Plain, what: str) -> dict[str, Any]:
    declared = {field.name: field for field in _FIELDS[kind]}
    for key in facts:
        if key not in declared:
            raise ValueError(f"{what}: unknown key `{key}`")
    read: dict[str, Any] = {}
    for name, field in declared.items():
        if name in facts:
            try:
                read[name] = READERS[field.type](facts[name])
            except ValueError as wrong:
                raise ValueError(f"{what}: key `{name}`: {wrong}") from wrong
        elif _default(field) is MISSING:
            raise ValueError(f"{what}: key `{name}` is missing")
    return read


def _default(field: Field[Any]) -> object:
    return field.default_factory() if field.default_factory is not MISSING else field.default
