"""A letter sent is a file in the outbox, named by its stable id: sending it twice leaves one."""

import os
from pathlib import Path

from reglament.desk.clock.fail_point import fail_point
from reglament.desk.outbox.outgoing import Outgoing


def send(outbox: Path, letter: Outgoing) -> None:
    """Write the letter whole or not at all: to a draft, to the disk, then under its name."""
    outbox.mkdir(parents=True, exist_ok=True)
    path = path_of(outbox, letter.stable_id)
    draft = path.with_name(f".{path.name}.{letter.fence}")
    with draft.open("wb") as file:
        file.write(written(letter))
        file.flush()
        os.fsync(file.fileno())
    fail_point("console.before rename")
    draft.replace(path)
    folder = os.open(outbox, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def has_sent(outbox: Path, stable_id: str) -> bool:
    return path_of(outbox, stable_id).is_file()


def path_of(outbox: Path, stable_id: str) -> Path:
    return outbox / f"{stable_id}.txt"


def written(letter: Outgoing) -> bytes:
    """The letter as text: headers, a blank line, the body. A header has one line, whatever it holds."""
    headers = {
        "From": letter.sender,
        "To": letter.recipient,
        "Subject": letter.subject,
        "Message-ID": f"<{letter.stable_id}>",
    }
    if letter.number:
        headers["Case"] = letter.number
    if letter.automatic:
        # RFC 3834: what answers nobody's message was generated, not replied.
        headers["Auto-Submitted"] = "auto-replied" if letter.number else "auto-generated"
    head = "".join(f"{name}: {' '.join(value.split())}\n" for name, value in headers.items())
    return f"{head}\n{letter.body}".encode(errors="replace")
