"""Who looks at a filled town, and at what; and how long the server takes over a statement for him."""

# ruff: noqa: INP001 - beside a bench that is run by its path

from collections.abc import Mapping, Sequence
from random import Random
from typing import Any
from uuid import UUID

import psycopg
from django.db import connection

from reglament.desk.queries.cursor import Cursor
from reglament.desk.record.transaction import seen_by
from reglament.desk.record.viewer import SYSTEM, Viewer


class Known:
    """Who looks, and at what: staff of all lines and of one, customers' people, long cases, rows of the queue to begin behind."""

    def __init__(self, at: int, chance: Random) -> None:
        self.at, self.chance = at, chance
        with seen_by(SYSTEM):
            lines = [line for (line,) in ask("select id from line order by id")]
            self.engineers = [str(one) for (one,) in ask('select id from "user" where contact_id is null')]
            self.contacts = [one for (one,) in ask("select id from contact order by id limit 200")]
            self.long = [
                one for (one,) in ask('select id from "case" where seq >= 400 order by id limit 200')
            ]
            self.usual = [
                one for (one,) in ask('select id from "case" tablesample system (1) where seq < 40 limit 500')
            ]
            self.usual = self.usual or [
                one for (one,) in ask('select id from "case" where seq < 40 limit 200')
            ]
            self.marks = ask(
                """select rank, due_at, id from "case" tablesample system (1) where status = 'open' limit 500"""
            )
        self.marks = self.marks or [(0, None, UUID(int=0))]
        self.everything = [Viewer(one, lines=tuple(lines)) for one in self.engineers]
        self.of_a_line = [
            Viewer(one, lines=(lines[place % len(lines)],)) for place, one in enumerate(self.engineers)
        ]

    def cursor(self) -> Cursor:
        rank, due, case = self.chance.choice(self.marks)
        return Cursor((rank, due), case)


def ask(asked: str, values: Sequence[int] = ()) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(asked, values)
        found: list[tuple[Any, ...]] = cursor.fetchall()
        return found


def served(viewer: Viewer, asked: str, values: Mapping[str, object]) -> float:
    """Milliseconds the server took to carry a statement out; the clock is read at its ends only, not at every step of it."""
    with seen_by(viewer):
        connection.ensure_connection()
        with psycopg.ClientCursor(connection.connection) as cursor:
            cursor.execute(f"explain (analyze, timing off, format json) {asked}".encode(), values)
            ((plan,),) = cursor.fetchall()
            return float(plan[0]["Execution Time"])
