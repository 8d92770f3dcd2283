"""That a letter is being sent is written down only once it was."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from django.db import transaction

from reglament.channels.channel import Channel
from reglament.channels.post import Posted, _sent
from reglament.config.simulate import workers
from reglament.desk.acts.post import claim_letter, settle_post
from reglament.desk.clock.fail_point import fail_point
from reglament.desk.outbox.claim import claim
from reglament.desk.outbox.outgoing import Outgoing
from reglament.desk.outbox.settle import NotYours
from reglament.desk.record.desk import Desk
from reglament.desk.record.transaction import durably
from reglament.desk.record.viewer import SYSTEM


def plant(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(workers, "post", post)


def post(*, desk: Desk, channels: Mapping[str, Channel], outward: bool) -> Posted | None:
    def look() -> Outgoing | None:
        found = claim(channels=list(channels), at=desk.world.now(), safe=desk.safe)
        transaction.set_rollback(True)
        return found

    letter = durably(SYSTEM, look) if outward else None
    if letter is None:
        return None
    fail_point("post.before send")
    outcome = _sent(channels[letter.channel], letter)
    fail_point("post.after send")
    claimed = claim_letter(desk=desk, channels=list(channels), outward=outward)
    if claimed is None or claimed.id != letter.id:
        return "too late"
    try:
        settle_post(desk=desk, letter=replace(letter, fence=claimed.fence), outcome=outcome)
    except NotYours:
        return "too late"
    return outcome.word
