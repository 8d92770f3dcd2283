"""Uses of marks: who recorded what and when, less the uses that a withdrawing mark has undone."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from reglament.core.case.event import Entry, Marked
from reglament.core.regulation.model.declared import Mark


class MarkUse(NamedTuple):
    """One record of a mark that has not been withdrawn."""

    at: int
    seq: int
    fields: Mapping[str, str]
    message: str | None
    case: str | None
    party: str
    role: str | None


Uses = Mapping[str, tuple[MarkUse, ...]]


def standing_uses(entries: Iterable[Entry], marks: Mapping[str, Mark]) -> Uses:
    """Give each mark's uses, in order, that no later and itself standing use of its withdrawing mark has undone."""
    recorded: dict[str, list[MarkUse]] = {}
    for entry in entries:
        event = entry.event
        if isinstance(event, Marked):
            use = MarkUse(
                entry.happened_at, entry.seq, event.fields, event.message, event.case, entry.party, entry.role
            )
            recorded.setdefault(event.mark, []).append(use)
    found: dict[str, tuple[MarkUse, ...]] = {}
    for mark in recorded:
        standing = _standing(mark, recorded, marks, frozenset())
        if standing:
            found[mark] = standing
    return found


def _standing(
    mark: str, recorded: Mapping[str, list[MarkUse]], marks: Mapping[str, Mark], asked: frozenset[str]
) -> tuple[MarkUse, ...]:
    uses = recorded.get(mark, [])
    declared = marks.get(mark)
    undoing = declared.withdrawn_by if declared else None
    # Two marks that undo each other are a switch: what was undone by its other position does not come back with its own.
    if undoing is None or undoing not in recorded or undoing == mark or undoing in asked:
        return tuple(uses)
    withdrawals = _standing(undoing, recorded, marks, asked | {mark})
    if not withdrawals:
        return tuple(uses)
    last = (withdrawals[-1].at, withdrawals[-1].seq)
    return tuple(use for use in uses if (use.at, use.seq) > last)
