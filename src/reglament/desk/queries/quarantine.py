"""The quarantine of intake: messages that no case could be made of, oldest deadline first, for staff of their lines."""

from dataclasses import dataclass
from uuid import UUID

from reglament.desk.queries.cursor import PAGE, page_size
from reglament.desk.queries.fetch import rows
from reglament.desk.queries.scope import scope
from reglament.desk.record.transaction import seen_by
from reglament.desk.record.viewer import Viewer


class QuarantinedUnknown(LookupError):  # noqa: N818 - named for what happened
    """There is no such message in quarantine, or it is not for this viewer: nobody is told which."""


@dataclass(frozen=True, slots=True)
class Quarantined:
    """A message that waits for somebody to look at it until `due_at`. `size` of its bytes in octets; None: they are purged."""

    id: UUID
    line: int
    line_name: str
    channel: str
    address: str
    number: str
    received_at: int
    due_at: int | None
    reason: str
    tries: int
    size: int | None
    sealed: bool


_ROW = """select i.id, i.line_id, l.name, b.channel, b.address, i.number, i.received_at, i.due_at, i.reason, i.tries,
  octet_length(i.raw), i.sealed
from inbound i join line l on l.id = i.line_id join mailbox b on b.id = i.mailbox_id
where i.state = 'quarantined' and i.line_id = any(%(lines)s::smallint[])"""
_ALL = _ROW + " order by i.due_at nulls last, i.received_at, i.id limit %(most)s"
_ONE = _ROW + " and i.id = %(id)s"
_RAW = """select i.raw from inbound i where i.id = %(id)s and i.state = 'quarantined' and not i.sealed and i.raw is not null
  and i.line_id = any(%(lines)s::smallint[])"""


def quarantine(*, viewer: Viewer, limit: int = PAGE) -> tuple[Quarantined, ...]:
    """Give what waits, the most pressing first. It is meant to be short: what is behind the limit is seen when this is done."""
    with seen_by(viewer):
        return tuple(Quarantined(*row) for row in rows(_ALL, {**scope(viewer), "most": page_size(limit)}))


def quarantined(*, viewer: Viewer, inbound: UUID) -> tuple[Quarantined, bytes | None]:
    """Give one with its bytes; None where they are sealed or purged. Raises QuarantinedUnknown."""
    values = {**scope(viewer), "id": inbound}
    with seen_by(viewer):
        found, raw = rows(_ONE, values), rows(_RAW, values)
    if not found:
        raise QuarantinedUnknown(inbound)
    return Quarantined(*found[0]), bytes(raw[0][0]) if raw else None
