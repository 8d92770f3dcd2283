"""What staff do with a message that was set apart: have it opened again, or leave it be. It stays whole either way."""

from uuid import UUID

from django.db import connection

from reglament.desk.record.transaction import durably
from reglament.desk.record.viewer import Viewer

# The wall of the database shows staff the messages of their lines; this is the same said once more.
_AGAIN = """update inbound set state = 'new', reason = '', due_at = null, lease_until = null, tries = 0
where id = %s and state = 'quarantined' and line_id = any(%s::smallint[])"""
_LEAVE = """update inbound set due_at = null
where id = %s and state = 'quarantined' and line_id = any(%s::smallint[])"""


def open_again(*, viewer: Viewer, inbound: UUID) -> bool:
    """Have it opened anew, with all its tries: what was in its way is gone. False: there is none such for this viewer."""
    return _change(_AGAIN, viewer, inbound)


def leave_be(*, viewer: Viewer, inbound: UUID) -> bool:
    """Say that somebody has looked and nothing is to be done: no deadline stands any more. False: none such for this viewer."""
    return _change(_LEAVE, viewer, inbound)


def _change(statement: str, viewer: Viewer, inbound: UUID) -> bool:
    def work() -> bool:
        with connection.cursor() as cursor:
            cursor.execute(statement, (inbound, list(viewer.lines)))
            return bool(cursor.rowcount)

    return durably(viewer, work)
