"""What is wrong with the desk itself: said once, kept while it lasts, shown by `doctor` and the board, told to staff."""

from dataclasses import dataclass

from django.db import connection

from reglament.desk.record.transaction import seen_by
from reglament.desk.record.viewer import SYSTEM

_SAY = """insert into trouble(key, kind, since_at, detail) values (%s, %s, %s, %s)
on conflict (key) do update set detail = excluded.detail"""


@dataclass(frozen=True, slots=True)
class Trouble:
    """`since_at`: UTC seconds."""

    key: str
    kind: str
    since_at: int
    detail: str


def has_trouble(*, key: str, kind: str, detail: str, at: int) -> None:
    """Say in the open transaction that something is wrong; what is said already stays as it began."""
    with connection.cursor() as cursor:
        cursor.execute(_SAY, (key, kind, at, detail))


def trouble_is_over(*, key: str) -> None:
    """Say in the open transaction that it is over."""
    with connection.cursor() as cursor:
        cursor.execute("delete from trouble where key = %s", (key,))


def troubles() -> tuple[Trouble, ...]:
    """Give all that is wrong now, the oldest first."""
    with seen_by(SYSTEM), connection.cursor() as cursor:
        cursor.execute("select key, kind, since_at, detail from trouble order by since_at, key")
        return tuple(Trouble(*row) for row in cursor.fetchall())
