"""Connecting as a role that works with customers' rows: nothing begins while the wall between customers is down."""

from reglament.cli.trouble import Trouble
from reglament.config.connecting import connect_as
from reglament.config.home import Home
from reglament.desk.queries.walls_stand import WallsDown, check_walls


def connect_walled(home: Home, role: str) -> None:
    """From now on this process talks to the database as this role.

    Raises Trouble that names every hole in the wall, and where a restored home is not ready to run.
    """
    if home.restored.exists():
        raise Trouble("restore unfinished", keys=home.keys, mark=home.restored)
    connect_as(home, role)
    try:
        check_walls()
    except WallsDown as down:
        holes = "".join(f"\n  {breach.what}. {breach.remedy}." for breach in down.breaches)
        raise Trouble("walls", reason=holes) from None
