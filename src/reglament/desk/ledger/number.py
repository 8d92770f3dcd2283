"""Case numbers: taken in order of arrival under one lock a line, never given twice; a number may stay unused."""

from django.db import connection


def take_number(line: int) -> str:
    """Take the line's next number, `PREFIX-N`. Others on the line wait until this transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(
            "update number set last = last + 1 from line where number.line_id = line.id and line.id = %s"
            " returning line.prefix, number.last",
            (line,),
        )
        prefix, last = cursor.fetchone()
        return f"{prefix}-{last}"
