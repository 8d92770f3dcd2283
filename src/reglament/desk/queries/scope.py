"""The first wall: every statement of a query says itself whose rows it reads. The policies of the database are the second."""

import re
from uuid import UUID

from reglament.desk.record.viewer import Viewer

# The statuses of cases on which work goes on; written as the indexes of the board have them.
OPEN = "('open', 'held', 'waiting')"
_SEEN = re.compile(r"seen\((\w+)\)")
_CONDITION = r"(\1.line_id = any(%(lines)s::smallint[]) or \1.customer_id = any(%(customers)s::uuid[]))"


def walled(statement: str) -> str:
    """Write out `seen(table)` in a statement: the row belongs to a line or a customer of the viewer, whom `scope` names."""
    made, walls = _SEEN.subn(_CONDITION, statement)
    if not walls:
        raise ValueError("a statement that reads rows of customers says for whom: seen(table)")
    return made


def scope(viewer: Viewer) -> dict[str, list[int] | list[UUID]]:
    """The parameters of a walled statement. The desk's own processes are no viewers: they name the lines they look at."""
    return {"lines": list(viewer.lines), "customers": list(viewer.customers)}
