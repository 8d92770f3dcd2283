"""Putting a copy back: checked, copied beside the place of a new home, then renamed into it."""

import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

from reglament.cli.trouble import Trouble
from reglament.config.home import Home
from reglament.config.keeping_copies.copy import Copy
from reglament.config.postgres.account import account_for_new
from reglament.config.postgres.identity import read_identity, write_identity
from reglament.config.postgres.layout import layout_of
from reglament.config.postgres.passwords import sync_folder


def put_back(copy: Copy, into: Path, keys: Path | None, lead_on: Callable[[Home], None]) -> Home:
    """Make a home from a copy. Raises Trouble where the copy is not whole, or the place is taken; then nothing is made.

    `lead_on` may change what was copied before it has its name. The home is marked as one that is not ready to run.
    """
    _refuse_taken(into)
    try:
        damaged = list(copy.faults())
    except (OSError, ValueError, KeyError):
        raise Trouble("backup missing", path=copy.folder) from None
    if damaged:
        raise Trouble("backup damaged", path=copy.folder, files=", ".join(damaged[:10]))
    making = into.with_name(f".{into.name}.making")
    try:
        shutil.rmtree(making, ignore_errors=True)
        making.mkdir(mode=0o700, parents=True)
        _fill(Home(making), copy, keys)
        lead_on(Home(making))
        os.sync()
        making.rename(into)
        sync_folder(into.parent)
    except OSError as trouble:
        raise Trouble("unwritable", path=into, reason=trouble) from None
    finally:
        shutil.rmtree(making, ignore_errors=True)
    home = Home(into)
    home.make()
    return home


def _refuse_taken(into: Path) -> None:
    if into.exists() and (not into.is_dir() or any(into.iterdir())):
        raise Trouble("restore taken", path=into)


def _fill(home: Home, copy: Copy, keys: Path | None) -> None:
    layout = layout_of(home.folder)
    account = account_for_new(home.folder)
    shutil.copytree(copy.data, layout.data)
    shutil.copytree(copy.secrets, layout.secrets)
    # Another life of the same database: what is kept of it from now on is not taken for what was kept of the first.
    write_identity(layout, made_at=int(time.time()), scratch=read_identity(copy).scratch)
    layout.folder.chmod(0o700)
    account.owns(layout.folder, *layout.folder.rglob("*"))
    for source, target in ((copy.files, home.files), (copy.witness, home.witness)):
        if source.exists():
            shutil.copytree(source, target)
    if keys is not None:
        shutil.copytree(keys, home.keys)
    home.log_keys.mkdir(mode=0o700, parents=True, exist_ok=True)
    shutil.copy2(copy.published, home.log_keys)
    home.restored.touch()
