"""What a process of the desk holds: its ports, the editions it has read, what it remembers of streams."""

from collections.abc import Callable
from dataclasses import dataclass, field

from reglament.core.case.event import Entry
from reglament.core.hours.almanac import Almanac
from reglament.desk.clock.world import World
from reglament.desk.content.safe import Safe
from reglament.desk.ledger.memory import Memory
from reglament.desk.ledger.number import take_number
from reglament.desk.ledger.stored import read_entry
from reglament.desk.library.shelf import Shelf
from reglament.desk.record.contracts import Contracts

CASES, CONTRACTS = 2048, 2048
# An entry weighs some 450 octets, and contracts have tens of thousands of them.
CONTRACT_ENTRIES = 200_000


@dataclass(frozen=True, slots=True)
class Desk:
    """Made once for a process, by the composition root. `number` takes the next case number of a line; `safe`: its keys, if any."""

    world: World
    shelf: Shelf
    number: Callable[[int], str] = take_number
    safe: Safe = field(default_factory=Safe)
    cases: Memory[Entry] = field(default_factory=lambda: Memory(read_entry, room=CASES))
    contracts: Contracts = field(default_factory=lambda: Contracts(room=CONTRACTS, most=CONTRACT_ENTRIES))


def open_desk(world: World, almanac: Almanac, *, safe: Safe | None = None) -> Desk:
    """Open a desk on the default database; without a safe it holds no keys."""
    return Desk(world, Shelf(almanac), safe=safe or Safe())
