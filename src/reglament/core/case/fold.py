"""From visible entries to the state of a case, one handler per kind of event; an unexpected order never raises."""

from collections.abc import Mapping

from reglament.core.case.event import Entries
from reglament.core.case.folding.arrival import ARRIVAL
from reglament.core.case.folding.lifecycle import LIFECYCLE
from reglament.core.case.folding.put import Handler, put
from reglament.core.case.folding.work import WORK
from reglament.core.case.message import Messages
from reglament.core.case.occurrence import Timeline
from reglament.core.case.state import CaseState, beginning
from reglament.core.regulation.model.happening import RECEIPT
from reglament.core.regulation.model.permission import ValidityRule
from reglament.core.regulation.model.regulation import Regulation

HANDLERS: Mapping[type, Handler] = {**ARRIVAL, **LIFECYCLE, **WORK}


def fold(entries: Entries, regulation: Regulation, timeline: Timeline | None = None) -> CaseState:
    """Fold visible entries (see `visible`) into the state of the case; `timeline` of the same entries, if there is one.

    Marks, messages, pauses and questions are looked at together, since later entries undo earlier ones there;
    corrections are applied before; a revised calendar and a purge change no state.
    """
    timeline = timeline or Timeline(entries, regulation)
    trail = timeline.trail
    asking, paused = trail.asking(), trail.pauses()
    state = beginning(
        axes={name: axis.default for name, axis in regulation.axes.items() if axis.default is not None},
        marks=trail.uses(),
        messages=Messages(entries),
        asked=asking.since,
        pauses=paused.open,
        pause_spans=paused.spans,
        looked_at=_looked_at(timeline, regulation),
    )
    for entry in entries:
        handler = HANDLERS.get(type(entry.event))
        if handler is not None:
            handler(state, entry, entry.event)
    put(state, "status", _status(state))
    return state


def _status(state: CaseState) -> str:
    if state.received is None:
        return "none"
    if state.closing is not None or state.merged_into is not None:
        return "closed"
    if state.refusal is not None:
        return "refused"
    if state.held is not None:
        return "held"
    return "waiting" if state.queued is not None else "open"


def _looked_at(timeline: Timeline, regulation: Regulation) -> dict[str, int]:
    found: dict[str, int] = {}
    for rule in regulation.of_kind(ValidityRule):
        looks = timeline.of(rule.looked_at) if rule.looked_at != RECEIPT else ()
        if looks:
            found[rule.id] = looks[0].at
    return found
