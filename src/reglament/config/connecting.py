"""Connecting this process to the database of its home, as one role; and Django made ready for it, once."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

import django
from django.db import connection

from reglament.cli.trouble import Trouble
from reglament.config.home import Home
from reglament.config.postgres import DatabaseTrouble, address, is_initialised
from reglament.config.postgres.lock import Tell
from reglament.config.postgres.real_server import prepare
from reglament.config.postgres.roles import IN_A_HURRY, SHORT_OF_BREATH
from reglament.config.settings import database
from reglament.config.sharing import sharing
from reglament.desk.content.kek_file import KekFileRefused
from reglament.desk.ledger.log_keys import LogKeyRefused

DAMAGED = frozenset({"XX001", "XX002"})  # a page, an index


def real_server() -> str | None:
    """The address of a server that is not ours, if DATABASE_URL names one."""
    return os.environ.get("DATABASE_URL") or None


def connect_as(home: Home, role: str) -> None:
    """From now on this process talks to the database as this role, with patience for no statement and lock that lasts.

    The embedded server's roles are made impatient; what another server's keeper lets its roles be, nobody knows.
    """
    server = real_server()
    limits = SHORT_OF_BREATH if server is not None and role in IN_A_HURRY else {}
    connection.close()
    connection.settings_dict.update(database(address(home.folder, role, database_url=server).url, limits))


def has_database(home: Home) -> bool:
    """Whether a database was made here, or another server is named."""
    return real_server() is not None or is_initialised(home.folder)


@contextmanager
def database_running(home: Home, tell: Tell) -> Iterator[None]:
    """The database answers inside the block; at its end an embedded one is stopped if nobody else uses it."""
    if not has_database(home):
        raise Trouble("no database", path=home.folder)
    server = real_server()
    if server is not None:
        prepare(server, home=home.folder)
    with nullcontext() if server is not None else sharing(home, tell):
        try:
            yield
        finally:
            connection.close()


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
    except django.db.InternalError as trouble:
        if getattr(trouble.__cause__, "sqlstate", None) not in DAMAGED:
            raise
        raise Trouble("database damaged", reason=str(trouble).strip()) from None
