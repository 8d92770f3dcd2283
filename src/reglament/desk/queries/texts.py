"""Prose of a case as a viewer may read it: plain, opened from its seal, or the reason why it is not there."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from reglament.desk.content.keep import RAW
from reglament.desk.content.read import COLUMNS, WITH_KEYS, Kept, Unread, found_in
from reglament.desk.content.safe import Safe
from reglament.desk.queries.fetch import rows
from reglament.desk.queries.scope import scope, walled
from reglament.desk.record.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Prose:
    """A piece of prose. `text` None: `unread` says why. `sealed`: it is, or was opened for this. `note`: never for the customer."""

    id: UUID
    kind: str
    note: bool
    sealed: bool
    text: str | None
    unread: Unread | None
    made_at: int

    @property
    def is_purged(self) -> bool:
        return self.unread is Unread.PURGED


_TEXTS = walled(
    f"select {COLUMNS}, c.kind, c.note, c.made_at from content c {WITH_KEYS}"  # noqa: S608 - no values in it
    " where c.stream_id = %(case)s and c.kind <> %(raw)s and seen(c) and (not c.note or %(staff)s) order by c.made_at, c.id"
)


def texts_of(*, viewer: Viewer, case: UUID, safe: Safe) -> Mapping[UUID, Prose]:
    """Give the prose of a case by id, in order of making; what is sealed as far as the safe opens it."""
    values = {"case": case, "raw": RAW, "staff": viewer.is_staff, **scope(viewer)}
    return {row[0]: _prose(Kept._make(row[:8]), *row[8:], safe=safe) for row in rows(_TEXTS, values)}


def _prose(row: Kept, kind: str, note: bool, made_at: int, *, safe: Safe) -> Prose:  # noqa: FBT001 - a column
    found = found_in(row, safe=safe)
    return Prose(row.id, kind, note, row.sealed is not None, found.text, found.unread, made_at)
