"""The audit of the books: every stream against its own chain, the log, its texts; the log against its checkpoints and their witness."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db import connection

from reglament.desk.ledger.audit_log import audit_log
from reglament.desk.ledger.audit_receipts import audit_receipts
from reglament.desk.ledger.audit_streams import Kept, Opened, read_streams
from reglament.desk.ledger.chain import GENESIS, check_chain, log_leaf
from reglament.desk.ledger.checkpoint import NoteKey
from reglament.desk.ledger.flaw import BookReason, Flaw
from reglament.desk.ledger.purge_record import ContentReason, check_contents, committed, purged_by
from reglament.desk.ledger.receipt import Receipt
from reglament.desk.ledger.witness import Witnessed

MOST_TOLD = 1000
_STRANGERS = """select l.index, l.stream, l.seq from leaf l left join event e on e.stream_id = l.stream and e.seq = l.seq
where e.seq is null order by l.index limit %s"""
_SIZES = "select (select count(*) from event), (select count(*) from leaf), (select count(*) from checkpoint)"
# One moment of all tables, however long the reading takes and whatever is written meanwhile.
SNAPSHOT = "set transaction isolation level repeatable read read only"
# All rows will be asked for: a plan that is quick with the first of them is the wrong one.
_READING = "set local cursor_tuple_fraction = 1; set local work_mem = '64MB'; set local jit = off"


@dataclass(slots=True)
class Audit:
    """What was read, and what does not hold: the first thousand flaws, and how many in all.

    `waiting`: events not yet in the log, the oldest known at `waiting_since` (UTC seconds); the log says nothing of them yet.
    `unopened`: texts and files that were there and that nobody here could open. `witnessed`: whether there was a witness to ask.
    `receipts`: how many from letters were held against the books.
    """

    events: int = 0
    streams: int = 0
    sealed: int = 0
    leaves: int = 0
    checkpoints: int = 0
    contents: int = 0
    purged: int = 0
    unopened: int = 0
    waiting: int = 0
    waiting_since: int | None = None
    witnessed: bool = False
    receipts: int = 0
    broken: int = 0
    flaws: list[Flaw] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        return self.broken == 0

    def found(self, flaws: Iterator[Flaw]) -> None:
        """Add what does not hold."""
        for flaw in flaws:
            self.broken += 1
            if len(self.flaws) < MOST_TOLD:
                self.flaws.append(flaw)


def audit_books(
    *,
    keys: Sequence[NoteKey],
    witness: Iterator[Witnessed | None] | None,
    opened: Opened,
    reached: Callable[[int, int], None],
    receipts: Sequence[Receipt] = (),
) -> Audit:
    """Read everything, in a transaction whose first statement was SNAPSHOT. `reached` is told how many rows of how many were read."""
    found = Audit(witnessed=witness is not None, receipts=len(receipts))
    with connection.cursor() as cursor:
        cursor.execute(_READING)
        cursor.execute(_SIZES)
        events, found.leaves, found.checkpoints = cursor.fetchone()
    total, done = events + found.leaves, 0
    for kept in read_streams(opened):
        found.found(_stream(kept, found))
        done += len(kept.links)
        reached(done, total)
    found.found(audit_receipts(receipts))
    if found.sealed != found.leaves:
        found.found(_strangers())
    for step in audit_log(keys=keys, witness=witness):
        if isinstance(step, Flaw):
            found.found(iter((step,)))
        else:
            done += step
            reached(done, total)
    return found


def _stream(kept: Kept, found: Audit) -> Iterator[Flaw]:
    """Everything about one stream; counts go to `found`."""
    found.streams += kept.row is not None
    found.events += len(kept.links)
    found.contents += len(kept.contents) + len(kept.unopened)
    found.unopened += len(kept.unopened)
    yield from _chain(kept)
    yield from _places(kept, found)
    yield from _texts(kept, found)


def _chain(kept: Kept) -> Iterator[Flaw]:
    hashes = [rest[2] for rest in kept.rest]
    if kept.row is None:
        yield Flaw(BookReason.STREAM_GONE, kept.id)
    else:
        _, customer, line, _, name, seq, head = kept.row
        if (seq, bytes(head)) != (len(hashes), hashes[-1] if hashes else GENESIS):
            yield Flaw(BookReason.HEAD, kept.id, name, seq)
        astray = next((at for at, rest in enumerate(kept.rest) if rest[:2] != (customer, line)), None)
        if astray is not None:
            yield Flaw(BookReason.OWNER, kept.id, name, kept.links[astray].seq)
    if kept.links:
        # The customer an event is kept under: that of the stream was compared above.
        for one in check_chain(customer=kept.rest[0][0], links=kept.links, hashes=hashes):
            yield Flaw(one.reason, kept.id, kept.name, one.seq)


def _places(kept: Kept, found: Audit) -> Iterator[Flaw]:
    """Each event is in the log, or waits for it; none is in it twice, none waits for nothing."""
    waiting = {seq for first, last in kept.queued for seq in range(first, last + 1)}
    before: int | None = None
    for link, (customer, _, kept_hash, place, leaf) in zip(kept.links, kept.rest, strict=True):
        if place is not None:
            found.sealed += 1
            if link.seq == before:
                yield Flaw(BookReason.SEALED_TWICE, kept.id, kept.name, link.seq, place)
            if (
                link.seq < 1
                or log_leaf(customer=customer, stream=kept.id, seq=link.seq, hash=kept_hash) != leaf
            ):
                yield Flaw(BookReason.LEAF_OTHER, kept.id, kept.name, link.seq, place)
        elif link.seq in waiting:
            waiting.discard(link.seq)
            found.waiting += 1
            found.waiting_since = min(link.known_at, found.waiting_since or link.known_at)
        else:
            yield Flaw(BookReason.UNSEALED, kept.id, kept.name, link.seq)
        before = link.seq
    for seq in sorted(waiting):
        yield Flaw(BookReason.QUEUED, kept.id, kept.name, seq)


def _texts(kept: Kept, found: Audit) -> Iterator[Flaw]:
    if not kept.contents and not kept.unopened and not any(link.commitments for link in kept.links):
        return
    unopened, expected = set(kept.unopened), set(committed(kept.links))
    for fault in check_contents(links=kept.links, contents=kept.contents):
        if fault.reason is not ContentReason.MISSING or fault.commitment not in unopened:
            yield Flaw(fault.reason, kept.id, kept.name, commitment=fault.commitment)
    for commitment in unopened - expected:
        yield Flaw(ContentReason.STRANGER, kept.id, kept.name, commitment=commitment)
    for commitment in unopened & {gone for link in kept.links for gone in purged_by(link.facts)}:
        yield Flaw(ContentReason.STILL_THERE, kept.id, kept.name, commitment=commitment)
    found.purged += sum(one.payload is None for one in kept.contents)


def _strangers() -> Iterator[Flaw]:
    with connection.cursor() as cursor:
        cursor.execute(_STRANGERS, (MOST_TOLD,))
        rows: list[tuple[int, UUID, int]] = cursor.fetchall()
    for place, stream, seq in rows:
        yield Flaw(BookReason.LEAF_STRANGER, stream, None, seq, place)
