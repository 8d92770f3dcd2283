"""A new database: made in a sibling folder, complete with roles, passwords and identity, then renamed into its place."""

import os
import shutil
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path

from reglament.config.postgres.account import account_for_new
from reglament.config.postgres.binaries import binary
from reglament.config.postgres.identity import refuse_to_make_again, write_identity
from reglament.config.postgres.layout import Layout, layout_in_the_making, layout_of
from reglament.config.postgres.lock import Tell, one_command_at_a_time, quiet
from reglament.config.postgres.passwords import make_password, sync_folder
from reglament.config.postgres.roles import DATABASE, ROLES, SUPERUSER, make_database, make_role
from reglament.config.postgres.settings import INITIAL, sync_method
from reglament.config.postgres.trouble import DatabaseTrouble, told_in_words


def init(home: Path, *, scratch: bool = False, tell: Tell = quiet) -> None:
    """Make the database of a home; a scratch one is for tests, and never waits for the disk.

    Raises DatabaseTrouble if there is one already, or anything else in its place. Cut short at any moment, it leaves
    either nothing in place or the whole; what a cut left beside it is thrown away by the next attempt.
    """
    layout, making = layout_of(home), layout_in_the_making(home)
    with told_in_words("making the database", layout.folder):
        layout.folder.parent.mkdir(parents=True, exist_ok=True)
        with one_command_at_a_time(layout, tell) as lock:
            refuse_to_make_again(layout)
            if making.folder.exists():
                shutil.rmtree(making.folder)
            tell(f"making a database at {layout.folder}")
            _build(making, lock, scratch=scratch)
            making.folder.rename(layout.folder)
            sync_folder(layout.folder.parent)


def _build(making: Layout, lock: int, *, scratch: bool) -> None:
    account = account_for_new(making.folder.parent)
    for folder in (making.folder, making.secrets, making.run, making.log):
        folder.mkdir(mode=0o700)
        account.owns(folder)
    make_password(making.secrets, SUPERUSER)
    account.owns(making.secrets / SUPERUSER)
    done = account.run([binary("initdb"), *_options(making, scratch=scratch)], holds=[lock])
    _expect_success("initdb", done, making)
    passwords = {role: make_password(making.secrets, role) for role in ROLES}
    statements = [line for role, password in passwords.items() for line in make_role(role, password)]
    # Without a server: no port, no waiting, nobody else to connect. An empty line ends a statement.
    says = "".join(f"{statement};\n\n" for statement in (*statements, *make_database(DATABASE)))
    done = account.run(_single_user(making, scratch=scratch), says=says, holds=[lock])
    _expect_success("postgres --single", done, making)
    account.owns(*(making.secrets / role for role in ROLES))
    sync_folder(making.secrets)
    # Last of all: a folder with an identity is a folder that is complete.
    write_identity(making, made_at=int(time.time()), scratch=scratch)
    account.owns(making.identity)
    sync_folder(making.folder)


def _options(making: Layout, *, scratch: bool) -> Sequence[str]:
    return [
        f"--pgdata={making.data}",
        f"--username={SUPERUSER}",
        f"--pwfile={making.secrets / SUPERUSER}",
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--no-locale",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--data-checksums",
        *(f"--set={name}={value}" for name, value in INITIAL.items()),
        "--no-sync" if scratch else f"--sync-method={sync_method(os.uname().release)}",
    ]


def _single_user(making: Layout, *, scratch: bool) -> Sequence[str | Path]:
    # A statement that fails must end the run, and must not repeat a password in the message.
    settings = ("exit_on_error=on", "log_min_error_statement=panic", f"fsync={'off' if scratch else 'on'}")
    options = [word for setting in settings for word in ("-c", setting)]
    return [binary("postgres"), "--single", "-j", "-D", making.data, *options, "postgres"]


def _expect_success(what: str, done: subprocess.CompletedProcess[str], making: Layout) -> None:
    if done.returncode != 0:
        said = "\n".join(f"    {line}" for line in done.stderr.strip().splitlines()[-6:])
        raise DatabaseTrouble(
            f"The database could not be made: {what} ended with code {done.returncode}.\n{said}",
            where=making.folder,
            remedy="remove the reason named above and try again; nothing was put in place",
        )
