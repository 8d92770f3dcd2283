"""Connecting this process to the database of its home, as one role; and Django made ready for it, once."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import django
from django.db import connection

from reglament.cli.trouble import Trouble
from reglament.config.home import Home
from reglament.config.postgres import DatabaseTrouble, address, is_initialised, start, stop
from reglament.config.postgres.lock import Tell
from reglament.config.postgres.real_server import prepare
from reglament.config.settings import database
from reglament.config.supervise.place import is_attended
from reglament.desk.content.kek_file import KekFileRefused
from reglament.desk.ledger.log_keys import LogKeyRefused


def real_server() -> str | None:
    """The address of a server that is not ours, if DATABASE_URL names one."""
    return os.environ.get("DATABASE_URL") or None


def connect_as(home: Home, role: str) -> None:
    """From now on this process talks to the database as this role."""
    connection.close()
    connection.settings_dict.update(database(address(home.folder, role, database_url=real_server()).url))


def has_database(home: Home) -> bool:
    """Whether a database was made here, or another server is named."""
    return real_server() is not None or is_initialised(home.folder)


def start_database(home: Home, tell: Tell) -> bool:
    """Have the database ready; True if this call has started it."""
    server = real_server()
    if server is None:
        return start(home.folder, tell=tell)
    prepare(server, home=home.folder)
    return False


@contextmanager
def database_running(home: Home, tell: Tell) -> Iterator[None]:
    """The database runs inside the block; at its end it is stopped if the block had to start it and no desk runs on it."""
    if not has_database(home):
        raise Trouble("no database", path=home.folder)
    started = start_database(home, tell)
    try:
        yield
    finally:
        connection.close()
        if started and not is_attended(home):
            stop(home.folder)


@contextmanager
def in_words() -> Iterator[None]:
    """What the database or a folder of keys refuses inside the block is told as a sentence of the command line."""
    try:
        yield
    except DatabaseTrouble as trouble:
        raise Trouble("database", trouble=trouble) from None
    except (KekFileRefused, LogKeyRefused) as refused:
        raise Trouble("keys", reason=refused) from None
    except (django.db.OperationalError, django.db.InterfaceError) as trouble:
        raise Trouble("database silent", reason=str(trouble).strip()) from None
