"""The purge: keys first, then everything they sealed, then a record of it. Each step can be the last one before a crash."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from uuid import UUID

from reglament.core.case.answer import Accepted, Answer
from reglament.core.case.event import Purged
from reglament.core.regulation.model.regulation import Regulation
from reglament.desk.clock.fail_point import fail_point
from reglament.desk.clock.ids import new_id
from reglament.desk.content.blob_store import BlobStore
from reglament.desk.content.due import due_streams, held_back, mark_due
from reglament.desk.content.due_caseless import erase_due_caseless
from reglament.desk.content.due_letters import DAY, drop_idle_pairs, mark_due_letters
from reglament.desk.content.erase import (
    erase,
    erase_letters,
    files_to_discard,
    forget_names,
    pending_streams,
)
from reglament.desk.content.retention import kept_until, rule_on
from reglament.desk.ledger.stream import lock_streams
from reglament.desk.models import Purge
from reglament.desk.record.desk import Desk
from reglament.desk.record.enclosed import NOTHING_ENCLOSED
from reglament.desk.record.record import change
from reglament.desk.record.transaction import durably, seen_by
from reglament.desk.record.unit import SYSTEM as BY_SYSTEM
from reglament.desk.record.unit import Unit
from reglament.desk.record.viewer import SYSTEM

BATCH = 200


@dataclass(frozen=True, slots=True)
class PurgeReport:
    """What one run did. `letters`: as they came, and ours about no case. `held`: due, and kept by a legal hold; `waiting`: files that were
    stored again within a day.
    """

    contents: int = 0
    files: int = 0
    letters: int = 0
    held: int = 0
    waiting: int = 0


def purge(*, desk: Desk, blobs: BlobStore, rewrite: Callable[[], None]) -> PurgeReport:
    """Destroy what is due now. Run again after a crash at any point, it goes on where it was cut short; twice is as once.

    `rewrite` has the tables of keys written anew by their owner (`content.rewrite`). Raises NoKeys in a process that cannot
    seal anew what stays of a day.
    """
    marked = _decide(desk)
    fail_point("purge.after keys")
    _rewrite(desk, rewrite)
    fail_point("purge.after rewrite")
    _carry_out(desk)
    fail_point("purge.after texts")
    waiting = _discard(desk, blobs)
    fail_point("purge.after files")
    with seen_by(SYSTEM):
        held = held_back(at=desk.world.now())
    return PurgeReport(*marked, held, waiting)


def _decide(desk: Desk) -> tuple[int, int, int]:
    """Mark what is due and destroy its keys, batch by batch: from here on there is no way back."""
    contents, files, letters = 0, 0, 0
    more = True
    while more:
        found = durably(SYSTEM, lambda: _decide_some(desk))
        contents, files, letters = contents + found[0], files + found[1], letters + found[2]
        more = any(found)
    durably(SYSTEM, lambda: drop_idle_pairs(at=desk.world.now()))
    return contents, files, letters


def _decide_some(desk: Desk) -> tuple[int, int, int]:
    now = desk.world.now()
    streams = sorted(lock_streams(due_streams(at=now, most=BATCH)))
    marked = mark_due(streams, at=now, safe=desk.safe, world=desk.world)

    @cache  # thousands of letters are of a handful of regulations
    def in_force(regulation: str) -> Regulation:
        return desk.shelf.in_force(regulation, now)

    def ends(channel: str, regulation: str, at: int) -> int | None:
        edition = in_force(regulation)
        return kept_until(terms=desk.shelf.terms(edition, None, edition.zone), what=channel, at=at)

    letters = mark_due_letters(at=now, most=BATCH, ends=ends, safe=desk.safe, world=desk.world)
    letters += erase_due_caseless(at=now, most=BATCH)
    found = (marked.contents, marked.files, letters)
    if any(found):
        Purge.objects.create(
            id=new_id(desk.world), due_at=now, contents=found[0], files=found[1], letters=found[2]
        )
    return found


def _rewrite(desk: Desk, rewrite: Callable[[], None]) -> None:
    """Have the keys' tables rewritten where a run was decided on since they last were."""
    with seen_by(SYSTEM):
        runs = list(Purge.objects.filter(rewritten_at__isnull=True).values_list("id", flat=True))
    if runs:
        rewrite()
        with seen_by(SYSTEM):
            Purge.objects.filter(id__in=runs).update(rewritten_at=desk.world.now())


def _carry_out(desk: Desk) -> None:
    while True:
        with seen_by(SYSTEM):
            streams = pending_streams(most=BATCH)
        if not streams:
            break
        for stream in streams:
            _erase_case(desk, stream)
    while durably(SYSTEM, lambda: erase_letters(most=BATCH)):
        pass


def _erase_case(desk: Desk, case: UUID) -> None:
    """Erase what was decided on for a case and say so in its stream, in one transaction through the door."""

    def perform(unit: Unit) -> Answer:
        erased = erase(case, at=unit.now)
        if not erased.commitments:
            return Accepted(())
        terms = unit.terms(unit.main, at=unit.now)
        rules = (rule_on(terms=terms, what=channel) for channel in erased.channels)
        event = Purged(
            tuple(one.hex() for one in erased.commitments), next((rule for rule in rules if rule), None)
        )
        unit.main.enter((event,), BY_SYSTEM, happened_at=unit.now, known_at=unit.now)
        return Accepted((event,))

    change(
        desk=desk,
        viewer=SYSTEM,
        case=case,
        also=(),
        perform=perform,
        enclosed=NOTHING_ENCLOSED,
        counts=False,
    )


def _discard(desk: Desk, blobs: BlobStore) -> int:
    """Remove the files that were decided on; give how many wait because the same bytes came again within a day."""
    with seen_by(SYSTEM):
        named = files_to_discard(most=BATCH)
    waiting = 0
    while named:
        gone = [
            name
            for name, stays in named
            if stays or blobs.discard(name=name, older_than=desk.world.now() - DAY)
        ]
        waiting = len(named) - len(gone)
        fail_point("purge.files removed")
        with seen_by(SYSTEM):
            forget_names(gone)
            named = files_to_discard(most=BATCH) if gone else ()
    return waiting
