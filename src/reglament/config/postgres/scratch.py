"""For tests: a home that never waits for the disk, and a database of one's own in a moment, copied from a prepared one."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql

from reglament.config.postgres.address import address
from reglament.config.postgres.identity import is_initialised
from reglament.config.postgres.initdb import init
from reglament.config.postgres.roles import OWNER, SUPERUSER, close_to_strangers
from reglament.config.postgres.starting import running


@contextmanager
def scratch(home: Path) -> Iterator[None]:
    """A scratch server runs at `home` inside the block; made if it is not there, stopped if the block started it."""
    if not is_initialised(home):
        init(home, scratch=True)
    with running(home):
        yield


def copy_database(home: Path, *, template: str, name: str) -> None:
    """A new database with all that `template` holds, to which nobody may be connected meanwhile."""
    # FILE_COPY takes as long for a database of a test's size (measured) and makes everybody wait for two checkpoints.
    making = sql.SQL("CREATE DATABASE {} TEMPLATE {} OWNER {} STRATEGY WAL_LOG").format(
        sql.Identifier(name), sql.Identifier(template), sql.Identifier(OWNER)
    )
    with _superuser(home) as connection:
        connection.execute(making)
        for statement in close_to_strangers(sql.Identifier(name).as_string(connection)):
            connection.execute(statement.encode())


def drop_database(home: Path, name: str) -> None:
    """Drop it with everybody still connected; nothing happens if there is none."""
    with _superuser(home) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


@contextmanager
def _superuser(home: Path) -> Iterator[psycopg.Connection]:
    with psycopg.connect(address(home, SUPERUSER, dbname="postgres").dsn, autocommit=True) as connection:
        yield connection
