"""What became of each message of a case: which marks it carries, who sent it, how far it got, whether it came back."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from reglament.core.case.event import (
    Bounced,
    Delivered,
    Entries,
    Entry,
    Failed,
    HandedOver,
    Marked,
    Received,
    Replied,
)

CARRIERS = (Received, Replied, Marked)
REPORTS = (HandedOver, Delivered, Bounced, Failed)


@dataclass(frozen=True, slots=True)
class MessageState:
    """`stages`: first moment of `handed over`, `delivered`, `bounced`, `failed`; a bounce wipes the two before it.

    `party` is empty and `sent_at` None of a message that is only known by a report on it.
    """

    marks: tuple[str, ...]
    party: str
    sent_at: int | None
    stages: Mapping[str, int]
    bounced: bool

    @property
    def handed_over_at(self) -> int | None:
        """Moment at which it left our hands and has not come back; delivery says so too."""
        return self.stages.get("handed over")


@dataclass(slots=True)
class _Course:
    """A message while its course is followed."""

    marks: list[str] = field(default_factory=list)
    party: str = ""
    sent_at: int | None = None
    stages: dict[str, int] = field(default_factory=dict)
    bounced: bool = False


class Messages(Mapping[str, MessageState]):
    """Every message among visible entries, in the order first heard of; followed once somebody asks, which evaluations do not."""

    __slots__ = ("_entries", "_found")

    def __init__(self, entries: Entries) -> None:
        self._entries = entries
        self._found: Mapping[str, MessageState] | None = None

    def __getitem__(self, name: str) -> MessageState:
        return self._followed()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._followed())

    def __len__(self) -> int:
        return len(self._followed())

    def _followed(self) -> Mapping[str, MessageState]:
        if self._found is None:
            self._found = _messages(self._entries)
        return self._found


def _messages(entries: Entries) -> Mapping[str, MessageState]:
    courses: dict[str, _Course] = {}
    for entry in entries:
        event = entry.event
        if isinstance(event, CARRIERS):
            if event.message is not None:
                mark = event.mark if isinstance(event, Marked) else None
                _carry(courses.setdefault(event.message, _Course()), entry, mark)
        elif isinstance(event, REPORTS):
            _report(courses.setdefault(event.message, _Course()), event, entry.happened_at)
    return {
        name: MessageState(tuple(one.marks), one.party, one.sent_at, one.stages, one.bounced)
        for name, one in courses.items()
    }


def _carry(course: _Course, entry: Entry, mark: str | None) -> None:
    if mark is not None and mark not in course.marks:
        course.marks.append(mark)
    if course.sent_at is None:
        course.sent_at, course.party = entry.happened_at, entry.party


def _report(course: _Course, event: HandedOver | Delivered | Bounced | Failed, at: int) -> None:
    stages = course.stages
    if isinstance(event, Bounced):
        stages.pop("handed over", None)
        stages.pop("delivered", None)
        stages.setdefault("bounced", at)
        course.bounced = True
    elif isinstance(event, Failed):
        stages.setdefault("failed", at)
    else:
        stages.setdefault("handed over", at)
        course.bounced = False
        if isinstance(event, Delivered):
            stages.setdefault("delivered", at)
