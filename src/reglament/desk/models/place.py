"""Where a row belongs: its stream, and the customer and line by which the second wall decides who sees it."""

from typing import Protocol
from uuid import UUID


class Place(Protocol):
    """A stream's head is one."""

    @property
    def id(self) -> UUID:
        """The stream."""

    @property
    def customer(self) -> UUID:
        """Whose it is."""

    @property
    def line(self) -> int:
        """On which service line."""
