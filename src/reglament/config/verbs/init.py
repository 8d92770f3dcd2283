"""`init`: a home made by itself: its keys, its database, every table. Nobody is served there yet."""

from pathlib import Path

from reglament.cli.outside import Tell
from reglament.cli.trouble import Trouble
from reglament.config.connecting import database_running, has_database, real_server
from reglament.config.home import Home
from reglament.config.migrating import migrate
from reglament.config.postgres import init as make_database
from reglament.desk.clock.world import Machine
from reglament.desk.content.disk_files import DiskFiles
from reglament.desk.content.kek_file import create_kek
from reglament.desk.ledger.log_keys import make_log_key


def make(home: Home, tell: Tell) -> None:
    """Have the home and a database in it, without a table; what is there already is kept."""
    home.make()
    if not has_database(home):
        make_database(home.folder, tell=tell)


def bring_up_to_date(home: Home, tell: Tell) -> None:
    """Have every table and key this program needs; the database runs meanwhile."""
    if (number := migrate(home)) > 0:
        tell(f"tables brought up to date, steps: {number}")
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
    make(home, tell)
    with database_running(home, tell):
        bring_up_to_date(home, tell)
    return home.folder
