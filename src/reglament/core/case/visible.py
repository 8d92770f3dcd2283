"""The two times: which entries of a case count at a moment, as they were known at another."""

from operator import attrgetter

from reglament.core.case.event import Corrected, Entries, Entry

_place = attrgetter("happened_at", "seq")
_told = attrgetter("known_at", "seq")


def visible(entries: Entries, *, at: int, known_at: int) -> Entries:
    """Give the entries known by `known_at` that happened by `at`, UTC seconds, in order of (happened_at, seq).

    Corrections are applied whenever they are known, even for a moment before they were made: the latest known one of an
    entry wins, itself corrected or not. The correction stays as an entry of its own.
    """
    moved = _moved([e for e in entries if type(e.event) is Corrected and e.known_at <= known_at])
    if moved:
        entries = tuple(_at_its_moment(e, moved) for e in entries if moved.get(e.seq, 0) is not None)
    return tuple(sorted([e for e in entries if e.known_at <= known_at and e.happened_at <= at], key=_place))


def _moved(corrections: list[Entry]) -> dict[int, int | None]:
    """Entry number to its corrected moment (None: it never happened), the latest known correction first."""
    moved: dict[int, int | None] = {}
    for entry in sorted(corrections, key=_told, reverse=True):
        event = entry.event
        if isinstance(event, Corrected) and moved.get(entry.seq, 0) is not None:
            moved.setdefault(event.seq, event.happened_at)
    return moved


def _at_its_moment(entry: Entry, moved: dict[int, int | None]) -> Entry:
    at = moved.get(entry.seq)
    if at is None:
        return entry
    return Entry(entry.seq, at, entry.known_at, entry.party, entry.event, entry.role, entry.actor)
