"""What a process holds of keys: the key-encryption keys of a folder, or none at all. And which lines are confidential."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import TypeVar

from django.db import connection

from reglament.desk.content.kek import KekRing, KekUnknown

Opened = TypeVar("Opened")


class NoKeys(Exception):  # noqa: N818 - named for what is missing
    """This process holds no key-encryption keys: it can neither open nor keep what is confidential."""

    def __init__(self) -> None:
        super().__init__(
            "This process holds no keys of confidential content. Let a worker do this: it is started with the folder of keys."
        )


class Safe:
    """Made once for a process. `load` reads the folder of keys; None: a process that must not open anything."""

    def __init__(self, load: Callable[[], KekRing] | None = None) -> None:
        self._load = load
        self._ring: KekRing | None = None
        self._confidential: dict[int, bool] = {}

    @property
    def has_keys(self) -> bool:
        return self._load is not None

    def newest(self) -> KekRing:
        """The ring as the folder has it now: what is wrapped for years to come is not wrapped by an old key. Raises NoKeys."""
        if self._load is None:
            raise NoKeys
        self._ring = self._load()
        return self._ring

    def open(self, opening: Callable[[KekRing], Opened]) -> Opened:
        """Do `opening` with the keys at hand; where one is missing, with those the folder has by now. Raises NoKeys, KekUnknown."""
        ring = self._ring or self.newest()
        try:
            return opening(ring)
        except KekUnknown:
            return opening(self.newest())

    def seals(self, line: int) -> bool:
        """Whether what the line gets is sealed. Once it has a case or a letter that stays as it is, so it is asked once."""
        known = self._confidential.get(line)
        if known is None:
            with connection.cursor() as cursor:
                cursor.execute("select confidential from line where id = %s", (line,))
                known = self._confidential[line] = bool(cursor.fetchone()[0])
        return known


def day_of(at: int) -> date:
    """The UTC date of a moment: the day whose key seals what comes then."""
    return datetime.fromtimestamp(at, UTC).date()
