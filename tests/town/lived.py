"""One small demo town for a whole run, made the way a home is made."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
from django.db import connection

from reglament.cli.peopled import Peopled
from reglament.config.home import Home
from reglament.config.town_books import have_town
from reglament.config.verbs.init import bring_up_to_date
from reglament.desk.record.transaction import seen_by
from reglament.desk.record.viewer import SYSTEM
from tests.books import TEMPLATE, connect, empty

PRESENT = 1_795_176_000  # Friday 20 November 2026, 15:00 in Moscow
CASES = 30  # each kind of conversation comes at least once


@dataclass(frozen=True, slots=True)
class Lived:
    """A town in its home, with the figures it was told to have."""

    home: Home
    figures: Peopled

    def rows(self, query: str) -> list[tuple[object, ...]]:
        """What a query of the books gives."""
        with seen_by(SYSTEM), connection.cursor() as cursor:
            cursor.execute(query)
            found: list[tuple[object, ...]] = cursor.fetchall()
            return found


@pytest.fixture(scope="session")
def lived(server: Path, owner: psycopg.Connection) -> Iterator[Lived]:
    """The town, always of the same present."""
    empty(owner)
    connect(server, "desk_worker", TEMPLATE)
    home = Home(server)
    home.make()
    bring_up_to_date(home, lambda _: None)
    connect(server, "desk_worker", TEMPLATE)
    figures = have_town(
        home, lambda _: None, present_at=PRESENT, cases=CASES, reached=lambda _done, _total: None
    )
    yield Lived(home, figures)
    connection.close()
