"""`serve`: a process that answers with pages, connected as the role whose rows depend on who looks."""

import os
from collections.abc import Callable

from django.db import InterfaceError, OperationalError, connection

from reglament.cli.outside import Tell
from reglament.cli.trouble import Trouble
from reglament.config.connecting import database_running
from reglament.config.home import Home
from reglament.config.listening import inherited, listening, pages_at
from reglament.config.loops import STOPPED, log
from reglament.config.serve import Server
from reglament.config.settings import SECRET_KEY
from reglament.config.supervise.stopping import SUPERVISED, Sleeper, sleeper
from reglament.config.walled import connect_walled
from reglament.config.working import open_working_desk
from reglament.config.wsgi import application_of
from reglament.desk.clock.world import World
from reglament.desk.watch.pulse import beat, ended

SERVE = "serve"
ROLE = "desk_web"
BEAT_EVERY = 5.0


def serve(home: Home, tell: Tell, address: str | None, number: int | None) -> int:
    """Serve on the socket that was inherited under a number, or on one of its own. Raises Trouble where a wall is down."""
    if not SECRET_KEY:
        raise Trouble("no secret", path=home.secret_key)
    name = os.environ.get(SUPERVISED, SERVE)
    with sleeper() as asleep, database_running(home, tell):
        connect_walled(home, ROLE)
        bound = listening(address) if number is None else inherited(number)
        if number is None:
            tell(pages_at(bound))
        desk = open_working_desk(home)
        go_round(Server(application_of(desk), bound), asleep, name, desk.world)
        return STOPPED


def go_round(server: Server, asleep: Sleeper, name: str, world: World) -> None:
    """Serve until told to stop; a database that is away is each page's own affair, and no reason to end."""
    server.start()
    again = 0.0
    try:
        while asleep.sleep(0):
            if (now := world.boot_seconds()) >= again:
                again = now + BEAT_EVERY
                _say(name, lambda: beat(process=name, at=world.now()))
            server.turn()
    finally:
        server.stop()
    _say(name, lambda: ended(process=name))


def _say(name: str, sign: Callable[[], None]) -> None:
    """Give a sign of life, if the database takes it."""
    try:
        sign()
    except (OperationalError, InterfaceError) as trouble:
        log(f"{name}: the database is away: {trouble}")
        connection.close()
