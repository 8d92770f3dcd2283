"""The demo town made whole: the cast moves in and lives up to the present. Cut short, it is begun anew on empty books."""

import fcntl
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection
from psycopg import sql

from reglament.cli.outside import Tell
from reglament.cli.peopled import Peopled
from reglament.cli.trouble import Trouble
from reglament.config.almanac import load_almanac
from reglament.config.connecting import connect_as
from reglament.config.demo_clock import ahead_of, begin_clock, is_demo
from reglament.config.demo_people import have_people
from reglament.config.home import Home
from reglament.config.keeping import destroy_due
from reglament.config.postgres.roles import OWNER
from reglament.config.town import SEED, began_at, is_empty, move_in
from reglament.config.town_life.live import Life
from reglament.config.town_staff import hire
from reglament.config.town_things import happenings, lay_out
from reglament.config.walled import connect_walled
from reglament.config.working import ROLE, safe_of
from reglament.desk.acts.seal import open_log_signer, seal_turn
from reglament.desk.clock.virtual import VirtualWorld
from reglament.desk.clock.world import Machine
from reglament.desk.content.mailbox_key import make_intake_keys
from reglament.desk.record.desk import Desk, open_desk
from reglament.desk.record.transaction import durably, seen_by
from reglament.desk.record.viewer import SYSTEM
from reglament.people.models import Customer

BEGUN, LOCK = "demo-begun", "demo.lock"
FULL = 400  # cases of a town of full size
WEEK = 7
KEPT = ("django_migrations", "django_content_type")
_CASES = """select count(*), count(*) filter (where status in ('open', 'held', 'waiting')), count(*) filter (where breached)
from "case" """
Reached = Callable[[int, int], None]


def wants_town(home: Home) -> bool:
    """Whether the town has still to move in: nobody is served here, or it was cut short."""
    return is_empty() or _begun(home).exists()


def have_town(home: Home, tell: Tell, *, present_at: int | None, cases: int, reached: Reached) -> Peopled:
    """Have the town, this process being connected to a migrated database. Raises Trouble in a home that serves others, and where
    another process makes it at this moment.
    """
    with _alone(home):
        return _have(home, tell, present_at, cases, reached)


def _have(home: Home, tell: Tell, present_at: int | None, cases: int, reached: Reached) -> Peopled:
    begun = _begun(home)
    if begun.exists():
        asked = json.loads(begun.read_text("utf-8"))
        present_at, cases = asked["present_at"], asked["cases"]
        tell("the demo town was cut short; it is begun anew")
        _clear(home)
    elif not is_empty():
        if not is_demo(home):
            raise Trouble("town elsewhere", path=home.folder)
        return figures(at=Machine().now() + ahead_of(home))
    at = Machine().now() if present_at is None else present_at
    begun.write_text(json.dumps({"present_at": present_at, "cases": cases}), encoding="utf-8")
    _make(home, at, cases, reached)
    begin_clock(home, present_at=at, now=at if present_at is None else Machine().now())
    have_people(home)
    begun.unlink()
    return figures(at=at)


def figures(*, at: int) -> Peopled:
    """Count the town."""
    with seen_by(SYSTEM), connection.cursor() as cursor:
        cursor.execute(_CASES)
        cases, opened, breached = cursor.fetchone()
        return Peopled(at, Customer.objects.exclude(kind="nobody").count(), cases, opened, breached)


def _make(home: Home, present_at: int, cases: int, reached: Reached) -> None:
    """No commit of it waits for the disk: whatever is lost with the machine's power is begun anew. The first one after it does."""
    _connect(home, "-c timezone=UTC -c synchronous_commit=off")
    world = VirtualWorld(began_at(present_at), SEED)
    desk = open_desk(world, load_almanac(), safe=safe_of(home))
    people_town(desk, world, present_at=present_at)
    if cases:
        share = cases / FULL
        life = Life(desk, world, present_at, share, SEED, lambda day: _daily(home, desk, day))
        life.live(happenings(desk=desk, present_at=present_at), reached)
    world.at = present_at
    _seal(home, desk)
    connect_walled(home, ROLE)


def people_town(desk: Desk, world: VirtualWorld, *, present_at: int) -> None:
    """The cast alone: customers, staff, things."""
    move_in(desk=desk, present_at=present_at)
    hire(desk=desk, present_at=present_at)
    lay_out(desk=desk, world=world, present_at=present_at)


def _daily(home: Home, desk: Desk, day: int) -> None:
    durably(SYSTEM, lambda: make_intake_keys(safe=desk.safe, world=desk.world))
    if day % WEEK == WEEK - 1:
        destroy_due(home, desk)
        _seal(home, desk)


def _seal(home: Home, desk: Desk) -> None:
    signer = open_log_signer(keys=home.log_keys, witness=home.witness)
    while seal_turn(desk=desk, signer=signer, at_once=True):
        pass


def _connect(home: Home, options: str) -> None:
    connect_as(home, ROLE)
    connection.settings_dict["OPTIONS"]["options"] = options


def _clear(home: Home) -> None:
    """Leave no row of what was begun, and nothing that remembers it."""
    connect_as(home, OWNER)
    with connection.cursor() as cursor:
        cursor.execute(
            "select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace and relname <> all(%s)",
            (list(KEPT),),
        )
        names = sql.SQL(", ").join(sql.Identifier(name) for (name,) in cursor.fetchall())
        cursor.execute(sql.SQL("truncate {} cascade").format(names).as_string(cursor.connection))
    connection.close()
    for remembered in home.witness.iterdir():
        remembered.unlink()
    connect_walled(home, ROLE)


@contextmanager
def _alone(home: Home) -> Iterator[None]:
    """Be the only one to make the town inside the block; the lock dies with the process."""
    with (home.run / LOCK).open("w") as door:
        try:
            fcntl.flock(door, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Trouble("town being made", path=home.folder) from None
        yield


def _begun(home: Home) -> Path:
    return home.folder / BEGUN
