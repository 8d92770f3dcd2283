"""Taking a copy: made beside its place under another name, checked, then renamed, so that what has its name is whole."""

import os
import shutil
from pathlib import Path

from psycopg.conninfo import make_conninfo

from reglament.cli.trouble import Trouble
from reglament.config.home import Home
from reglament.config.keeping_copies.copy import Copy
from reglament.config.postgres import address
from reglament.config.postgres.account import account_of
from reglament.config.postgres.binaries import binary
from reglament.config.postgres.layout import layout_of
from reglament.config.postgres.passwords import sync_folder, write_private
from reglament.config.postgres.roles import BACKUP
from reglament.desk.ledger.log_keys import PUBLISHED


def take(home: Home, folder: Path) -> Copy:
    """Copy a home whose database runs. Raises Trouble and keeps nothing where anything of it fails."""
    making = folder.with_name(f".{folder.name}.making")
    if folder.exists():
        raise Trouble("backup there", path=folder)
    try:
        if making.exists():
            shutil.rmtree(making)
        making.mkdir(mode=0o700, parents=True)
        copy = Copy(making)
        _fill(copy, home)
        copy.write_list()
        if damaged := list(copy.faults()):
            raise Trouble("backup damaged", path=making, files=", ".join(damaged[:10]))
        sync_folder(making)
        making.rename(folder)
        sync_folder(folder.parent)
    except OSError as trouble:
        raise Trouble("backup failed", reason=trouble) from None
    finally:
        shutil.rmtree(making, ignore_errors=True)
    return Copy(folder)


def _fill(copy: Copy, home: Home) -> None:
    """Witness, database, files, in this order: the copied books know every checkpoint the witness names, and every file they
    name was there when they were copied.
    """
    layout = layout_of(home.folder)
    _copy_folder(home.witness, copy.witness)
    _copy_folder(layout.secrets, copy.secrets)
    shutil.copy2(layout.identity, copy.identity)
    shutil.copy2(home.log_keys / PUBLISHED, copy.published)
    _copy_database(copy, home)
    _link_folder(home.files, copy.files)


def _copy_database(copy: Copy, home: Home) -> None:
    account, at = account_of(layout_of(home.folder)), address(home.folder, BACKUP)
    password = copy.folder / "password"
    write_private(password, f"*:*:*:*:{at.password}\n")
    copy.data.mkdir(mode=0o700)
    account.owns(copy.folder, copy.data, password)
    source = make_conninfo(host=at.host, port=at.port, user=at.user, passfile=str(password))
    options = ("--checkpoint=fast", "--wal-method=stream", "--manifest-checksums=SHA256", "--no-password")
    done = account.run([binary("pg_basebackup"), f"--dbname={source}", f"--pgdata={copy.data}", *options])
    password.unlink()
    if done.returncode != 0:
        raise Trouble("backup failed", reason=done.stderr.strip())


def copy_keys(home: Home, beside: Path) -> int:
    """Have in `beside` the keys of the home and no others: those retired since the last copy go with it. Give how many."""
    making = beside.with_name(f".{beside.name}.making")
    try:
        shutil.rmtree(making, ignore_errors=True)
        shutil.copytree(home.keys, making)
        if beside.exists():
            shutil.rmtree(beside)
        making.rename(beside)
    except OSError as trouble:
        raise Trouble("backup failed", reason=trouble) from None
    return sum(1 for path in beside.rglob("*-0*") if path.is_file())


def _copy_folder(source: Path, target: Path) -> None:
    if source.exists():
        shutil.copytree(source, target)


def _link_folder(source: Path, target: Path) -> None:
    """Files are written once under their names, so another name for the same bytes is a copy; on another disk they are copied."""
    if source.exists():
        shutil.copytree(source, target, copy_function=_link, ignore=shutil.ignore_patterns("drafts"))


def _link(source: str, target: str) -> str:
    try:
        os.link(source, target)
    except FileNotFoundError:
        return target  # destroyed by the purge meanwhile, and with it the key or the row that named it
    except OSError:
        return str(shutil.copy2(source, target))
    return target
