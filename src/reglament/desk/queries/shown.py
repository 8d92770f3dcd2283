"""What of a case a customer is shown: nothing that staff does among themselves, and no case but those he may see."""

from collections.abc import Callable, Collection
from dataclasses import replace

from reglament.core.case.event import (
    Assigned,
    Bounced,
    Delivered,
    Entries,
    Entry,
    Event,
    Failed,
    HandedOver,
    Joined,
    Left,
    Linked,
    Marked,
    Merged,
    Received,
    Replied,
    Shared,
    Snoozed,
    Split,
    Woken,
    WorkLogged,
)
from reglament.core.case.state import CaseState
from reglament.core.target.target import Target

STAFF_ONLY = (Assigned, Snoozed, Woken, WorkLogged, Joined, Left, Shared)
REPORTS = (HandedOver, Delivered, Bounced, Failed)


def named_cases(entries: Entries) -> frozenset[str]:
    """The other cases that entries name."""
    return frozenset(name for entry in entries for name in _others(entry.event))


def shown_entries(entries: Entries, *, messages: Collection[str], cases: Collection[str]) -> Entries:
    """Give the entries a customer is shown. `messages`, `cases`: those he sees; a mark stands without the note that carried it."""
    return tuple(
        _shown(entry, messages)
        for entry in entries
        if not isinstance(entry.event, STAFF_ONLY)
        and _is_his(entry.event, messages)
        and all(name in cases for name in _others(entry.event))
    )


def shown_state(state: CaseState, *, messages: Collection[str], cases: Collection[str]) -> CaseState:
    """Give the state without what those entries told."""
    keep = _kept(cases)
    return replace(
        state,
        assignee=None,
        snoozed_until=None,
        participants=(),
        shared=(),
        logged=0,
        links=tuple(link for link in state.links if link.case in cases),
        split_out_of=keep(state.split_out_of),
        merged_into=keep(state.merged_into),
        taken_in=tuple(name for name in state.taken_in if name in cases),
        messages={name: one for name, one in state.messages.items() if name in messages},
        moved_messages=tuple(name for name in state.moved_messages if name in messages),
        marks={
            mark: tuple(use._replace(message=_of(use.message, messages), case=keep(use.case)) for use in uses)
            for mark, uses in state.marks.items()
        },
    )


def shown_target(target: Target) -> Target:
    """Whom of staff an alarm wakes is staff's own affair."""
    return target._replace(alarms=())


def _shown(entry: Entry, messages: Collection[str]) -> Entry:
    event = entry.event
    if isinstance(event, Marked | Received) and event.message is not None:
        event = replace(event, message=_of(event.message, messages))
    actor = None if entry.party == "staff" else entry.actor
    return replace(entry, event=event, actor=actor)


def _is_his(event: Event, messages: Collection[str]) -> bool:
    if isinstance(event, REPORTS):
        return event.message in messages
    return not isinstance(event, Replied) or event.message is None or event.message in messages


def _others(event: Event) -> tuple[str, ...]:
    match event:
        case Linked(case=other):
            return (other,)
        case Split(into=into, out_of=out_of):
            return tuple(name for name in (into, out_of) if name is not None)
        case Merged(into=into, taken_in=taken_in):
            return tuple(name for name in (into, taken_in) if name is not None)
        case Marked(case=other) if other is not None:
            return (other,)
        case _:
            return ()


def _kept(cases: Collection[str]) -> Callable[[str | None], str | None]:
    return lambda name: _of(name, cases)


def _of(name: str | None, known: Collection[str]) -> str | None:
    return name if name in known else None
