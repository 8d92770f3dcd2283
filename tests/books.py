"""Fixtures of every floor that needs books: one scratch server with a migrated database for a run; every test finds it empty."""

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "reglament.config.settings")
os.environ.setdefault("REGLAMENT_SECRET_KEY", "tests only")

import django

django.setup()

import psycopg
import pytest
from django.core.management import call_command
from django.db import connection
from psycopg import sql

from reglament.config.almanac import load_almanac
from reglament.config.postgres.address import address
from reglament.config.postgres.scratch import scratch
from reglament.config.settings import database
from reglament.core.hours.almanac import Almanac
from reglament.desk.clock.virtual import VirtualWorld
from reglament.desk.record.desk import Desk, open_desk
from tests.another_server import named, served_by

AsRole = Callable[[str], AbstractContextManager[None]]
TEMPLATE = "reglament"
MONDAY = 1_795_410_000  # Monday 23 November 2026, 08:00 in Moscow


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A server with one migrated database, from which every test gets a copy."""
    home = tmp_path_factory.mktemp("server home")
    another = named()
    with scratch(home) if another is None else served_by(another, home):
        connect(home, "reglament_owner", TEMPLATE)
        call_command("migrate", verbosity=0)
        connection.close()
        yield home


def connect(home: Path, role: str, name: str) -> None:
    """Point this process at a database, as a role."""
    connection.close()
    connection.settings_dict.update(database(address(home, role, dbname=name).url))


@pytest.fixture(scope="session")
def owner(server: Path) -> Iterator[psycopg.Connection]:
    """The owner of the tables, on the migrated database."""
    with psycopg.connect(address(server, "reglament_owner", dbname=TEMPLATE).dsn, autocommit=True) as opened:
        yield opened


@pytest.fixture
def database_name(server: Path, owner: psycopg.Connection) -> Iterator[str]:
    """An empty database; this process is connected to it as the worker."""
    empty(owner)
    connect(server, "desk_worker", TEMPLATE)
    yield TEMPLATE
    connection.close()


def empty(owner: psycopg.Connection) -> None:
    """Leave no row in any table but those of migrations: tenths of the time of a database of its own (measured)."""
    kept = ("django_migrations", "django_content_type")
    rows = owner.execute(
        "select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace"
        " and pg_relation_size(oid) > 0 and relname <> all(%s)",
        (list(kept),),
    )
    names = sql.SQL(", ").join(sql.Identifier(name) for (name,) in rows)
    if names.as_string(owner):
        owner.execute(sql.SQL("truncate {} cascade").format(names))


@pytest.fixture(scope="session")
def almanac() -> Almanac:
    return load_almanac()


@pytest.fixture
def world() -> VirtualWorld:
    return VirtualWorld(MONDAY)


@pytest.fixture
def desk(database_name: str, almanac: Almanac, world: VirtualWorld) -> Desk:  # noqa: ARG001 - it is there when the desk opens
    """A desk on a fresh database, on virtual time."""
    return open_desk(world, almanac)


@pytest.fixture
def as_role(server: Path, database_name: str) -> AsRole:
    """Go on as another database role inside the block."""

    @contextmanager
    def switch(role: str) -> Iterator[None]:
        connect(server, role, database_name)
        try:
            yield
        finally:
            connect(server, "desk_worker", database_name)

    return switch
