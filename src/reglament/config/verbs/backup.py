"""`backup`: the embedded database and what lies beside it, copied while the desk runs."""

from pathlib import Path

from reglament.cli.kept import Kept
from reglament.cli.outside import Tell
from reglament.cli.trouble import Trouble
from reglament.config.connecting import database_running, real_server
from reglament.config.home import Home
from reglament.config.keeping_copies.advance import first_segment
from reglament.config.keeping_copies.tail import NAMED_BY, Tail, tail_of, tails
from reglament.config.keeping_copies.take import copy_keys, take
from reglament.config.postgres.identity import checked_identity
from reglament.config.postgres.layout import layout_of

KEYS = "keys"


def backup(home: Home, tell: Tell, folder: Path, *, with_keys: bool, trim: bool) -> Kept:
    """Copy the home into a folder that is not there yet; keys beside it, if they are wanted. `trim`: the tail too."""
    if real_server() is not None:
        raise Trouble("backup of another server")
    tail = _tail(home) if trim else None
    with database_running(home, tell):
        copy = take(home, folder)
    trimmed = tail.trim(before=first_segment(copy)) if tail is not None else None
    beside = folder.with_name(KEYS)
    keys = (beside, copy_keys(home, beside)) if with_keys else None
    sizes = list(copy.sizes())
    return Kept(folder, len(sizes), sum(sizes), home.keys, keys, trimmed)


def _tail(home: Home) -> Tail:
    folder = tails()
    if folder is None:
        raise Trouble("tail unnamed", variable=NAMED_BY)
    return tail_of(folder, checked_identity(layout_of(home.folder)))
