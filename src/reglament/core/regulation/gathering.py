"""The basket in which one reading of a regulation collects its faults, so that all are told at once."""

from collections.abc import Iterable
from dataclasses import dataclass

from reglament.core.regulation.fault import LONGEST_LIST, LONGEST_VALUE, Fault, Severity, clipped
from reglament.core.regulation.place import Place


@dataclass(frozen=True, slots=True)
class Mention:
    """A declared name as used somewhere: what kind of name it should be, and of what (`owner`), if of something."""

    kind: str
    name: str
    place: Place
    owner: str = ""


MOST_FAULTS = 100
# Values that list what could have been written, or several things at once.
_LISTS = frozenset({"known", "wanted", "names", "winners", "block", "example"})


class Gathering:
    """Collects faults in any order; gives them back in the order of the text.

    Keeps the first hundred and counts the rest: a megabyte of nonsense must not become a gigabyte of faults. `mentions`
    are the names that were used, to be held against those that are declared once the whole file is read.
    """

    def __init__(self) -> None:
        self._faults: list[Fault] = []
        self._left_out = 0
        self._failed = False
        self.mentions: list[Mention] = []

    @property
    def full(self) -> bool:
        """Whether further faults are only counted; then costly hints need not be looked for."""
        return len(self._faults) >= MOST_FAULTS

    @property
    def failed(self) -> bool:
        """Whether any fault is an error."""
        return self._failed

    def add(self, fault: Fault) -> None:
        self._failed = self._failed or fault.severity == "error"
        if self.full:
            self._left_out += 1
        else:
            self._faults.append(fault)

    def add_all(self, faults: Iterable[Fault]) -> None:
        for fault in faults:
            self.add(fault)

    def fault(
        self, code: str, *places: Place, hint: str | None = None, severity: Severity = "error", **values: str
    ) -> None:
        """Add a fault; its values are clipped to what a sentence can hold."""
        short = {
            key: clipped(value, LONGEST_LIST if key in _LISTS else LONGEST_VALUE)
            for key, value in values.items()
        }
        self.add(Fault(code=code, places=places, values=short, hint=hint, severity=severity))

    def faults(self) -> tuple[Fault, ...]:
        """Everything gathered, in the order of the text, closed by a count of what was left out."""
        found = sorted(self._faults, key=lambda fault: (fault.place.start, fault.place.end))
        if self._left_out:
            values = {"kept": str(len(found)), "left_out": str(self._left_out)}
            severity: Severity = "error" if self._failed else "warning"
            found.append(Fault("source/too-many-faults", (found[-1].place,), values, severity=severity))
        return tuple(found)
