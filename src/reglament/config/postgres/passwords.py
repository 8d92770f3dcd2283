"""One password file per role, readable by its owner alone."""

import os
import secrets
import stat
from pathlib import Path

from reglament.config.postgres.trouble import DatabaseTrouble


def make_password(folder: Path, role: str) -> str:
    """Draw a password, keep it on disk, and give it back. A file that is already there is an error."""
    password = secrets.token_urlsafe(32)
    write_private(folder / role, password + "\n")
    return password


def read_password(folder: Path, role: str) -> str:
    path = folder / role
    try:
        with path.open(encoding="ascii") as file:
            mode = stat.S_IMODE(os.fstat(file.fileno()).st_mode)
            password = file.read().strip()
    except FileNotFoundError:
        raise DatabaseTrouble(
            f"There is no password of the role «{role}».",
            where=path,
            remedy="restore the file, or write a new password there after ALTER ROLE … PASSWORD in the database",
        ) from None
    except PermissionError:
        raise DatabaseTrouble(
            f"The password of the role «{role}» may not be read by user {os.geteuid()}.",
            where=path,
            remedy="run the command as the user that made the database",
        ) from None
    if mode & 0o077 or not password:
        raise DatabaseTrouble(
            f"The password of the role «{role}» is empty, or others may read it (mode {mode:04o}).",
            where=path,
            remedy="chmod 0600 the file; if others may have seen it, set a new password first",
        )
    return password


def write_private(path: Path, text: str) -> None:
    """Write a new file that is its owner's alone and is on the disk before this returns."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def sync_folder(path: Path) -> None:
    """Put the names in a folder on the disk: a new or renamed file is safe only after this."""
    door = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(door)
    finally:
        os.close(door)
