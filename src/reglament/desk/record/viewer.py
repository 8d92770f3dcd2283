"""For whom something is read or done: the second wall in the database is told so at the start of every transaction."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Viewer:
    """`who`: an opaque id. `customers`: whose records he may see; `lines`: of which service lines, as staff."""

    who: str
    customers: tuple[UUID, ...] = ()
    lines: tuple[int, ...] = ()

    @property
    def is_staff(self) -> bool:
        return bool(self.lines)


SYSTEM = Viewer("system")
"""The desk's own processes, whose database role sees everything."""
