"""The keys that sign the log: a folder outside the database, one private file a version, and beside them what is published.

`log-0001` and so on: `PRIVATE+KEY+name+id+base64`, the spelling of Go's signed notes, mode 0600; `log.pub`: a published key a line.
"""

import os
import re
from base64 import b64decode, b64encode
from contextlib import suppress
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from reglament.desk.clock.world import World
from reglament.desk.ledger.checkpoint import ED25519, NoteKey, Signer, read_key

PUBLISHED = "log.pub"
SEED = 32
_NAME = re.compile(r"log-(\d{4,})")
_PRIVATE = "PRIVATE+KEY+"


class LogKeyRefused(Exception):  # noqa: N818 - named for what happened
    """A key of the log cannot be made or read as asked; the message says what to do."""


def make_log_key(*, folder: Path, world: World) -> Signer:
    """Make the first key, under a name nobody else has; one that is there already is kept and given."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if _versions(folder):
        return read_log_keys(folder=folder)[0]
    return _publish(folder, _signer(f"reglament-{world.random(8).hex()}/log", world), 1)


def rotate_log_key(*, folder: Path, world: World) -> Signer:
    """Make the next key. The next checkpoint is signed by the old one too, which so vouches for it; later ones by the new one alone."""
    known = read_log_keys(folder=folder)
    return _publish(folder, _signer(known[-1].name, world), max(_versions(folder)) + 1)


def read_log_keys(*, folder: Path) -> tuple[Signer, ...]:
    """Give all keys, the oldest first. Refused where there is none, or others can read one."""
    found = tuple(_read(folder / _file(version)) for version in sorted(_versions(folder)))
    if not found:
        raise LogKeyRefused(
            f"{folder} holds no key of the log. On a new installation run `reglament init`; otherwise put back the copy that is kept apart."
        )
    return found


def read_published(*, folder: Path) -> tuple[NoteKey, ...]:
    """Give the published keys in the order of their use. Refused where there is none, or a line is no key."""
    path = folder / PUBLISHED
    try:
        lines = path.read_text("utf-8").split()
    except FileNotFoundError:
        lines = []
    keys = [read_key(line) for line in lines]
    good = tuple(key for key in keys if isinstance(key, NoteKey))
    if not keys or len(good) < len(keys):
        raise LogKeyRefused(
            f"{path} does not hold the published keys of the log, one a line. Put back the copy, or name the key."
        )
    return good


def _signer(name: str, world: World) -> Signer:
    return Signer(name, Ed25519PrivateKey.from_private_bytes(world.random(SEED)))


def _publish(folder: Path, signer: Signer, version: int) -> Signer:
    """Write the public line first: a key must not sign before it is known."""
    path = folder / PUBLISHED
    known = path.read_text("utf-8") if path.exists() else ""
    _write(folder / f".{PUBLISHED}", f"{known}{signer.key.text}\n", 0o644).replace(path)
    secret = b64encode(ED25519 + signer.private.private_bytes_raw()).decode()
    draft = _write(
        folder / f".log.{os.getpid()}", f"{_PRIVATE}{signer.name}+{signer.key.id.hex()}+{secret}\n", 0o600
    )
    try:
        (folder / _file(version)).hardlink_to(draft)
    finally:
        draft.unlink()
    return signer


def _write(path: Path, text: str, mode: int) -> Path:
    with suppress(FileNotFoundError):
        path.unlink()
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, mode)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(descriptor)
    return path


def _read(path: Path) -> Signer:
    if path.stat().st_mode & 0o077:
        raise LogKeyRefused(
            f"{path} can be used by others. Run `chmod 600 {path}`; if somebody may have read it, rotate."
        )
    name, _, rest = path.read_text("utf-8").strip().removeprefix(_PRIVATE).partition("+")
    id_, _, encoded = rest.partition("+")
    raw = b64decode(encoded)
    if len(raw) != 1 + SEED or raw[:1] != ED25519:
        raise LogKeyRefused(f"{path} is no key of the log. Put back the copy that is kept apart.")
    signer = Signer(name, Ed25519PrivateKey.from_private_bytes(raw[1:]))
    if signer.key.id.hex() != id_:
        raise LogKeyRefused(
            f"{path} was changed: its key has another id. Put back the copy that is kept apart."
        )
    return signer


def _versions(folder: Path) -> list[int]:
    names = (path.name for path in folder.iterdir()) if folder.is_dir() else ()
    return [int(match[1]) for name in names if (match := _NAME.fullmatch(name))]


def _file(version: int) -> str:
    return f"log-{version:04}"
