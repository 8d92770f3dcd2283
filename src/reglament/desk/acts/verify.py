"""Verifying the books: one snapshot read as the auditor, who may see everything and change nothing."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import lru_cache
from uuid import UUID

from django.db import connection, transaction

from reglament.desk.content.day_key import find_key
from reglament.desk.content.kek import KekUnknown
from reglament.desk.content.safe import Safe
from reglament.desk.content.seal import NotOpened, open_sealed, place_of_content
from reglament.desk.content.secret import Secret
from reglament.desk.ledger.audit import SNAPSHOT, Audit, audit_books
from reglament.desk.ledger.checkpoint import NoteKey
from reglament.desk.ledger.receipt import Receipt
from reglament.desk.ledger.witness import Witness

KEYS_AT_HAND = 256
UNREADABLE = b""  # fits no commitment to a text: told as changed


def verify(
    *,
    keys: Sequence[NoteKey],
    witness: Witness | None,
    safe: Safe,
    reached: Callable[[int, int], None] = lambda _done, _total: None,
    receipts: Sequence[Receipt] = (),
) -> Audit:
    """Audit all books as this process's database role sees them: desk_audit. `keys`: published ones, in the order of their use;
    `receipts`: those of letters somebody kept.

    `witness` None: there is none to ask. Where `safe` has no keys, confidential texts are counted and not opened. Raises nothing for
    books that do not hold: that is an answer.
    """
    with transaction.atomic(durable=True):
        with connection.cursor() as cursor:
            cursor.execute(SNAPSHOT)
        return audit_books(
            keys=keys,
            witness=witness.read() if witness and witness.path.exists() else None,
            opened=opener(safe),
            reached=reached,
            receipts=receipts,
        )


def opener(safe: Safe) -> Callable[[UUID, UUID, UUID, object, bytes], bytes | None]:
    """Give what opens sealed texts: customer, stream, content, day and bytes in; nothing where this process holds no keys."""

    @lru_cache(maxsize=KEYS_AT_HAND)
    def key(stream: UUID, day: date) -> Secret | None:
        return find_key(stream, day, safe=safe)

    def opened(customer: UUID, stream: UUID, content: UUID, day: object, sealed: bytes) -> bytes | None:
        if not safe.has_keys:
            return None
        place = place_of_content(customer=customer, stream=stream, content=content)
        try:
            found = key(stream, day) if isinstance(day, date) else None
            return open_sealed(key=found, sealed=sealed, aad=place) if found else UNREADABLE
        except (NotOpened, KekUnknown):
            return UNREADABLE

    return opened
