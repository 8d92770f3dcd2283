"""One durable transaction of its own for everything that changes books; repeated whole where the database asks for it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from django.db import OperationalError, connection, transaction

from reglament.desk.clock.fail_point import fail_point
from reglament.desk.ledger.stream import Conflict
from reglament.desk.record.viewer import Viewer

Result = TypeVar("Result")
TRIES = 5
# Serialisation failure, deadlock, lock timeout: nothing was written, and a second look may succeed.
AGAIN = frozenset({"40001", "40P01", "55P03"})


class Busy(Exception):  # noqa: N818 - named for what happened
    """Others change the same records at this moment. Nothing was written; try again."""


@contextmanager
def seen_by(viewer: Viewer, *, durable: bool = True) -> Iterator[None]:
    """Open a transaction in which the database shows what the viewer may see. Without one, no row of a customer is shown."""
    with transaction.atomic(durable=durable):
        # Whoever is to be shown nothing is shown nothing already: it is never set for longer than a transaction.
        if viewer.customers or viewer.lines:
            with connection.cursor() as cursor:
                cursor.execute(
                    "select set_config('desk.customers', %s, true), set_config('desk.lines', %s, true)",
                    (_array(viewer.customers), _array(viewer.lines)),
                )
        yield


def durably(viewer: Viewer, work: Callable[[], Result]) -> Result:
    """Do the work in a transaction; if it has to give way to others, do all of it anew. Raises Busy after five times."""
    for _ in range(TRIES):
        try:
            with seen_by(viewer):
                done = work()
                fail_point("record.before commit")
        except Conflict:
            continue
        except OperationalError as trouble:
            if getattr(trouble.__cause__, "sqlstate", None) not in AGAIN:
                raise
        else:
            fail_point("record.after commit")
            return done
    raise Busy("others are changing the same records; nothing was written")


def _array(values: tuple[object, ...]) -> str:
    return "{" + ",".join(map(str, values)) + "}" if values else ""
