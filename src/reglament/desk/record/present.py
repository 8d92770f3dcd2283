"""The moment of a transaction: read once its locks are held, and never before what its books know already."""

from collections.abc import Iterable

from reglament.desk.clock.world import World
from reglament.desk.record.books import CaseBook, ContractBook

# Machines that share one database differ by no more. A clock set back further is believed: the guard of the watch sees to it.
SKEW = 60


def present(world: World, books: Iterable[CaseBook | ContractBook | None]) -> int:
    """Give this moment, UTC seconds. Whoever waited for a lock acts after those he waited for, whatever his clock said before."""
    now = world.now()
    known = (book.last_known_at for book in books if book)
    last = max((moment for moment in known if moment is not None), default=now)
    return last if now < last <= now + SKEW else now
