"""The switch that stops sending: everything, or only what no person wrote. A row in the books, so that it outlives every process."""

from typing import Literal

from django.db import connection

What = Literal["everything", "automatic"]

_HOLD = "insert into hold(what, at, by, why) values (%s, %s, %s, %s) on conflict (what) do nothing"


def hold_sending(what: What, *, at: int, by: str, why: str) -> None:
    """Stop sending from now on; what is being sent at this moment still goes out."""
    with connection.cursor() as cursor:
        cursor.execute(_HOLD, (what, at, by, why))


def release_sending(what: What) -> None:
    """Let letters go out again, in the order they were queued."""
    with connection.cursor() as cursor:
        cursor.execute("delete from hold where what = %s", (what,))
