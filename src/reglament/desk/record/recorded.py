"""What came of an act."""

from dataclasses import dataclass
from uuid import UUID

from reglament.core.case.answer import Answer, Refused


@dataclass(frozen=True, slots=True)
class Recorded:
    """The law's answer, the case by id and as the core names it, and its last event's number. `new_case`: opened for the news;
    `repeated`: it was done before under the asker's id, and nothing was done now.
    """

    answer: Answer
    case: UUID
    name: str
    seq: int
    new_case: UUID | None = None
    repeated: bool = False

    @property
    def is_refused(self) -> bool:
        return isinstance(self.answer, Refused)
