"""The one exception of this folder: what happened, where, and what the person can do about it."""

from collections.abc import Iterator
from contextlib import contextmanager


class DatabaseTrouble(Exception):  # noqa: N818 - named for what the person has
    """The database cannot be made, started, reached or stopped; the message is meant for a person."""

    def __init__(self, happened: str, *, where: object, remedy: str) -> None:
        super().__init__(f"{happened}\n  where: {where}\n  what to do: {remedy}")
        self.happened = happened
        self.where = str(where)
        self.remedy = remedy


@contextmanager
def told_in_words(doing: str, where: object) -> Iterator[None]:
    """What the machine refuses inside the block (a full disk, a closed folder) becomes a DatabaseTrouble."""
    try:
        yield
    except OSError as trouble:
        raise DatabaseTrouble(
            f"This machine refused while {doing}: {trouble.strerror}.",
            where=trouble.filename or where,
            remedy="remove the reason (a full disk, a folder closed to this user) and try again",
        ) from trouble
