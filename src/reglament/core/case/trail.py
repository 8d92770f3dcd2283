"""A case's visible entries, sorted once by kind: what the recognisers of happenings read from."""

from collections import defaultdict
from typing import NamedTuple

from reglament.core.case.asking import NOTHING_ASKED, Asking, asking
from reglament.core.case.event import (
    Asked,
    Bounced,
    Delivered,
    Entries,
    Entry,
    Event,
    HandedOver,
    Marked,
    Paused,
)
from reglament.core.case.mark import MarkUse, Uses, standing_uses
from reglament.core.case.pauses import NO_PAUSES, PAUSING, Pauses, pauses
from reglament.core.hours.amount import Amount
from reglament.core.regulation.model.regulation import Regulation

HANDED_OVER = (HandedOver, Delivered)
REPORTED: frozenset[type[Event]] = frozenset({*HANDED_OVER, Bounced})


class Occurrence(NamedTuple):
    """One time it happened, UTC seconds; `seq` of the entry that completed it; `term` if that event names one."""

    at: int
    seq: int
    party: str
    role: str | None = None
    term: Amount | None = None


def at_entry(entry: Entry, term: Amount | None = None) -> Occurrence:
    return Occurrence(entry.happened_at, entry.seq, entry.party, entry.role, term)


def at_use(use: MarkUse) -> Occurrence:
    return Occurrence(use.at, use.seq, use.party, use.role)


class Trail:
    """Entries by kind of event, and what is worked out of them only when a happening asks."""

    __slots__ = ("_asking", "_kinds", "_pauses", "_stages", "_uses", "entries", "regulation")

    def __init__(self, entries: Entries, regulation: Regulation) -> None:
        self.entries = entries
        self.regulation = regulation
        self._kinds: defaultdict[type, list[Entry]] = defaultdict(list)
        for entry in entries:
            self._kinds[type(entry.event)].append(entry)
        self._asking: Asking | None = None
        self._uses: Uses | None = None
        self._pauses: Pauses | None = None
        self._stages: dict[tuple[str, str], list[Entry]] | None = None

    def of_kind(self, kind: type[Event]) -> list[Entry]:
        return self._kinds.get(kind, [])

    def of_kinds(self, kinds: frozenset[type[Event]]) -> list[Entry]:
        """Give the entries of any of these kinds, in order."""
        there = self._kinds.keys() & kinds
        if len(there) < 2:
            return self._kinds[there.pop()] if there else []
        return [entry for entry in self.entries if type(entry.event) in kinds]

    def uses(self) -> Uses:
        """Give the uses of marks that are not withdrawn."""
        if self._uses is None:
            self._uses = standing_uses(self.of_kind(Marked), self.regulation.marks)
        return self._uses

    def pauses(self) -> Pauses:
        if self._pauses is None:
            told = self.of_kinds(PAUSING) if self.of_kind(Paused) else ()
            self._pauses = pauses(told, self.regulation, self._handed_over_at) if told else NO_PAUSES
        return self._pauses

    def _handed_over_at(self, message: str) -> int | None:
        handed = self.stages("handed over", message)
        return handed[0].happened_at if handed else None

    def asking(self) -> Asking:
        if self._asking is None:
            self._asking = asking(self.entries, self.regulation) if self.of_kind(Asked) else NOTHING_ASKED
        return self._asking

    def stages(self, stage: str, message: str) -> list[Entry]:
        """Give the entries at which a message reached a stage and stays there: a bounce undoes what was before it.

        A message delivered without a word of its hand-over was handed over at its delivery; later reports add nothing.
        """
        if self._stages is None:
            self._stages = self._reached()
        return self._stages.get((stage, message), [])

    def _reached(self) -> dict[tuple[str, str], list[Entry]]:
        reached: dict[tuple[str, str], list[Entry]] = {}
        for entry in self.of_kinds(REPORTED):
            event = entry.event
            if isinstance(event, HANDED_OVER):
                reached.setdefault(("handed over", event.message), [entry])
                if isinstance(event, Delivered):
                    reached.setdefault(("delivered", event.message), [entry])
            elif isinstance(event, Bounced):
                reached.pop(("handed over", event.message), None)
                reached.pop(("delivered", event.message), None)
                reached.setdefault(("bounced", event.message), []).append(entry)
        return reached
