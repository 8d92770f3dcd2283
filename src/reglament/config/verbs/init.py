"""`init`: a home made by itself: its keys, its database, every table. Nobody is served there yet."""

from pathlib import Path

from reglament.cli.outside import Tell
from reglament.cli.trouble import Trouble
from reglament.config.connecting import has_database, real_server, start_database
from reglament.config.home import Home
from reglament.config.migrating import migrate
from reglament.config.postgres import init as make_database
from reglament.config.postgres import stop
from reglament.config.supervise.place import is_attended
from reglament.desk.clock.world import Machine
from reglament.desk.content.disk_files import DiskFiles
from reglament.desk.content.kek_file import create_kek
from reglament.desk.ledger.log_keys import make_log_key


def make(home: Home, tell: Tell) -> None:
    """Have the home with a database that runs and has every table; what is there already is kept. The database is left running."""
    home.make()
    if not has_database(home):
        make_database(home.folder, tell=tell)
    start_database(home, tell)
    if (number := migrate(home)) > 0:
        tell(f"tables brought up to date: {number} steps")
    _make_keys(home)


def _make_keys(home: Home) -> None:
    """Keys that lie outside the database; those that are there stay, for what was sealed or signed hangs on them."""
    world = Machine()
    make_log_key(folder=home.log_keys, world=world)
    if not any(home.content_keys.glob("kek-*")):
        create_kek(folder=home.content_keys, files=DiskFiles(), world=world)


def init(home: Home, tell: Tell) -> Path:
    """Make a home; give its folder. Raises Trouble where there is one already."""
    if real_server() is None and has_database(home):
        raise Trouble("home made", path=home.folder)
    try:
        make(home, tell)
    finally:
        if real_server() is None and has_database(home) and not is_attended(home):
            stop(home.folder)
    return home.folder
