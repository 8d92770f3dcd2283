"""One turn of post: a letter is claimed, sent by its channel, settled. Whatever a channel does, the letter's lease ends it."""

from collections.abc import Mapping
from typing import Literal

from reglament.channels.channel import Channel, NotSent
from reglament.desk.acts.post import claim_letter, settle_post
from reglament.desk.clock.fail_point import fail_point
from reglament.desk.content.text import one_line
from reglament.desk.outbox.outgoing import Outgoing
from reglament.desk.outbox.settle import EXHAUSTED, MOST_ATTEMPTS, NotYours, Outcome
from reglament.desk.record.desk import Desk

Posted = Literal["sent", "failed", "unknown", "too late"]


def post(*, desk: Desk, channels: Mapping[str, Channel], outward: bool) -> Posted | None:
    """Send one letter; None: none is to go out now. `too late`: it took longer than its lease, and another sends it."""
    letter = claim_letter(desk=desk, channels=list(channels), outward=outward)
    if letter is None:
        return None
    fail_point("post.before send")
    outcome = _sent(channels[letter.channel], letter)
    fail_point("post.after send")
    try:
        settle_post(desk=desk, letter=letter, outcome=outcome)
    except NotYours:
        return "too late"
    return outcome.word


def _sent(channel: Channel, letter: Outgoing) -> Outcome:
    """Send, unless an earlier attempt did; nothing a channel raises passes through, for the outcome must be written."""
    try:
        stage = channel.has_sent(letter.stable_id) if letter.is_repeated else None
        if stage is None and letter.attempt > MOST_ATTEMPTS:
            return Outcome("unknown", EXHAUSTED, for_good=True)
        return Outcome("sent", stage=stage or channel.send(letter))
    except NotSent as no:
        return Outcome("failed", _said(no), for_good=no.for_good)
    except Exception as trouble:  # noqa: BLE001 - a channel's trouble is the letter's outcome, shown with it
        return Outcome("unknown", _said(trouble))


def _said(trouble: Exception) -> str:
    return one_line(raw=f"{type(trouble).__name__}: {trouble}", limit=200).text
