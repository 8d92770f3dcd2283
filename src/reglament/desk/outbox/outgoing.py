"""A letter as a channel gets it: everything to send it by, and nothing of the books."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A letter in the hands of whoever sends it. `fence` names this attempt, the `attempt`-th; `sender` is the line's mailbox.

    One that is about no case has no `case`, no `message` and no `number`.
    """

    id: UUID
    case: UUID | None
    message: UUID | None
    channel: str
    sender: str
    recipient: str
    stable_id: str
    number: str
    subject: str
    body: str
    automatic: bool
    attempt: int
    fence: int

    @property
    def is_repeated(self) -> bool:
        """Whether an earlier attempt may have gone out unnoticed."""
        return self.attempt > 1
