"""A small filled town, made once for the tests of a module, and a desk in it."""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.db import connection

from reglament.cli.filled import Filled, Wanted
from reglament.config.filling.fill import fill
from reglament.config.home import Home
from reglament.config.postgres.address import address
from reglament.config.postgres.roles import SUPERUSER
from reglament.core.hours.almanac import Almanac
from reglament.desk.acts.seal import WITNESS
from reglament.desk.clock.virtual import VirtualWorld
from reglament.desk.clock.world import Machine
from reglament.desk.ledger.log_keys import make_log_key
from reglament.desk.record.desk import Desk, open_desk
from tests.books import MONDAY, TEMPLATE, connect, empty

FRIDAY = MONDAY - 3 * 86_400 + 8 * 3600  # 16:00 in Moscow
CASES = 300


def made(server_home: Path, books: psycopg.Connection, seed: int, cases: int = CASES) -> Filled:
    """Fill the server's database, whatever it held."""
    empty(books)
    home = Home(server_home)
    home.make()
    (home.witness / WITNESS).unlink(missing_ok=True)
    make_log_key(folder=home.log_keys, world=Machine())
    connect(server_home, "desk_worker", TEMPLATE)
    return fill(home, Wanted(cases, seed, FRIDAY), lambda _line: None, lambda _done, _of: None)


@pytest.fixture(scope="module")
def town(server: Path, owner: psycopg.Connection) -> Iterator[Filled]:
    """A town of some three hundred cases; this process is connected to it as the worker."""
    yield made(server, owner, seed=7)
    connection.close()
    empty(owner)


@pytest.fixture
def desk(town: Filled, almanac: Almanac, server: Path) -> Desk:
    """A desk in that town, at the moment it was made for."""
    connect(server, "desk_worker", TEMPLATE)
    return open_desk(VirtualWorld(town.at, 100), almanac)


@pytest.fixture
def superuser(server: Path) -> Iterator[psycopg.Connection]:
    """Somebody who may look at every row, and change it."""
    with psycopg.connect(address(server, SUPERUSER, dbname=TEMPLATE).dsn, autocommit=True) as opened:
        yield opened
