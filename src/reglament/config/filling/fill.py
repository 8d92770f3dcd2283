"""Filling a home with a town of so many open cases: lived, copied, counted, sealed; and what that took."""

import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import cycle
from random import Random

import psycopg
from django.db import connection

from reglament.cli.filled import Filled, Wanted
from reglament.cli.outside import Tell
from reglament.config.almanac import load_almanac
from reglament.config.filling.bulk import Order, Press, make_indexes, take_indexes_away, write_all
from reglament.config.filling.cast import Served, gather, hire
from reglament.config.filling.copying import Numbered
from reglament.config.filling.lives import Lives
from reglament.config.filling.pattern import Pattern, read_columns, read_pattern
from reglament.config.filling.plan import DAY, SPAN, Size, plan
from reglament.config.filling.prose import Prose, read_phrases
from reglament.config.home import Home
from reglament.config.postgres import address
from reglament.config.postgres.roles import SUPERUSER
from reglament.desk.acts.seal import open_log_signer, seal_turn
from reglament.desk.clock.virtual import VirtualWorld
from reglament.desk.clock.world import Machine
from reglament.desk.record.desk import Desk, open_desk

SETTLING = 30 * DAY  # before the first case
MOST_OF_A_CUSTOMER, KINDS_SHARE, FEWEST = 200, 100, 5
SHORT_ROUNDS, LONG_FROM = 12, 1000
_QUEUE = "insert into unsealed(customer_id, stream_id, first, last) select customer_id, id, 1, seq from stream where seq > 0"
_LAST = "select line.prefix, number.last from line join number on number.line_id = line.id"
_COUNTED = "update number set last = %s from line where line.id = number.line_id and line.prefix = %s"
_SIZES = """select relname, reltuples::bigint, pg_total_relation_size(oid) from pg_class
where relkind = 'r' and relnamespace = 'public'::regnamespace and reltuples > 0 order by 3 desc"""
_OPEN = """select count(*), count(*) filter (where c.status in ('open', 'held', 'waiting')),
  count(*) filter (where t.state = 'armed') from "case" c left join timer t on t.stream_id = c.id"""


Reached = Callable[[int, int], None]


def fill(home: Home, wanted: Wanted, tell: Tell, reached: Reached) -> Filled:
    """Fill books that are there and empty, this process being connected to them as a worker."""
    at = Machine().now() if wanted.at is None else wanted.at
    made = Filled(at, wanted.seed)
    clock = _Clock(made.seconds, tell)
    prose = Prose(read_phrases())
    with psycopg.connect(address(home.folder, SUPERUSER).dsn, autocommit=True) as superuser:
        world = VirtualWorld(at - SPAN - SETTLING, wanted.seed)
        desk = open_desk(world, load_almanac())
        served = _live(desk, world, Wanted(wanted.cases, wanted.seed, at), prose, reached)
        clock.told("lived")
        columns = read_columns(superuser)
        patterns = [read_pattern(superuser, columns, one.customer) for one in served]
        orders = list(_orders(superuser, patterns, prose, wanted.cases))
        clock.told("read back")
        press = Press(address(home.folder, SUPERUSER).dsn, patterns, prose, wanted.seed)
        indexes = take_indexes_away(superuser, [*patterns[0].tables, "search_row"])
        _write(press, orders, wanted.cases, reached)
        _count(superuser, patterns, orders)
        clock.told("written")
        with ThreadPoolExecutor(1) as beside:
            made_anew = beside.submit(make_indexes, superuser, indexes)
            seal_all(desk, home)
            clock.told("sealed, beside indexes")
            made_anew.result()
        clock.told("indexed after that")
        superuser.execute("vacuum (analyze, parallel 2)")
        clock.told("vacuumed")
        _measure(superuser, made)
    made.customers = len(served) + len(orders)
    return made


def seal_all(desk: Desk, home: Home) -> int:
    """Seal every event that waits for its place in the log."""
    signer = open_log_signer(keys=home.log_keys, witness=home.witness)
    total = 0
    while sealed := seal_turn(desk=desk, signer=signer, at_once=True):
        total += sealed
    return total


@dataclass(slots=True)
class _Clock:
    seconds: dict[str, float]
    tell: Tell
    since: float = field(default_factory=time.monotonic)

    def told(self, part: str) -> None:
        now = time.monotonic()
        self.seconds[part] = round(now - self.since, 1)
        self.tell(f"{part}: {self.seconds[part]} s")
        self.since = now


def _live(desk: Desk, world: VirtualWorld, wanted: Wanted, prose: Prose, reached: Reached) -> list[Served]:
    with connection.cursor() as cursor:
        # Nobody waits for these cases; should the machine stop, the town is begun anew.
        cursor.execute("set synchronous_commit = off")
    served = gather(desk=desk, world=world, prose=prose)
    engineers = hire(world=world, prose=prose)
    chance = Random(wanted.seed)  # noqa: S311 - a town that is made up
    size = size_of(wanted.cases)
    terms = [(one, desk.shelf.terms(one.regulation, one.text, one.zone)) for one in served]
    until = wanted.at or world.now()
    steps = plan(terms, size, until=until, chance=chance)
    lives = Lives(desk, world, served, engineers, prose, chance)
    share = size.cases * len(served)
    lives.live(
        steps, until=until, reached=lambda done, of: reached(share * done // of, max(wanted.cases, share))
    )
    return served


def size_of(cases: int) -> Size:
    """How large each customer is in a town of so many cases."""
    size = max(FEWEST, min(MOST_OF_A_CUSTOMER, cases // KINDS_SHARE))
    return Size(size) if cases >= LONG_FROM else Size(size, rounds=SHORT_ROUNDS)


def _orders(
    superuser: psycopg.Connection, patterns: Sequence[Pattern], prose: Prose, cases: int
) -> Iterator[Order]:
    """Customers one after the other, of each kind in turn, until there are as many open cases as are wanted."""
    prefixes = [line["prefix"] for line in prose.phrases["lines"] for _ in line["customers"]]
    last: dict[str, int] = dict(superuser.execute(_LAST).fetchall())
    there = sum(pattern.still_open for pattern in patterns)
    for number, place in enumerate(cycle(range(len(patterns))), len(patterns)):
        if there >= cases:
            return
        prefix = prefixes[place]
        yield Order(place, Numbered(number, prefix, last[prefix] + 1))
        last[prefix] += _named(patterns[place])
        there += patterns[place].still_open


def _named(pattern: Pattern) -> int:
    return sum(kind == "case" for kind, _ in pattern.names)


def _write(press: Press, orders: Sequence[Order], cases: int, reached: Reached) -> None:
    done = sum(pattern.still_open for pattern in press.patterns)
    for pattern in write_all(press, orders):
        done += pattern.still_open
        reached(min(done, cases), cases)


def _count(superuser: psycopg.Connection, patterns: Sequence[Pattern], orders: Sequence[Order]) -> None:
    """Bring counters of numbers to what was given, and queue for the log what was never queued."""
    last = {order.who.prefix: order.who.first + _named(patterns[order.pattern]) - 1 for order in orders}
    for prefix, number in last.items():
        superuser.execute(_COUNTED, (number, prefix))
    superuser.execute(f"truncate unsealed; {_QUEUE} order by id".encode())


def _measure(superuser: psycopg.Connection, made: Filled) -> None:
    made.tables = {table: (rows, octets) for table, rows, octets in superuser.execute(_SIZES).fetchall()}
    ((made.octets,),) = superuser.execute("select pg_database_size(current_database())").fetchall()
    ((made.cases, made.still_open, made.armed),) = superuser.execute(_OPEN).fetchall()
    ((made.events,),) = superuser.execute("select count(*) from event").fetchall()
