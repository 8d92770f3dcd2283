"""The record that somebody opened something confidential: written in the transaction that opens it, or it is not opened."""

from uuid import UUID

from django.db import connection

from reglament.desk.clock.ids import new_id
from reglament.desk.clock.world import World
from reglament.desk.queries.read import CaseRow
from reglament.desk.record.viewer import Viewer

_OPENED = """insert into opening(id, customer_id, line_id, who, stream, content, at) values (%s, %s, %s, %s, %s, %s, %s)"""


def note_opening(*, world: World, viewer: Viewer, row: CaseRow, content: UUID | None = None) -> None:
    """Write down that the viewer opened a case with all it holds, or one piece of it, now."""
    with connection.cursor() as cursor:
        cursor.execute(
            _OPENED,
            (new_id(world), row.customer, row.line, viewer.who, row.id, content, world.now()),
        )
