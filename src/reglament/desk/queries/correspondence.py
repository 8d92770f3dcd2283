"""The messages of a case and the files that came with them, in order of their moments."""

from dataclasses import dataclass
from uuid import UUID

from reglament.desk.queries.fetch import rows
from reglament.desk.queries.scope import scope, walled
from reglament.desk.record.viewer import Viewer


@dataclass(frozen=True, slots=True)
class MessageRow:
    """A message. `subject` and `body` name pieces of the case's prose; `note`: of staff among themselves; `sent_at` in UTC seconds."""

    id: UUID
    party: str
    author: str
    channel: str
    note: bool
    subject: UUID | None
    body: UUID | None
    sent_at: int


@dataclass(frozen=True, slots=True)
class FileRow:
    """A stored file of a case; `file_name` names a piece of the case's prose, `size` is in octets. `is_purged`: its bytes are gone."""

    id: UUID
    file_name: UUID
    media_type: str
    size: int
    is_purged: bool


# What no person wrote answers what came or was done in the same second, so it stands behind that.
_MESSAGES = walled("""select m.id, m.party, m.author, m.channel, m.note, m.subject, m.body, m.sent_at from message m
where m.stream_id = %(case)s and seen(m) and (not m.note or %(staff)s) order by m.sent_at, m.party = 'system', m.id""")
# A file has no mark of its own that it came with a note: its name does, which was kept with it.
_FILES = walled("""select b.id, b.file_name, b.media_type, b.size, b.purged_at is not null from blob b
where b.stream_id = %(case)s and seen(b)
  and exists (select from content n where n.id = b.file_name and (not n.note or %(staff)s)) order by b.id""")


def messages_of(*, viewer: Viewer, case: UUID) -> tuple[MessageRow, ...]:
    """Give the messages of a case; notes only to staff."""
    return tuple(MessageRow(*row) for row in rows(_MESSAGES, _values(viewer, case)))


def files_of(*, viewer: Viewer, case: UUID) -> tuple[FileRow, ...]:
    """Give the files of a case; those of notes only to staff."""
    return tuple(FileRow(*row) for row in rows(_FILES, _values(viewer, case)))


def _values(viewer: Viewer, case: UUID) -> dict[str, object]:
    return {"case": case, "staff": viewer.is_staff, **scope(viewer)}
