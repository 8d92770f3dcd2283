"""Work and its hours: begun, estimated, accepted, logged, charged, refunded; terms grown and breaches excused."""

from reglament.core.case.event import (
    Charged,
    Entry,
    EstimateAccepted,
    Estimated,
    Excused,
    Extended,
    Refunded,
    WorkLogged,
    WorkStarted,
)
from reglament.core.case.folding.put import Handler, put
from reglament.core.case.state import CaseState


def _begun(state: CaseState, entry: Entry, _event: WorkStarted) -> None:
    if state.begun_at is None:
        put(state, "begun_at", entry.happened_at)


def _estimated(state: CaseState, _entry: Entry, event: Estimated) -> None:
    put(state, "estimate", event)


def _accepted(state: CaseState, _entry: Entry, event: EstimateAccepted) -> None:
    put(state, "accepted_seconds", event.seconds)
    put(state, "accepted_term", event.term)


def _logged(state: CaseState, _entry: Entry, event: WorkLogged) -> None:
    put(state, "logged", state.logged + event.seconds)


def _charged(state: CaseState, _entry: Entry, event: Charged) -> None:
    put(state, "charged", (state.charged or 0) + event.charged)


def _refunded(state: CaseState, _entry: Entry, event: Refunded) -> None:
    put(state, "refunded", state.refunded + event.seconds)


def _extended(state: CaseState, _entry: Entry, event: Extended) -> None:
    put(state, "extensions", (*state.extensions, event))


def _excused(state: CaseState, _entry: Entry, event: Excused) -> None:
    put(state, "excused", (*state.excused, event))


WORK: dict[type, Handler] = {
    WorkStarted: _begun,
    Estimated: _estimated,
    EstimateAccepted: _accepted,
    WorkLogged: _logged,
    Charged: _charged,
    Refunded: _refunded,
    Extended: _extended,
    Excused: _excused,
}
