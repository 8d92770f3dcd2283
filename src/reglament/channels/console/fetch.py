"""Files dropped into the inbox: found oldest first, moved away once their bytes are safe."""

import os
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from reglament.channels.channel import Arrived
from reglament.channels.console.parse import envelope_address

# A file still being written has such a name, or should have; whoever copies renames when done.
UNFINISHED = (".part", ".tmp", "~")
MOST_OCTETS = 64 * 1024 * 1024
FIRST_OCTETS = 64 * 1024


def fetch(inbox: Path) -> Iterator[Arrived]:
    """Give the letters in a folder. One that vanishes meanwhile was taken by another; one too large for a letter, or that the
    machine does not let us read, stays for somebody to look at.
    """
    for path in _waiting(inbox):
        try:
            if path.stat().st_size > MOST_OCTETS:
                continue
            raw = path.read_bytes()
        except OSError:
            continue
        address = envelope_address(raw[:FIRST_OCTETS])
        yield Arrived(key_of(path.name, raw), raw, address, handle=path.name)


def acknowledge(inbox: Path, arrived: Arrived) -> None:
    """Move the letter to `taken`, unless it was written to since. A crash before this brings it again; its key is known then."""
    path = inbox / arrived.handle
    try:
        if key_of(path.name, path.read_bytes()) != arrived.source_key:
            return
        taken = inbox / "taken"
        taken.mkdir(exist_ok=True)
        path.replace(taken / f"{arrived.source_key[:16]} {path.name}")
    except FileNotFoundError:
        return


def key_of(name: str, raw: bytes) -> str:
    """Name a file by name and content: the same name may come again with another letter."""
    return sha256(os.fsencode(name) + b"\0" + raw).hexdigest()


def _waiting(inbox: Path) -> list[Path]:
    if not inbox.is_dir():
        return []
    found = [
        path
        for path in inbox.iterdir()
        if not path.name.startswith(".") and not path.name.endswith(UNFINISHED) and path.is_file()
    ]
    return sorted(found, key=_age)


def _age(path: Path) -> tuple[int, str]:
    try:
        return path.stat().st_mtime_ns, path.name
    except OSError:
        return 0, path.name
