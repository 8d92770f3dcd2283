"""Split: messages of a case move into a new one, whose clocks start when the first of them arrived."""

from collections.abc import Collection

from reglament.core.case.act import SplitOff
from reglament.core.case.answer import Accepted, Answer
from reglament.core.case.decide.deny import deny
from reglament.core.case.decide.said import not_staff
from reglament.core.case.decide.situation import Situation
from reglament.core.case.event import Split
from reglament.core.case.state import CaseState


def split(act: SplitOff, now: Situation) -> Answer:
    """Move messages into the case `into`, received beforehand at `first_arrival`. The message of receipt stays."""
    no = not_staff(now.by, "split")
    if no:
        return no
    if not act.messages or not act.into or act.into == now.case:
        return deny("split/nothing")
    unknown = tuple(name for name in act.messages if not _is_here(name, now.state))
    if unknown:
        return deny("split/message-unknown", messages=unknown)
    received = now.state.received
    if received is not None and received.message in act.messages:
        return deny("split/first-message", message=received.message)
    other = {act.into: (Split(act.messages, out_of=now.case),)}
    return Accepted((Split(act.messages, into=act.into),), other=other)


def _is_here(message: str, state: CaseState) -> bool:
    return message in state.messages and message not in state.moved_messages


def first_arrival(state: CaseState, messages: Collection[str]) -> int | None:
    """Give the moment (UTC seconds) the first of these messages arrived: that of the new case's receipt."""
    moments = [
        known.sent_at
        for name, known in state.messages.items()
        if name in messages and known.sent_at is not None
    ]
    return min(moments, default=None)
