"""`town`: a home of its own, filled; how it was filled is written down beside it."""

import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from reglament.cli.filled import Filled, Wanted
from reglament.cli.outside import Tell
from reglament.cli.trouble import Trouble
from reglament.config.connecting import connect_as, database_running, real_server
from reglament.config.filling.fill import fill
from reglament.config.home import Home
from reglament.config.verbs.init import init
from reglament.config.working import ROLE

RECORD = "town.json"


def town(
    home: Home, tell: Tell, folder: Path | None, wanted: Wanted, reached: Callable[[int, int], None]
) -> Filled:
    """Make the home and fill it. Raises Trouble where there is a desk already, or the database is not the embedded one."""
    if real_server() is not None:
        raise Trouble("town elsewhere made")
    own = home if folder is None else Home(folder.absolute())
    init(own, tell)
    with database_running(own, tell):
        connect_as(own, ROLE)
        made = fill(own, wanted, tell, reached)
    (own.folder / RECORD).write_text(json.dumps(asdict(made), indent=1), encoding="utf-8")
    return made
