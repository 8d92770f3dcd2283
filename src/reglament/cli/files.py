"""Files named by the user: read whole, or a sentence about why not and exit code 2. Nothing here ends in a traceback."""

from pathlib import Path

import click

LARGEST = 64 * 1024 * 1024


class FileUnreadable(click.ClickException):
    """A file that cannot be read; the message says which, why and what to do."""

    exit_code = 2


def read_bytes(path: Path) -> bytes:
    """The bytes of a file."""
    try:
        if path.is_dir():
            raise FileUnreadable(f"{path} is a directory. Name the file inside it that is meant.")
        size = path.stat().st_size
        if size > LARGEST:
            raise FileUnreadable(f"{path} is {size} bytes long; at most {LARGEST} can be read.")
        return path.read_bytes()
    except FileNotFoundError:
        raise FileUnreadable(f"There is no file {path}. {_nearby(path)}") from None
    except (OSError, ValueError) as trouble:
        reason = trouble.strerror if isinstance(trouble, OSError) else str(trouble)
        raise FileUnreadable(f"{path} cannot be read: {reason}.") from None


def write_bytes(path: Path, data: bytes) -> None:
    """Write a file, or say why it cannot be written."""
    try:
        path.write_bytes(data)
    except OSError as trouble:
        raise FileUnreadable(f"{path} cannot be written: {trouble.strerror}.") from None


def _nearby(path: Path) -> str:
    folder = path.parent
    if not folder.is_dir():
        return f"There is no directory {folder} either."
    names = sorted(
        entry.name
        for entry in folder.iterdir()
        if entry.suffix == path.suffix and entry.is_file() and not entry.name.startswith(".")
    )
    return f"Beside it: {', '.join(names[:5])}." if names else "Check the path."
