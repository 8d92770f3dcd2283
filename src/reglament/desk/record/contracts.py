"""What this process knows of contracts: their entries and a kept fold of them. Only what follows is read again."""

from collections import OrderedDict
from collections.abc import Sequence
from uuid import UUID

from reglament.core.contract.event import ContractEntry
from reglament.core.contract.kept import KeptContract
from reglament.desk.ledger.append import read_stream
from reglament.desk.ledger.stored import read_contract_entry
from reglament.desk.ledger.stream import Head


class Contracts:
    """The contracts used last: at most `room` of them, and `most` entries of all together but for those of the very last.

    Holds only what was committed.
    """

    def __init__(self, *, room: int, most: int) -> None:
        self._room = room
        self._most = most
        self._held = 0
        self._known: OrderedDict[UUID, KeptContract] = OrderedDict()

    def kept(self, head: Head) -> KeptContract:
        """Give a contract up to its head, which this transaction has not written to yet."""
        known = self._known.setdefault(head.id, KeptContract())
        self._known.move_to_end(head.id)
        if len(known.entries) < head.seq:
            rows = read_stream(head, after=len(known.entries))
            self._add(known, [read_contract_entry(row) for row in rows])
        # Whoever looked at the head before others wrote sees no more than stood then.
        return known if len(known.entries) == head.seq else KeptContract(known.entries[: head.seq])

    def entries(self, head: Head) -> tuple[ContractEntry, ...]:
        """Give all entries of a contract up to its head: many, where it is old."""
        return tuple(self.kept(head).entries)

    def remember(self, contract: UUID, entries: Sequence[ContractEntry]) -> None:
        """Take up entries that were committed just now, where they follow what is known."""
        known = self._known.get(contract)
        if known is not None and entries and len(known.entries) + 1 == entries[0].seq:
            self._add(known, entries)

    def _add(self, known: KeptContract, entries: Sequence[ContractEntry]) -> None:
        known.add(entries)
        self._held += len(entries)
        while len(self._known) > 1 and (len(self._known) > self._room or self._held > self._most):
            _, forgotten = self._known.popitem(last=False)
            self._held -= len(forgotten.entries)
