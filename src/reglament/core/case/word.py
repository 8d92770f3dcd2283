"""The happenings core knows by a word of its own, each recognised in a case's trail."""

from collections.abc import Callable, Mapping

from reglament.core.case.event import (
    Asked,
    Assigned,
    Classified,
    Closed,
    Entered,
    EstimateAccepted,
    Estimated,
    Event,
    Extended,
    Identified,
    Linked,
    Marked,
    Merged,
    Queued,
    Received,
    Refused,
    Registered,
    Reopened,
    Replied,
    Revived,
    Snoozed,
    Split,
    Woken,
    WorkLogged,
    WorkStarted,
)
from reglament.core.case.trail import Occurrence, Trail, at_entry

# Words that are one kind of event and nothing more.
PLAIN: Mapping[str, type[Event]] = {
    "received": Received,
    "registered": Registered,
    "identified": Identified,
    "asked": Asked,
    "taken": Assigned,
    "begun": WorkStarted,
    "classified": Classified,
    "work logged": WorkLogged,
    "snoozed": Snoozed,
    "woken": Woken,
    "linked": Linked,
    "split": Split,
    "merged": Merged,
    "refused": Refused,
    "revived": Revived,
    "closed": Closed,
    "reopened": Reopened,
}


def read_word(name: str, trail: Trail) -> list[Occurrence]:
    """Give the occurrences of a word; a word nobody knows never happens."""
    kind = PLAIN.get(name)
    if kind is not None:
        return [at_entry(entry) for entry in trail.of_kind(kind)]
    reader = READERS.get(name)
    return reader(trail) if reader else []


def _entered(trail: Trail) -> list[Occurrence]:
    """Leaving the line; and the receipt, unless the case was put in line before it was ever served."""
    found = [at_entry(entry) for entry in trail.of_kind(Entered)]
    received = trail.of_kind(Received)
    queued = trail.of_kind(Queued)
    if received and not (queued and _unserved(queued[0].happened_at, trail)):
        found.insert(0, at_entry(received[0]))
    return found


def _unserved(at: int, trail: Trail) -> bool:
    identified = trail.of_kind(Identified)
    return not identified or at <= identified[0].happened_at


def _staff_reply(trail: Trail) -> list[Occurrence]:
    """A message that staff send; what the system sends by itself is none."""
    found = [at_entry(entry) for entry in trail.of_kind(Replied) if entry.party == "staff"]
    for entry in trail.of_kind(Marked):
        event = entry.event
        if entry.party == "staff" and isinstance(event, Marked) and event.message is not None:
            mark = trail.regulation.marks.get(event.mark)
            if mark is not None and mark.message == "out" and not mark.automatic:
                found.append(at_entry(entry))
    return found


def _reply(trail: Trail) -> list[Occurrence]:
    """A message of the customer."""
    found = [at_entry(entry) for entry in trail.of_kind(Replied) if entry.party == "customer"]
    for entry in trail.of_kind(Marked):
        event = entry.event
        if entry.party == "customer" and isinstance(event, Marked):
            mark = trail.regulation.marks.get(event.mark)
            if mark is not None and mark.message == "in":
                found.append(at_entry(entry))
    return found


def _estimated(trail: Trail) -> list[Occurrence]:
    return [at_entry(e, e.event.term) for e in trail.of_kind(Estimated) if isinstance(e.event, Estimated)]


def _accepted(trail: Trail) -> list[Occurrence]:
    entries = trail.of_kind(EstimateAccepted)
    return [at_entry(e, e.event.term) for e in entries if isinstance(e.event, EstimateAccepted)]


def _extended(trail: Trail) -> list[Occurrence]:
    return [at_entry(e, e.event.amount) for e in trail.of_kind(Extended) if isinstance(e.event, Extended)]


def _complete(trail: Trail) -> list[Occurrence]:
    return [at_entry(entry) for entry in trail.asking().completed]


def _paused(trail: Trail) -> list[Occurrence]:
    return paused(trail, None)


def _resumed(trail: Trail) -> list[Occurrence]:
    return resumed(trail, None)


def paused(trail: Trail, reason: str | None) -> list[Occurrence]:
    """Give the moments at which pauses (of a reason) really began, which a demanded notice may have put off."""
    spans = [span for span in trail.pauses().spans if reason is None or span.reason == reason]
    by_seq = {entry.seq: entry for entry in trail.entries} if spans else {}
    return [Occurrence(span.start, span.seq, by_seq[span.seq].party, by_seq[span.seq].role) for span in spans]


def resumed(trail: Trail, reason: str | None) -> list[Occurrence]:
    """Give the moments at which pauses (of a reason) that had begun ended, one for each ending."""
    ended = {span.ended_seq for span in trail.pauses().spans if reason is None or span.reason == reason}
    return [at_entry(entry) for entry in trail.entries if entry.seq in ended]


READERS: Mapping[str, Callable[[Trail], list[Occurrence]]] = {
    "entered": _entered,
    "staff reply": _staff_reply,
    "reply": _reply,
    "estimated": _estimated,
    "accepted": _accepted,
    "extended": _extended,
    "complete": _complete,
    "paused": _paused,
    "resumed": _resumed,
}
