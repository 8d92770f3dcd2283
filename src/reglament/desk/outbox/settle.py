"""What became of a letter, written by the one attempt that holds it: a fence that is not its own is refused."""

from dataclasses import dataclass
from typing import Literal

from django.db import connection

from reglament.desk.outbox.outgoing import Outgoing

Stage = Literal["handed over", "delivered"]
# Seconds until the next attempt, by how many there were; after the fifth there is none. All lie within a day.
WAITS = (60, 300, 1800, 7200)
MOST_ATTEMPTS = len(WAITS) + 1
EXHAUSTED = "outbox/exhausted"

_SETTLE = """update letter set state = %s, ready_at = %s, trouble = %s, sent_at = %s, lease_until = null
where id = %s and fence = %s and state = 'leased'"""


class NotYours(Exception):  # noqa: N818 - named for what happened
    """The lease ran out and somebody else holds the letter, or it is settled: what you say of it is not taken."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """`sent`, and how far (`stage`, as reports name it); `failed`: certainly not; `unknown`: nobody can tell.

    `for_good`: another attempt would fare no better.
    """

    word: Literal["sent", "failed", "unknown"]
    trouble: str = ""
    for_good: bool = False
    stage: Stage = "handed over"


SENT = Outcome("sent")


def stage_of(letter: Outgoing, outcome: Outcome) -> str | None:
    """Give the stage to report to the case; None: another attempt will be made."""
    if outcome.word == "sent":
        return outcome.stage
    return "failed" if outcome.for_good or letter.attempt >= MOST_ATTEMPTS else None


def settle_letter(letter: Outgoing, outcome: Outcome, *, at: int) -> None:
    """Write the outcome down. Raises NotYours."""
    stage = stage_of(letter, outcome)
    state = "ready" if stage is None else outcome.word
    ready_at = at if stage else at + WAITS[letter.attempt - 1]
    with connection.cursor() as cursor:
        sent_at = at if outcome.word == "sent" else None
        cursor.execute(_SETTLE, (state, ready_at, outcome.trouble, sent_at, letter.id, letter.fence))
        if cursor.rowcount != 1:
            raise NotYours(letter.id)
