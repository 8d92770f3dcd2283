"""As whom the server runs: PostgreSQL refuses to run as root, so root lends it a user namespace or a system account."""

import os
import pwd
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from reglament.config.postgres.binaries import binary, environment
from reglament.config.postgres.layout import Layout
from reglament.config.postgres.trouble import DatabaseTrouble

# Any entry of the password file but root does inside a namespace; outside one, an account made for a database first.
SYSTEM_ACCOUNTS = ("postgres", "daemon", "nobody")


@dataclass(frozen=True, slots=True)
class Account:
    """The user that owns the files (`uid`, `gid`), and what is put before a command so that it is not root's."""

    uid: int
    gid: int
    prefix: tuple[str, ...] = ()

    def run(
        self, command: Sequence[str | Path], *, says: str = "", holds: Sequence[int] = ()
    ) -> subprocess.CompletedProcess[str]:
        """Run a short command as this account, with `says` on its input, and wait for its end.

        It holds the open locks `holds` too, so that they stay locked if we are killed and it is not.
        """
        changed = self.uid != os.geteuid()
        return subprocess.run(  # noqa: S603 - our own binaries
            [*self.prefix, *command],
            input=says,
            capture_output=True,
            text=True,
            check=False,
            env=environment(),
            pass_fds=holds,
            user=self.uid if changed else None,
            group=self.gid if changed else None,
            extra_groups=() if changed else None,
        )

    def owns(self, *paths: Path) -> None:
        if self.uid != os.geteuid():
            for path in paths:
                os.chown(path, self.uid, self.gid)


def account_for_new(folder: Path) -> Account:
    """The account that will own a home still to be made below `folder`."""
    if os.geteuid() != 0:
        return Account(os.geteuid(), os.getegid())
    system = _system_account()
    namespace = _namespace(system)
    if _works(namespace):
        return namespace
    account = Account(system.pw_uid, system.pw_gid)
    for place in (folder, binary("postgres")):
        if closed := _first_closed(place, account):
            raise DatabaseTrouble(
                "PostgreSQL does not run as root, user namespaces are off here, "
                f"and the account «{system.pw_name}» may not enter a folder on the way to {place}.",
                where=closed,
                remedy="work as an ordinary user, or choose a home (and an installation) that every user may enter",
            )
    return account


def account_of(layout: Layout) -> Account:
    """The account that owns the data of an existing home."""
    found, mine = layout.data.stat(), os.geteuid()
    if found.st_uid == mine != 0:
        return Account(found.st_uid, found.st_gid)
    if mine != 0:
        raise DatabaseTrouble(
            f"The database belongs to user {found.st_uid}, and this command runs as user {mine}.",
            where=layout.data,
            remedy=f"run the command as user {found.st_uid}, or choose a home of your own",
        )
    if found.st_uid != 0:
        return Account(found.st_uid, found.st_gid)
    system = _system_account()
    namespace = _namespace(system)
    if _works(namespace):
        return namespace
    raise DatabaseTrouble(
        "The database belongs to root, PostgreSQL does not run as root, and user namespaces are off here.",
        where=layout.folder,
        remedy=f"chown -R {system.pw_name} '{layout.folder}', and let «{system.pw_name}» enter the folders above it",
    )


def _system_account() -> pwd.struct_passwd:
    entries = {entry.pw_name: entry for entry in pwd.getpwall() if entry.pw_uid != 0}
    for name in SYSTEM_ACCOUNTS:
        if name in entries:
            return entries[name]
    raise DatabaseTrouble(
        "PostgreSQL does not run as root, and this machine has no other account to lend it.",
        where="the password file: none of " + ", ".join(SYSTEM_ACCOUNTS),
        remedy="work as an ordinary user",
    )


def _namespace(system: pwd.struct_passwd) -> Account:
    """Root seen from inside as `system`: the files stay root's own, and no folder above needs opening."""
    mapping = ("--user", f"--map-user={system.pw_uid}", f"--map-group={system.pw_gid}", "--")
    return Account(0, 0, (shutil.which("unshare") or "", *mapping))


def _works(namespace: Account) -> bool:
    return namespace.prefix[0] != "" and namespace.run(["true"]).returncode == 0


def _first_closed(place: Path, account: Account) -> Path | None:
    """The first folder (or the file itself) on the way from the top that an account may not enter or run."""
    for path in reversed((place.resolve(), *place.resolve().parents)):
        found = path.stat()
        bit = 0o100 if found.st_uid == account.uid else 0o010 if found.st_gid == account.gid else 0o001
        if not found.st_mode & bit:
            return path
    return None
