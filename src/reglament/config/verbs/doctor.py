"""`doctor`: the books and the machine examined: what is late, stuck, unloaded, weak."""

from collections.abc import Iterator, Sequence

from django.db import connection

from reglament.cli.finding import Finding
from reglament.cli.outside import Tell
from reglament.config.almanac import load_almanac
from reglament.config.connecting import connect_as, database_running
from reglament.config.demo_clock import world_of
from reglament.config.examine import (
    of_books,
    of_calendars,
    of_clocks,
    of_disk,
    of_pages,
    of_processes,
    of_tail,
    of_walls,
    of_watch,
)
from reglament.config.home import Home
from reglament.config.keeping_copies.receiver import look
from reglament.config.migrating import pending
from reglament.config.supervise.place import is_attended, read_page
from reglament.config.working import ROLE
from reglament.desk.clock.world import Machine
from reglament.desk.queries.overview import overview
from reglament.desk.queries.walls_stand import Breach, WallsDown, check_walls
from reglament.desk.record.viewer import SYSTEM
from reglament.desk.watch.stuck import stuck_cases
from reglament.desk.watch.trouble import troubles

SERVING = ("desk_web", "desk_worker", "desk_ingest")


def doctor(home: Home, tell: Tell) -> Sequence[Finding]:
    """Examine everything; nothing is changed."""
    with database_running(home, tell):
        connect_as(home, ROLE)
        return tuple(_findings(home))


def _findings(home: Home) -> Iterator[Finding]:
    home.read_secret_key()
    yield from of_disk(home.folder)
    now = world_of(home).now()
    yield from of_calendars(load_almanac(), at=now)
    if lacking := pending():
        yield Finding("migrations pending", {"n": len(lacking)})
        return  # the books cannot be read as this program means them
    with connection.cursor() as cursor:
        cursor.execute("select floor(extract(epoch from clock_timestamp()))::bigint")
        (there,) = cursor.fetchone()
    yield from of_clocks(here=Machine().now(), database=there)
    yield from of_pages(_failed_pages())
    yield from of_tail(look())
    found = overview(viewer=SYSTEM, at=now)
    yield from of_books(found)
    yield from of_processes(found.pulses, expected=_expected(home), at=now)
    yield from of_watch(stuck_cases(), troubles())
    yield from of_walls(_breaches(home))


def _failed_pages() -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "select coalesce(checksum_failures, 0) from pg_stat_database where datname = current_database()"
        )
        (found,) = cursor.fetchone()
        return int(found)


def _breaches(home: Home) -> list[Breach]:
    """What is wrong with the wall as each role meets it, each thing once."""
    found: dict[str, Breach] = {}
    for role in SERVING:
        connect_as(home, role)
        try:
            check_walls()
        except WallsDown as down:
            found.update({breach.what: breach for breach in down.breaches})
    return list(found.values())


def _expected(home: Home) -> tuple[str, ...]:
    """The processes a supervisor says it keeps alive; nobody is expected where there is none."""
    return tuple(child["name"] for child in read_page(home).get("children", ())) if is_attended(home) else ()
