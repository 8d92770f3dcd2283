"""A process that serves the pages of a test's books, as the desk's own do: COMMAND with home, database, socket and moment."""

import sys
from pathlib import Path

from reglament.config.almanac import load_almanac
from reglament.config.listening import inherited
from reglament.config.serve import Server
from reglament.config.supervise.stopping import sleeper
from reglament.config.verbs.serve import ROLE, go_round
from reglament.config.wsgi import application_of
from reglament.desk.clock.virtual import VirtualWorld
from reglament.desk.record.desk import open_desk
from tests.books import connect

COMMAND = (sys.executable, "-c", "import tests.books; from tests.web.serving import main; main()")


def main() -> None:
    home, name, number, at = sys.argv[1:]
    connect(Path(home), ROLE, name)
    desk = open_desk(VirtualWorld(int(at)), load_almanac())
    with sleeper() as asleep:
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        go_round(Server(application_of(desk), inherited(int(number))), asleep, "serve", desk.world)
