"""What evidence costs in the database: the queue for the log on an append, sealing what waits, and verifying all books."""

# ruff: noqa: T201, INP001 - a bench prints, and is run by its path

import argparse
import os
import statistics
import sys
import time
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "reglament.config.settings")
os.environ.setdefault("REGLAMENT_SECRET_KEY", "a bench only")

import django  # noqa: E402 - after the path is set

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from reglament.config.almanac import load_almanac  # noqa: E402
from reglament.config.postgres.scratch import scratch  # noqa: E402
from reglament.desk.acts.seal import seal_turn  # noqa: E402
from reglament.desk.clock.virtual import VirtualWorld  # noqa: E402
from reglament.desk.ledger import append as ledger  # noqa: E402
from reglament.desk.record.desk import open_desk  # noqa: E402
from tests.books import MONDAY, TEMPLATE, connect  # noqa: E402
from tests.desk.sealed import SealedBooks, sealed_books  # noqa: E402

EVENTS_OF_A_CASE = 20
APPENDS = 400
ROUNDS = 5
_QUEUED = "insert into unsealed(customer_id, stream_id, first, last) values (%s, %s, %s, %s)"
_IDLE = "select %s::uuid, %s::uuid, %s::int, %s::int"  # nobody asks for it, so it is never run


def server_seconds() -> float:
    """CPU seconds of the process of the server that serves this connection."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_backend_pid()")
        fields = Path(f"/proc/{cursor.fetchone()[0]}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / 100


def appends(books: SealedBooks) -> float:
    """Microseconds of CPU, here and in the server, of an append of two events in a transaction of its own."""
    streams = [books.open().id for _ in range(20)]
    since, server = time.process_time(), server_seconds()
    for at in range(APPENDS):
        books.add(streams[at % 20], 2)
    return (time.process_time() - since + server_seconds() - server) / APPENDS * 1e6


def cost_of_the_queue(books: SealedBooks) -> None:
    """With the queue and without, in turns, so that a busy machine is as unkind to the one as to the other."""
    whole, plain = ledger._APPEND, ledger._APPEND.replace(_QUEUED, _IDLE)  # noqa: SLF001 - what it would be without
    spent: dict[str, list[float]] = {"with": [], "without": []}
    for _ in range(ROUNDS):
        for name, statement in (("without", plain), ("with", whole)):
            ledger._APPEND = statement  # noqa: SLF001 - the same
            spent[name].append(appends(books))
    for name, many in spent.items():
        print(
            f"append {name} the queue: {statistics.median(many):.0f} µs CPU ({min(many):.0f} to {max(many):.0f})"
        )


def fill(books: SealedBooks, events: int) -> None:
    """Cases of twenty events with three texts each."""
    for _ in range(events // EVENTS_OF_A_CASE):
        books.add(books.open().id, EVENTS_OF_A_CASE, texts=3)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=100_000)
    told = parser.parse_args()
    with TemporaryDirectory() as folder, scratch(Path(folder)):
        connect(Path(folder), "reglament_owner", TEMPLATE)
        call_command("migrate", verbosity=0)
        connect(Path(folder), "desk_worker", TEMPLATE)
        keys = Path(folder) / "keys"
        books = sealed_books(open_desk(VirtualWorld(MONDAY), load_almanac()), keys)
        books.random = Random(1)  # noqa: S311 - a seed
        fill(books, told.events)
        since, server = time.process_time(), server_seconds()
        sealed = 0
        while count := seal_turn(desk=books.desk, signer=books.signer, at_once=True):
            sealed += count
        print(
            f"sealed {sealed:,}: {time.process_time() - since:.2f} s CPU here, {server_seconds() - server:.2f} s in the server"
        )
        connect(Path(folder), "desk_audit", TEMPLATE)
        since, server, wall = time.process_time(), server_seconds(), time.perf_counter()
        found = books.audit()
        print(
            f"verified {found.events:,} events, {found.contents:,} texts, holds: {found.holds}:"
            f" {time.process_time() - since:.2f} s CPU here, {server_seconds() - server:.2f} s in the server,"
            f" {time.perf_counter() - wall:.1f} s"
        )
        connect(Path(folder), "desk_worker", TEMPLATE)
        cost_of_the_queue(books)
        connection.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
