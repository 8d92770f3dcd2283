"""Where key-encryption keys live: a folder outside the database, one file of 32 octets a version, written once.

A file is made whole under another name and then linked, so no version is ever half there or written over.
"""

import re
from pathlib import PurePath

from reglament.desk.clock.world import World
from reglament.desk.content.files import Files
from reglament.desk.content.kek import Kek, KekRing
from reglament.desk.content.secret import OCTETS, Secret, new_secret

_NAME = re.compile(r"kek-(\d{4,})")
_DRAFT = ".new-"


class KekFileRefused(Exception):  # noqa: N818 - named for what happened
    """A key-encryption key cannot be made, read or retired as asked; the message says what to do."""


def create_kek(*, folder: PurePath, files: Files, world: World) -> Kek:
    """Make the first key. Refused where there is one: everything sealed hangs on it."""
    files.make_folder(path=folder)
    files.sync_folder(path=folder.parent)
    with files.locked(folder=folder):
        if known := _versions(folder, files):
            raise KekFileRefused(
                f"{folder} holds key-encryption key {max(known)} already. Rotate it to get a new one; do not make a first one again."
            )
        return _published(1, folder, files, world)


def rotate_kek(*, folder: PurePath, files: Files, world: World) -> Kek:
    """Make the next version. Keys are wrapped with it from now on; older versions stay until they are retired."""
    with files.locked(folder=folder):
        _clear(folder, files)
        return _published(max(_known(folder, files)) + 1, folder, files, world)


def retire_kek(*, folder: PurePath, version: int, files: Files) -> None:
    """Destroy an old version, once every row is wrapped by a newer one. Copies of rows it wrapped become unreadable for ever."""
    with files.locked(folder=folder):
        _clear(folder, files)
        known = _known(folder, files)
        if version not in known:
            raise KekFileRefused(f"{folder} holds no key-encryption key {version}: {_listed(known)}.")
        if version == max(known):
            raise KekFileRefused(
                f"Key-encryption key {version} is the newest in {folder}. Rotate and wrap every key anew before it is retired."
            )
        files.remove(path=folder / _name(version))
        files.sync_folder(path=folder)


def load_keks(*, folder: PurePath, files: Files) -> KekRing:
    """All versions. Refused where a file can be read by others or has a wrong length, or where there is none."""
    return KekRing(keks=[_read(folder, version, files) for version in _known(folder, files)])


def _read(folder: PurePath, version: int, files: Files) -> Kek:
    path = folder / _name(version)
    facts = files.facts(path=path)
    if facts.mode & 0o077:
        raise KekFileRefused(
            f"{path} can be used by others (mode {facts.mode:04o}). Run `chmod 600 {path}`; if somebody may have read it, rotate."
        )
    if facts.size != OCTETS:
        raise KekFileRefused(
            f"{path} has {facts.size} octets, a key-encryption key has {OCTETS}. Put back the copy that is kept apart; do not make a new one."
        )
    return Kek(version, Secret(b"".join(files.read(path=path))))


def _published(version: int, folder: PurePath, files: Files, world: World) -> Kek:
    secret = new_secret(world=world)
    draft = folder / (_DRAFT + world.random(8).hex())
    with files.create(path=draft) as file:
        file.write(secret.octets)
        file.sync()
    files.link(old=draft, new=folder / _name(version))
    files.remove(path=draft)
    files.sync_folder(path=folder)
    return Kek(version, secret)


def _clear(folder: PurePath, files: Files) -> None:
    """Remove what an interrupted making left: it may be a second name of a key that is to be retired."""
    for name in files.names(folder=folder):
        if name.startswith(_DRAFT):
            files.remove(path=folder / name)


def _known(folder: PurePath, files: Files) -> tuple[int, ...]:
    try:
        versions = _versions(folder, files)
    except FileNotFoundError:
        versions = ()
    if not versions:
        raise KekFileRefused(
            f"{folder} holds no key-encryption key. On a new installation make one; otherwise put back the copy that is kept apart."
        )
    return versions


def _versions(folder: PurePath, files: Files) -> tuple[int, ...]:
    found = (_NAME.fullmatch(name) for name in files.names(folder=folder))
    return tuple(sorted(int(match[1]) for match in found if match))


def _name(version: int) -> str:
    return f"kek-{version:04}"


def _listed(versions: tuple[int, ...]) -> str:
    return "it has " + ", ".join(map(str, versions))
