"""Files named by the user: read whole, or a sentence about why not and exit code 2. Nothing here ends in a traceback."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from reglament.cli.trouble import Trouble, told

LARGEST = 64 * 1024 * 1024


def read_bytes(path: Path) -> bytes:
    """The bytes of a file."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except (OSError, ValueError) as trouble:
        raise unreadable(path, trouble) from None
    if len(data) > LARGEST:
        raise Trouble("too long", path=path, most=LARGEST)
    return data


def unreadable(path: Path, trouble: Exception) -> Trouble:
    """What to say of a file that the world did not let us read."""
    if isinstance(trouble, FileNotFoundError):
        return Trouble("no file", path=path, nearby=_nearby(path))
    if isinstance(trouble, IsADirectoryError):
        return Trouble("directory", path=path)
    reason = (trouble.strerror if isinstance(trouble, OSError) else None) or str(trouble)
    return Trouble("unreadable", path=path, reason=reason.rstrip("."))


def write_bytes(path: Path, data: bytes) -> None:
    """Write a file, or say why it cannot be written."""
    try:
        path.write_bytes(data)
    except OSError as trouble:
        raise Trouble("unwritable", path=path, reason=trouble.strerror) from None


@contextmanager
def written_whole(out: Path) -> Iterator[Path]:
    """Where to write so that the file appears whole or not at all; a device or a pipe is written as it is."""
    place = out.with_name(f"{out.name}.part") if out.is_file() or not out.exists() else out
    try:
        yield place
        if place != out:
            place.replace(out)
    except OSError as trouble:
        raise Trouble("unwritable", path=out, reason=trouble.strerror or trouble) from None
    finally:
        if place != out:
            place.unlink(missing_ok=True)


def _nearby(path: Path) -> str:
    folder = path.parent
    if not folder.is_dir():
        return told("no directory", path=folder)
    names = sorted(
        entry.name
        for entry in folder.iterdir()
        if entry.suffix == path.suffix and entry.is_file() and not entry.name.startswith(".")
    )
    return told("beside", names=", ".join(names[:5])) if names else told("check the path")
