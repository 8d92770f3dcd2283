"""Files named by the user: read whole, or a sentence about why not and exit code 2. Nothing here ends in a traceback."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

LARGEST = 64 * 1024 * 1024


class FileUnreadable(click.ClickException):
    """A file that cannot be read; the message says which, why and what to do."""

    exit_code = 2


def read_bytes(path: Path) -> bytes:
    """The bytes of a file."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except (OSError, ValueError) as trouble:
        raise unreadable(path, trouble) from None
    if len(data) > LARGEST:
        raise FileUnreadable(f"{path} is longer than {LARGEST} bytes; no more can be read.")
    return data


def unreadable(path: Path, trouble: Exception) -> FileUnreadable:
    """What to say of a file that the world did not let us read."""
    if isinstance(trouble, FileNotFoundError):
        return FileUnreadable(f"There is no file {path}. {_nearby(path)}")
    if isinstance(trouble, IsADirectoryError):
        return FileUnreadable(f"{path} is a directory. Name the file inside it that is meant.")
    reason = (trouble.strerror if isinstance(trouble, OSError) else None) or str(trouble)
    return FileUnreadable(f"{path} cannot be read: {reason.rstrip('.')}.")


def write_bytes(path: Path, data: bytes) -> None:
    """Write a file, or say why it cannot be written."""
    try:
        path.write_bytes(data)
    except OSError as trouble:
        raise FileUnreadable(f"{path} cannot be written: {trouble.strerror}.") from None


@contextmanager
def written_whole(out: Path) -> Iterator[Path]:
    """Where to write so that the file appears whole or not at all; a device or a pipe is written as it is."""
    place = out.with_name(f"{out.name}.part") if out.is_file() or not out.exists() else out
    try:
        yield place
        if place != out:
            place.replace(out)
    except OSError as trouble:
        raise FileUnreadable(f"{out} cannot be written: {trouble.strerror or trouble}.") from None
    finally:
        if place != out:
            place.unlink(missing_ok=True)


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
