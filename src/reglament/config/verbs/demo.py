"""`demo`: the town moves into a home that is there; a move that was cut short is finished."""

from reglament.cli.outside import Tell
from reglament.config.connecting import database_running
from reglament.config.demo_people import have_people
from reglament.config.home import Home
from reglament.config.migrating import migrate
from reglament.config.town import is_empty, move_in
from reglament.config.walled import connect_walled
from reglament.config.working import ROLE

BEGUN = "town.begun"


def demo(home: Home, tell: Tell) -> int:
    """Have the whole town; give the number of its customers."""
    with database_running(home, tell):
        migrate(home)
        connect_walled(home, ROLE)
        return have_town(home)


def begin_with_town(home: Home, tell: Tell) -> None:
    """Let the town move into empty books, or go on with a move that was cut short."""
    if is_empty() or (home.run / BEGUN).exists():
        tell(f"the demo town has moved in: {have_town(home)} customers")


def have_town(home: Home) -> int:
    begun = home.run / BEGUN
    begun.touch()
    number = move_in()
    have_people(home)
    begun.unlink()
    return number
