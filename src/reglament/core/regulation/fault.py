"""A fault: one thing wrong (or worth knowing) in a regulation, as data. The sentence is made in `words`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from reglament.core.regulation.place import BEGINNING, Place

Severity = Literal["error", "warning", "note"]

LONGEST_VALUE = 80
LONGEST_LIST = 400


@dataclass(frozen=True, slots=True)
class Fault:
    """One finding.

    `code` is stable for ever and stands in `codes.CODES` with the names of its values. `places[0]` is where to look
    first; a fault about two things shows both. `hint` is a replacement for what stands at `places[0]`, ready to
    be written there. An error keeps an edition from being published, a warning and a note do not.
    """

    code: str
    places: tuple[Place, ...]
    values: Mapping[str, str] = field(default_factory=dict)
    hint: str | None = None
    severity: Severity = "error"

    @property
    def place(self) -> Place:
        """Where to look first."""
        return self.places[0] if self.places else BEGINNING


def clipped(text: str, longest: int = LONGEST_VALUE) -> str:
    """The text on one line and short enough for a sentence; bad input may hold a value of a megabyte."""
    line = " ".join(text[: longest * 4].split())
    cut = len(line) > longest or len(text) > longest * 4
    return line[: longest - 1] + "…" if cut else line
