"""Receipt, gates, questions, the waiting line, fields and sorting."""

from collections.abc import Mapping

from reglament.core.case.event import (
    Classified,
    Entered,
    Entry,
    Held,
    Identified,
    Marked,
    Queued,
    Received,
    Registered,
    Supplied,
    Told,
)
from reglament.core.case.folding.put import Handler, put
from reglament.core.case.state import CaseState


def _received(state: CaseState, entry: Entry, event: Received) -> None:
    at = entry.happened_at
    put(state, "received", event)
    put(state, "received_at", at)
    put(state, "contract", event.contract)
    put(state, "certificate", event.certificate)
    put(state, "entered_at", at)
    put(state, "axes", {**state.axes, **event.axes})
    put(state, "axes_set_by", {**state.axes_set_by, **dict.fromkeys(event.axes, entry.party)})
    put(state, "changed_at", {**state.changed_at, **dict.fromkeys(state.axes, at)})
    _give(state, event.fields)


def _registered(state: CaseState, entry: Entry, event: Registered) -> None:
    put(state, "number", event.number)
    put(state, "registered_at", entry.happened_at)


def _held(state: CaseState, _entry: Entry, event: Held) -> None:
    put(state, "held", event)


def _identified(state: CaseState, entry: Entry, _event: Identified) -> None:
    put(state, "held", None)
    if state.identified_at is None:
        put(state, "identified_at", entry.happened_at)


def _queued(state: CaseState, entry: Entry, event: Queued) -> None:
    put(state, "queued", event.counter)
    put(state, "queued_at", entry.happened_at)
    if state.identified_at is None or entry.happened_at <= state.identified_at:
        put(state, "entered_at", None)


def _entered(state: CaseState, entry: Entry, _event: Entered) -> None:
    put(state, "queued", None)
    if state.entered_at is None:
        put(state, "entered_at", entry.happened_at)


def _told(state: CaseState, _entry: Entry, event: Told) -> None:
    put(state, "told", (*state.told, event.ground))


def _supplied(state: CaseState, _entry: Entry, event: Supplied) -> None:
    _give(state, event.fields)
    if event.contract is not None:
        put(state, "contract", event.contract)
    if event.certificate is not None:
        put(state, "certificate", event.certificate)


def _give(state: CaseState, fields: Mapping[str, str]) -> None:
    if fields:
        put(state, "fields", {**state.fields, **fields})


def _marked(state: CaseState, _entry: Entry, event: Marked) -> None:
    if event.fields:
        _give(state, event.fields)


def _classified(state: CaseState, entry: Entry, event: Classified) -> None:
    changed = {axis: entry.happened_at for axis, value in event.axes.items() if state.axes.get(axis) != value}
    put(state, "axes", {**state.axes, **event.axes})
    put(state, "axes_set_by", {**state.axes_set_by, **dict.fromkeys(event.axes, event.rule or entry.party)})
    put(state, "changed_at", {**state.changed_at, **changed})


ARRIVAL: dict[type, Handler] = {
    Received: _received,
    Registered: _registered,
    Held: _held,
    Identified: _identified,
    Queued: _queued,
    Entered: _entered,
    Told: _told,
    Supplied: _supplied,
    Marked: _marked,
    Classified: _classified,
}
