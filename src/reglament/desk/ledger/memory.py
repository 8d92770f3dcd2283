"""What this process has read of streams already. Events never change, so only what follows is read again."""

from collections import OrderedDict
from collections.abc import Callable
from typing import Generic, TypeVar
from uuid import UUID

from reglament.desk.ledger.append import read_stream
from reglament.desk.ledger.stored import Stored
from reglament.desk.ledger.stream import Head

Entry = TypeVar("Entry")


class Memory(Generic[Entry]):
    """The entries of the streams used last, at most `room` of them. Holds only what was committed when it was read."""

    def __init__(self, read: Callable[[Stored], Entry], *, room: int) -> None:
        self._read = read
        self._room = room
        self._known: OrderedDict[UUID, tuple[Entry, ...]] = OrderedDict()

    def entries(self, head: Head) -> tuple[Entry, ...]:
        """Give the entries of a stream up to its head, which this transaction has not written to yet."""
        known = self._known.get(head.id, ())
        if len(known) < head.seq:
            known = (*known, *map(self._read, read_stream(head, after=len(known))))
            self._known[head.id] = known
            if len(self._known) > self._room:
                self._known.popitem(last=False)
        if head.id in self._known:
            self._known.move_to_end(head.id)
        return known[: head.seq]
