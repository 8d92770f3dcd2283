"""What the books of a trial hold, asked for as the desk's own processes may."""

from typing import Any

from django.db import connection

from reglament.desk.record.transaction import seen_by
from reglament.desk.record.viewer import SYSTEM


def rows(statement: str, *values: str | int) -> list[tuple[Any, ...]]:
    with seen_by(SYSTEM), connection.cursor() as cursor:
        cursor.execute(statement, values)
        found: list[tuple[Any, ...]] = cursor.fetchall()
        return found
