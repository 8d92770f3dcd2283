"""Where a page of a list ended: the next one begins behind it, whatever was added or taken away meanwhile."""

from typing import NamedTuple
from uuid import UUID

PAGE = 50
MOST = 500


class CursorUnreadable(ValueError):  # noqa: N818 - named for what happened
    """This is no place in a list: begin at its first page."""


class Cursor(NamedTuple):
    """The keys of the last row of a page, first to last as the list is sorted. It tells nothing that the row does not."""

    keys: tuple[int | None, ...]
    id: UUID

    @property
    def text(self) -> str:
        """Fit for an address: figures with dots between."""
        return ".".join([*("" if key is None else str(key) for key in self.keys), self.id.hex])


def read_cursor(text: str, *, keys: int) -> Cursor:
    """Read what `Cursor.text` wrote for a list of so many keys. Raises CursorUnreadable."""
    *written, id_text = text.split(".")
    try:
        found = tuple(int(key) if key else None for key in written)
        cursor = Cursor(found, UUID(hex=id_text))
    except ValueError:
        raise CursorUnreadable(text) from None
    if len(found) != keys or any(key is not None and abs(key) >= 1 << 62 for key in found):
        raise CursorUnreadable(text)
    return cursor


def page_size(limit: int) -> int:
    """How many rows a page has: at least one, and no more than is sane."""
    return min(max(limit, 1), MOST)
