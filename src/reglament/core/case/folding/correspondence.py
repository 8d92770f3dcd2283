"""Messages of a case: sent or received, with the marks they carry, and what became of them."""

from reglament.core.case.event import Bounced, Delivered, Entry, Failed, HandedOver, Marked, Replied
from reglament.core.case.folding.put import Handler, put
from reglament.core.case.message import MessageState
from reglament.core.case.state import CaseState

_NEVER_SENT = MessageState((), "", None, {}, bounced=False)


def carry(state: CaseState, entry: Entry, message: str | None, mark: str | None = None) -> None:
    """Note a message the first time it is seen, and every mark it carries."""
    if message is None:
        return
    known = state.messages.get(message, _NEVER_SENT)
    marks = known.marks if mark is None or mark in known.marks else (*known.marks, mark)
    sent_at = entry.happened_at if known.sent_at is None else known.sent_at
    fresh = MessageState(marks, known.party or entry.party, sent_at, known.stages, known.bounced)
    put(state, "messages", {**state.messages, message: fresh})


def _marked(state: CaseState, entry: Entry, event: Marked) -> None:
    if event.fields:
        put(state, "fields", {**state.fields, **event.fields})
    carry(state, entry, event.message, event.mark)


def _replied(state: CaseState, entry: Entry, event: Replied) -> None:
    carry(state, entry, event.message)


def _reach(state: CaseState, message: str, stages: dict[str, int], *, bounced: bool) -> None:
    known = state.messages.get(message, _NEVER_SENT)
    fresh = MessageState(known.marks, known.party, known.sent_at, stages, bounced)
    put(state, "messages", {**state.messages, message: fresh})


def _stages(state: CaseState, message: str) -> dict[str, int]:
    known = state.messages.get(message)
    return dict(known.stages) if known else {}


def _handed_over(state: CaseState, entry: Entry, event: HandedOver) -> None:
    stages = _stages(state, event.message)
    stages.setdefault("handed over", entry.happened_at)
    _reach(state, event.message, stages, bounced=False)


def _delivered(state: CaseState, entry: Entry, event: Delivered) -> None:
    stages = _stages(state, event.message)
    stages.setdefault("handed over", entry.happened_at)
    stages.setdefault("delivered", entry.happened_at)
    _reach(state, event.message, stages, bounced=False)


def _bounced(state: CaseState, entry: Entry, event: Bounced) -> None:
    stages = {
        stage: at for stage, at in _stages(state, event.message).items() if stage in ("bounced", "failed")
    }
    stages.setdefault("bounced", entry.happened_at)
    _reach(state, event.message, stages, bounced=True)


def _failed(state: CaseState, entry: Entry, event: Failed) -> None:
    stages = _stages(state, event.message)
    stages.setdefault("failed", entry.happened_at)
    known = state.messages.get(event.message)
    _reach(state, event.message, stages, bounced=bool(known and known.bounced))


CORRESPONDENCE: dict[type, Handler] = {
    Marked: _marked,
    Replied: _replied,
    HandedOver: _handed_over,
    Delivered: _delivered,
    Bounced: _bounced,
    Failed: _failed,
}
