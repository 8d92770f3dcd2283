"""A letter that cannot be sent is tried again and again."""

import pytest

from reglament.channels import post as channels_post
from reglament.desk.acts import post
from reglament.desk.outbox import settle
from reglament.desk.outbox.outgoing import Outgoing
from reglament.desk.outbox.settle import Outcome


def plant(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(channels_post, "MOST_ATTEMPTS", 10_000)
    patch.setattr(settle, "WAITS", (60,) * 10_000)
    for module in (post, settle):
        patch.setattr(module, "stage_of", never_given_up)


def never_given_up(_letter: Outgoing, outcome: Outcome) -> str | None:
    return outcome.stage if outcome.word == "sent" else None
