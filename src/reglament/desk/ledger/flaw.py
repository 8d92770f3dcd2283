"""What an audit of the books finds wrong: a reason, and the place it is at."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from reglament.desk.ledger.chain import ChainReason
from reglament.desk.ledger.checkpoint import CheckpointFlaw
from reglament.desk.ledger.purge_record import ContentReason


class BookReason(StrEnum):
    """What only whoever has the whole of the books can see."""

    HEAD = "stream/head"
    STREAM_GONE = "stream/gone"
    OWNER = "event/owner"
    UNSEALED = "event/unsealed"
    SEALED_TWICE = "event/sealed-twice"
    QUEUED = "event/queued-for-nothing"
    LEAF_OTHER = "leaf/other-event"
    LEAF_STRANGER = "leaf/no-event"
    LEAF_PLACE = "leaf/place"
    LEAF_UNCOVERED = "leaf/no-checkpoint"
    TILE = "log/tile"
    ROOT = "log/root"
    SIZE = "log/size"
    RANGE = "log/range"
    WITNESS_MISSING = "witness/missing"
    WITNESS_OTHER = "witness/other"
    WITNESS_AHEAD = "witness/ahead"
    RECEIPT_CASE = "receipt/no-case"
    RECEIPT_EVENT = "receipt/no-event"
    RECEIPT_OTHER = "receipt/other-history"


Reason = BookReason | ChainReason | ContentReason | CheckpointFlaw


@dataclass(frozen=True, slots=True)
class Flaw:
    """Why the books do not hold, and where: in a stream (`name` as people call it), at an event, or at a size or place of the log.

    `commitment` names a text or file.
    """

    reason: Reason
    stream: UUID | None = None
    name: str | None = None
    seq: int | None = None
    place: int | None = None
    commitment: bytes | None = None
