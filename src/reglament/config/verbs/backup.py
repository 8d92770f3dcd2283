"""`backup`: the embedded database and what lies beside it, copied while the desk runs."""

from pathlib import Path

from reglament.cli.kept import Kept
from reglament.cli.outside import Tell
from reglament.cli.trouble import Trouble
from reglament.config.connecting import database_running, real_server
from reglament.config.home import Home
from reglament.config.keeping_copies.take import copy_keys, take

KEYS = "keys"


def backup(home: Home, tell: Tell, folder: Path, *, with_keys: bool) -> Kept:
    """Copy the home into a folder that is not there yet; keys beside it, if they are wanted."""
    if real_server() is not None:
        raise Trouble("backup of another server")
    with database_running(home, tell):
        copy = take(home, folder)
    beside = folder.with_name(KEYS)
    keys = (beside, copy_keys(home, beside)) if with_keys else None
    sizes = list(copy.sizes())
    return Kept(folder, len(sizes), sum(sizes), home.keys, keys)
