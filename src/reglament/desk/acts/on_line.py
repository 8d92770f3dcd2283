"""Who may change the records of a line: staff who work on it, and the desk's own processes."""

from typing import Protocol, TypeVar

from reglament.desk.record.viewer import SYSTEM, Viewer


class OfLine(Protocol):
    """A row that belongs to a line."""

    @property
    def line_id(self) -> int: ...


Row = TypeVar("Row", bound=OfLine)


class NotThere(LookupError):  # noqa: N818 - named for what happened
    """There is no such record, or it is not this viewer's to change: nobody is told which."""


def demand_line(*, viewer: Viewer, line: int) -> None:
    """Go on only for staff of the line. Raises NotThere."""
    if not (viewer == SYSTEM or line in viewer.lines):
        raise NotThere(f"line {line}")


def demand_row(row: Row | None, *, viewer: Viewer, what: str) -> Row:
    """Give the row if it was found and is of a line the viewer works on. Raises NotThere, with `what` was looked for."""
    if row is None or not (viewer == SYSTEM or row.line_id in viewer.lines):
        raise NotThere(what)
    return row
