"""Which compiled edition of a calendar was in force when: pinned at receipt, changed by revisions (targets.md, section 5)."""

from collections.abc import Mapping
from typing import NamedTuple, TypeAlias

from reglament.core.hours.hours import Hours

Revision: TypeAlias = tuple[int, str, str]
"""(moment it became known, digest until then, digest from then)."""

Revisions: TypeAlias = Mapping[str, tuple[Revision, ...]]


class Edition(NamedTuple):
    """A compiled calendar, and the moment its successor became known (None: it has none)."""

    hours: Hours
    until: int | None


class Calendars:
    """The calendars of the terms and of the archive; `pinned` are the digests at receipt."""

    __slots__ = ("_archive", "_current", "_known", "_pinned", "_revisions")

    def __init__(
        self,
        current: Mapping[str, Hours],
        archive: Mapping[str, Hours],
        pinned: Mapping[str, str],
        revisions: Revisions,
    ) -> None:
        self._current = current
        self._archive = archive
        self._pinned = pinned
        self._revisions = revisions
        self._known: dict[str, tuple[Edition, ...]] = {}

    def editions(self, name: str) -> tuple[Edition, ...]:
        """Give the editions of a calendar in order; for clock time, which needs no calendar and has no name, any there is."""
        known = self._known.get(name)
        if known is None:
            known = self._known[name] = self._editions(name)
        return known

    def _editions(self, name: str) -> tuple[Edition, ...]:
        current = self._current.get(name)
        if current is None:
            return (Edition(next(iter(self._current.values())), None),)
        if not self._archive:
            return (Edition(current, None),)
        changes = self._revisions.get(name, ())
        pinned = self._archive.get(self._pinned.get(name, ""), current)
        compiled = [pinned, *(self._archive.get(digest, current) for _, _, digest in changes)]
        until = [*(moment for moment, _, _ in changes), None]
        return tuple(Edition(hours, moment) for hours, moment in zip(compiled, until, strict=True))

    def revisions(self, name: str) -> tuple[Revision, ...]:
        """Give the revisions of a calendar known so far, in order."""
        return self._revisions.get(name, ())
