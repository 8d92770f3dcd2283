"""A case or contract exported with its evidence, for a viewer: whoever gets the file checks it without us."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import connection

from reglament.desk.acts.verify import opener
from reglament.desk.clock.ids import new_id
from reglament.desk.clock.world import World
from reglament.desk.content.safe import Safe
from reglament.desk.ledger.append import link
from reglament.desk.ledger.chain import Link
from reglament.desk.ledger.checkpoint import NoteKey
from reglament.desk.ledger.export import Inclusion
from reglament.desk.ledger.export import export_case as written
from reglament.desk.ledger.purge_record import Content, committed
from reglament.desk.ledger.sealer import last_checkpoint
from reglament.desk.ledger.stored import Stored
from reglament.desk.ledger.tiles import inclusion
from reglament.desk.models import Opening
from reglament.desk.record.opened import CaseUnknown
from reglament.desk.record.transaction import seen_by
from reglament.desk.record.viewer import Viewer

_STREAM = """select s.customer_id, s.kind, s.line_id, l.confidential from stream s join line l on l.id = s.line_id
where s.id = %s and (s.line_id = any(%s::smallint[]) or s.customer_id = any(%s::uuid[]))"""
_LAST = "select index, seq from leaf where stream = %s and index < %s order by seq desc limit 1"
_EVENTS = """select seq, happened_at, known_at, party, role, actor, type, version, facts, commitments, act, hash
from event where customer_id = %s and stream_id = %s and seq <= %s order by seq"""
_CONTENTS = """select id, commitment, salt, text, sealed, day from content
where stream_id = %s and customer_id = %s and (not note or %s)"""


class NotSealedYet(Exception):  # noqa: N818 - named for what is missing
    """No event of the case is in the log yet: there is nothing to prove. It takes a minute."""


def export_case(*, viewer: Viewer, stream: UUID, key: NoteKey, safe: Safe, world: World) -> str:
    """Give the export of a case or contract up to its last sealed event, as JSON text; `key` is the published one.

    A customer gets no note of staff, and nobody gets files or what `safe` cannot open: of those only the commitments, said to be
    withheld. That somebody had a confidential one is written down. Raises CaseUnknown: there is none, or not for this viewer;
    NotSealedYet.
    """
    with seen_by(viewer):
        customer, kind, line, confidential = _find(viewer, stream)
        last = last_checkpoint()
        sealed = _row(_LAST, stream, last.size) if last else None
        if last is None or sealed is None:
            raise NotSealedYet(stream)
        rows = _all(_EVENTS, customer, stream, sealed[1])
        links = [link(stream, Stored._make(row[:11])) for row in rows]
        shown = _contents(viewer, customer, stream, safe)
        if confidential and safe.has_keys:
            Opening.objects.create(
                id=new_id(world),
                customer_id=customer,
                line_id=line,
                who=viewer.who,
                stream=stream,
                at=world.now(),
            )
        return written(
            customer=customer,
            stream=stream,
            kind=kind,
            links=links,
            hashes=[row[11] for row in rows],
            contents=shown,
            inclusion=Inclusion(sealed[0], inclusion(index=sealed[0], size=last.size)),
            checkpoint=last.note,
            public_key=key.text,
            withheld=_withheld(links, shown),
        )


def _find(viewer: Viewer, stream: UUID) -> tuple[Any, ...]:
    """Customer, kind, line, and whether that is a confidential one."""
    found = _row(_STREAM, stream, list(viewer.lines), list(viewer.customers))
    if found is None:
        raise CaseUnknown(stream)
    return found


def _contents(viewer: Viewer, customer: UUID, stream: UUID, safe: Safe) -> list[Content]:
    """What this viewer may read, and what is purged."""
    opened, shown = opener(safe), []
    for id_, commitment, salt, text, sealed, day in _all(_CONTENTS, stream, customer, viewer.is_staff):
        payload = text.encode() if text is not None else None
        if sealed is not None:
            payload = opened(customer, stream, id_, day, sealed)
        if payload is not None or sealed is None:
            shown.append(Content(commitment, None if payload is None else salt, payload))
    return shown


def _withheld(links: Iterable[Link], shown: Iterable[Content]) -> tuple[bytes, ...]:
    there = {content.commitment for content in shown}
    return tuple(commitment for commitment in committed(links) if commitment not in there)


def _row(statement: str, *values: Any) -> tuple[Any, ...] | None:
    return next(iter(_all(statement, *values)), None)


def _all(statement: str, *values: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        found: list[tuple[Any, ...]] = cursor.fetchall()
        return found
