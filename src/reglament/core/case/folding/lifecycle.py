"""Refusing, closing, reopening; who works on a case, who takes part, and what other cases it belongs with."""

from reglament.core.case.event import (
    Assigned,
    Closed,
    Entry,
    Joined,
    Left,
    Linked,
    Merged,
    Refused,
    Reopened,
    Revived,
    Shared,
    Snoozed,
    Split,
    Woken,
)
from reglament.core.case.folding.put import Handler, put
from reglament.core.case.state import CaseState, Closing


def _refused(state: CaseState, entry: Entry, event: Refused) -> None:
    put(state, "refusal", event)
    put(state, "refused_at", entry.happened_at)
    put(state, "queued", None)


def _revived(state: CaseState, _entry: Entry, _event: Revived) -> None:
    put(state, "refusal", None)
    put(state, "refused_at", None)


def _closed(state: CaseState, entry: Entry, event: Closed) -> None:
    put(state, "closing", Closing(event, entry.happened_at, entry.party))
    put(state, "queued", None)
    put(state, "snoozed_until", None)


def _reopened(state: CaseState, entry: Entry, _event: Reopened) -> None:
    """A case that was refused and closed at once goes on as well: nobody reopens a case to leave it refused."""
    put(state, "closing", None)
    put(state, "reopened", state.reopened + 1)
    _revived(state, entry, Revived())


def _assigned(state: CaseState, _entry: Entry, event: Assigned) -> None:
    put(state, "assignee", event.to)


def _snoozed(state: CaseState, _entry: Entry, event: Snoozed) -> None:
    put(state, "snoozed_until", event.until_at)


def _woken(state: CaseState, _entry: Entry, _event: Woken) -> None:
    put(state, "snoozed_until", None)


def _joined(state: CaseState, _entry: Entry, event: Joined) -> None:
    if event.who not in state.participants:
        put(state, "participants", (*state.participants, event.who))


def _left(state: CaseState, _entry: Entry, event: Left) -> None:
    put(state, "participants", tuple(who for who in state.participants if who != event.who))


def _linked(state: CaseState, _entry: Entry, event: Linked) -> None:
    if event not in state.links:
        put(state, "links", (*state.links, event))


def _split(state: CaseState, _entry: Entry, event: Split) -> None:
    if event.into is not None:
        put(state, "moved_messages", (*state.moved_messages, *event.messages))
    if event.out_of is not None:
        put(state, "split_out_of", event.out_of)


def _merged(state: CaseState, _entry: Entry, event: Merged) -> None:
    if event.into is not None:
        put(state, "merged_into", event.into)
        put(state, "queued", None)
    if event.taken_in is not None:
        put(state, "taken_in", (*state.taken_in, event.taken_in))


def _shared(state: CaseState, _entry: Entry, event: Shared) -> None:
    if event.with_whom not in state.shared:
        put(state, "shared", (*state.shared, event.with_whom))


LIFECYCLE: dict[type, Handler] = {
    Refused: _refused,
    Revived: _revived,
    Closed: _closed,
    Reopened: _reopened,
    Assigned: _assigned,
    Snoozed: _snoozed,
    Woken: _woken,
    Joined: _joined,
    Left: _left,
    Linked: _linked,
    Split: _split,
    Merged: _merged,
    Shared: _shared,
}
