"""Writing customers in bulk: several processes, each with COPY into its own transaction a customer; search words by their own statement."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from multiprocessing import get_context
from typing import NamedTuple

import psycopg

from reglament.config.filling.copying import Numbered, Rows, like
from reglament.config.filling.pattern import Pattern
from reglament.config.filling.prose import Prose
from reglament.desk.content.words import keep_words

PROCESSES = 2
# Triggers of events, leaves and foreign keys look at each row; here every row is of our own making, and `verify` looks after.
_SESSION = "set session_replication_role = replica; set synchronous_commit = off"
_FRESH = "create temp table fresh (like content including defaults) on commit delete rows"
_KEEP = "insert into content select * from fresh"
_INDEXES = """select i.relname, pg_get_indexdef(i.oid) from pg_index x join pg_class i on i.oid = x.indexrelid
join pg_class t on t.oid = x.indrelid join pg_namespace n on n.oid = t.relnamespace
where n.nspname = 'public' and not x.indisunique and t.relname = any(%s)"""
_MEMORY = "set maintenance_work_mem = '1GB'; set max_parallel_maintenance_workers = 2"


class Order(NamedTuple):
    """A customer to write: like which pattern."""

    pattern: int
    who: Numbered


@dataclass(frozen=True, slots=True)
class Press:
    """What every process works with."""

    dsn: str
    patterns: Sequence[Pattern]
    prose: Prose
    seed: int


def write_all(press: Press, orders: Sequence[Order]) -> Iterator[Pattern]:
    """Write all customers; give the pattern of each once it is committed."""
    with get_context("spawn").Pool(PROCESSES, _begin, (press,)) as pool:
        for done in pool.imap_unordered(_write, orders):
            yield press.patterns[done]


def take_indexes_away(superuser: psycopg.Connection, tables: Sequence[str]) -> list[str]:
    """Drop what serves only reading; give the statements that make it anew, each out of everything at once."""
    indexes = superuser.execute(_INDEXES, (list(tables),)).fetchall()
    for name, _ in indexes:
        superuser.execute(f'drop index "{name}"'.encode())
    return [made for _, made in indexes]


def make_indexes(superuser: psycopg.Connection, indexes: Sequence[str]) -> None:
    """Make them; others may read, and seal, meanwhile."""
    superuser.execute(_MEMORY)
    for made in indexes:
        superuser.execute(made.encode())


class _Worker:
    """One process: its connection, and what it works with."""

    press: Press
    connection: psycopg.Connection


def _begin(press: Press) -> None:
    _Worker.press = press
    _Worker.connection = psycopg.connect(press.dsn)
    _Worker.connection.execute(_SESSION)
    _Worker.connection.execute(_FRESH)
    _Worker.connection.commit()


def _write(order: Order) -> int:
    press = _Worker.press
    rows = like(press.patterns[order.pattern], order.who, seed=press.seed, prose=press.prose)
    with _Worker.connection.transaction():
        put(_Worker.connection, rows)
    return order.pattern


def put(connection: psycopg.Connection, rows: Rows) -> None:
    """Write a customer's rows, and the words of its texts."""
    with connection.cursor() as cursor:
        for table, (statement, text) in rows.tables.items():
            into = statement.replace('"content"', "fresh", 1) if table == "content" else statement
            with cursor.copy(into.encode()) as copied:
                copied.write(text)
        cursor.execute(_KEEP)
        cursor.execute(keep_words("fresh").encode())
