"""Rows for several tables written by one statement: each part stands beside the table it writes and reads one document."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import Final, NamedTuple

import orjson
from django.db import connection

Row = Mapping[str, object]
_DOCUMENT = "with given as (select %s::jsonb as doc)"
_ROWS = "(select doc->'{}' from given)"
_COUNT = "(select count(*) from {})"


class Part(NamedTuple):
    """`name`: of its rows in the document, and of the expression that gives a row for each it wrote. `sql`: that expression and
    those it needs, which read the rows as `jsonb_to_recordset({rows})`.
    """

    name: str
    sql: str


class Sheet:
    """Filled while a transaction decides and written at its end: one round trip and one plan instead of one for each table."""

    def __init__(self) -> None:
        self._rows: Final[dict[Part, list[Row]]] = {}
        self._expected: Final[dict[Part, Exception]] = {}

    def add(self, part: Part, *rows: Row, otherwise: Exception | None = None) -> None:
        """Add rows for a part. `otherwise` is raised at the end unless the part touched as many rows as it was given."""
        if rows:
            self._rows.setdefault(part, []).extend(rows)
            if otherwise is not None:
                self._expected[part] = otherwise

    def count(self, part: Part) -> int:
        """Give how many rows of a part are on the sheet."""
        return len(self._rows.get(part, ()))

    def write(self) -> None:
        """Write everything; afterwards the sheet is empty. Raises what was asked for where rows were not there to be changed."""
        if not self._rows:
            return
        document = orjson.dumps({part.name: rows for part, rows in self._rows.items()}).decode()
        expected = tuple(self._expected)
        with connection.cursor() as cursor:
            cursor.execute(_statement(tuple(self._rows), expected), (document,))
            touched = cursor.fetchone()
        rows, otherwise = dict(self._rows), dict(self._expected)
        self._rows.clear()
        self._expected.clear()
        for part, count in zip(expected, touched, strict=False):
            if count != len(rows[part]):
                raise otherwise[part]


@contextmanager
def on_sheet(sheet: Sheet | None) -> Iterator[Sheet]:
    """Give the sheet to be filled; where there is none, one that is written at once."""
    if sheet is not None:
        yield sheet
        return
    own = Sheet()
    yield own
    own.write()


@cache
def _statement(parts: tuple[Part, ...], counted: tuple[Part, ...]) -> str:
    """The parts that have rows, in one statement. None of them sees what another writes."""
    # Put together of constants of ours alone.
    written = ",\n".join(part.sql.replace("{rows}", _ROWS.format(part.name)) for part in parts)
    counts = ", ".join(_COUNT.format(part.name) for part in counted) or "null"
    return f"{_DOCUMENT},\n{written}\nselect {counts}"
