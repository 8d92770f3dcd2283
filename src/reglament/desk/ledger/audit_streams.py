"""The whole ledger read once, stream by stream, in one snapshot: events with their places in the log, what waits, texts and files."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from typing import Any
from uuid import UUID

from django.db import connection

from reglament.desk.ledger.chain import Link
from reglament.desk.ledger.purge_record import Content

AT_ONCE = 4000
_STREAMS = "select id, customer_id, line_id, kind, name, seq, head from stream order by id"
_EVENTS = """select e.stream_id, e.customer_id, e.line_id, e.seq, e.happened_at, e.known_at, e.party, e.role, e.actor, e.type,
  e.version, e.facts, e.commitments, e.act, e.hash, l.index, l.hash
from event e left join leaf l on l.stream = e.stream_id and l.seq = e.seq order by e.stream_id, e.seq"""
_QUEUED = "select stream_id, first, last from unsealed order by stream_id, id"
_CONTENTS = """select stream_id, id, customer_id, commitment, salt, text, sealed, day, false, purged_at is not null from content
union all select stream_id, id, customer_id, commitment, salt, null, null, null, true, purged_at is not null from blob
where commitment <> '' order by 1"""

Opened = Callable[[UUID, UUID, UUID, object, bytes], bytes | None]
Row = tuple[Any, ...]


@dataclass(slots=True)
class Kept:
    """What the books keep of one stream. `row`: id, customer, line, kind, name, seq, head; None where it is gone.

    `events`: a link with owner, line, stored hash, place and leaf hash. `unopened`: commitments to content nobody here can open.
    """

    id: UUID
    row: Row | None = None
    links: list[Link] = field(default_factory=list)
    rest: list[Row] = field(default_factory=list)
    queued: list[tuple[int, int]] = field(default_factory=list)
    contents: list[Content] = field(default_factory=list)
    unopened: list[bytes] = field(default_factory=list)

    @property
    def name(self) -> str | None:
        return self.row[4] if self.row else None


def read_streams(opened: Opened) -> Iterator[Kept]:
    """Give every stream that any table knows of. `opened` opens a sealed text: customer, stream, content, day, bytes."""
    with ExitStack() as stack:
        streams, events, queued, contents = (
            _Ordered(stack, statement) for statement in (_STREAMS, _EVENTS, _QUEUED, _CONTENTS)
        )
        while (
            id_ := min(filter(None, (streams.id, events.id, queued.id, contents.id)), default=None)
        ) is not None:
            kept = Kept(id_)
            kept.row = next(iter(streams.take(id_)), None)
            for row in events.take(id_):
                kept.links.append(_link(row))
                kept.rest.append((row[1], row[2], bytes(row[14]), row[15], row[16]))
            kept.queued = [(first, last) for _, first, last in queued.take(id_)]
            for row in contents.take(id_):
                _put(kept, row, opened)
            yield kept


class _Ordered:
    """Rows of a statement that come in order of their first column, an id, taken an id at a time."""

    def __init__(self, stack: ExitStack, statement: str) -> None:
        cursor = stack.enter_context(connection.chunked_cursor())
        cursor.execute(statement)
        self._groups = groupby(_rows(cursor), key=itemgetter(0))
        self._rows: Iterator[Row] = iter(())
        self.id: UUID | None = None
        self._step()

    def take(self, id_: UUID) -> Sequence[Row]:
        if self.id != id_:
            return ()
        rows = list(self._rows)
        self._step()
        return rows

    def _step(self) -> None:
        self.id, self._rows = next(self._groups, (None, iter(())))


def _rows(cursor: Any) -> Iterator[Row]:
    while rows := cursor.fetchmany(AT_ONCE):
        yield from rows


def _link(row: Row) -> Link:
    # Place by place: going through a tuple of some is slower, and this is done for every event there is.
    commitments = row[12]
    parts = tuple(commitments[at : at + 32] for at in range(0, len(commitments), 32)) if commitments else ()
    return Link(
        row[0], row[3], row[4], row[5], row[6], row[7], row[8], row[9], row[10], row[11], parts, row[13]
    )


def _put(kept: Kept, row: Row, opened: Opened) -> None:
    """A text that is there counts, whatever is said of it. One whose salt is there as well as its bytes was not purged yet.

    Between the end of its key and the record of it a sealed text, like a file, is not for us to open.
    """
    stream, id_, customer, commitment, salt, text, sealed, day, in_file, purged = row
    commitment, salt = bytes(commitment), None if salt is None else bytes(salt)
    if text is not None:
        kept.contents.append(Content(commitment, salt, text.encode()))
    elif salt is None or (sealed is None and not in_file):
        kept.contents.append(Content(commitment, None, None))
    elif in_file or purged or (payload := opened(customer, stream, id_, day, bytes(sealed))) is None:
        kept.unopened.append(commitment)
    else:
        kept.contents.append(Content(commitment, salt, payload))
