"""Which database a home holds: written once when it is made, compared before every start."""

import json
import struct
from dataclasses import asdict, dataclass
from pathlib import Path

from reglament.config.postgres.binaries import MAJOR
from reglament.config.postgres.layout import Layout, Parts, layout_of
from reglament.config.postgres.passwords import write_private
from reglament.config.postgres.trouble import DatabaseTrouble, told_in_words


@dataclass(frozen=True, slots=True)
class Identity:
    system_identifier: int
    major: int
    made_at: int
    scratch: bool  # made for tests: runs without fsync, and nothing else ever does


def is_initialised(home: Path) -> bool:
    """Whether a database was made here. Its data may still be missing: then `start` says so, and nothing makes new ones."""
    with told_in_words("looking for a database", home):
        return layout_of(home).identity.exists()


def write_identity(layout: Layout, *, made_at: int, scratch: bool) -> None:
    identity = Identity(_system_identifier(layout.data), _major(layout.data), made_at, scratch)
    write_private(layout.identity, json.dumps(asdict(identity), indent=2) + "\n")


def checked_identity(layout: Layout) -> Identity:
    """The identity of a home whose data are there and its own. Raises DatabaseTrouble otherwise."""
    identity = read_identity(layout)
    if not (layout.data / "PG_VERSION").is_file():
        raise DatabaseTrouble(
            "The database is known here, but its data are missing. The disk may not be mounted.",
            where=layout.data,
            remedy="mount the disk, or restore a backup; a new empty database is never made in its place",
        )
    if (major := _major(layout.data)) != MAJOR or identity.major != MAJOR:
        raise DatabaseTrouble(
            f"The data were made by PostgreSQL {major}, and this program brings PostgreSQL {MAJOR}.",
            where=layout.data,
            remedy=f"dump them with the program that made them and restore the dump under PostgreSQL {MAJOR}",
        )
    if (found := _system_identifier(layout.data)) != identity.system_identifier:
        raise DatabaseTrouble(
            f"These data belong to another database: system identifier {found} instead of {identity.system_identifier}.",
            where=layout.data,
            remedy=f"mount the right disk; if the change is meant, say so by editing {layout.identity}",
        )
    return identity


def refuse_to_make_again(layout: Layout) -> None:
    """Raises DatabaseTrouble unless the place for a new database is free."""
    if layout.identity.exists():
        checked_identity(layout)
        raise DatabaseTrouble(
            "There is a database here already.",
            where=layout.folder,
            remedy="start it, or choose another home",
        )
    if layout.folder.exists() and (not layout.folder.is_dir() or any(layout.folder.iterdir())):
        raise DatabaseTrouble(
            "The place of a new database is taken by files without an identity, which this program did not leave so.",
            where=layout.folder,
            remedy="restore identity.json if they are a database of yours, or move the folder away",
        )


def read_identity(parts: Parts) -> Identity:
    """What is written of a database, at home or in a copy of it. Raises DatabaseTrouble where nothing is."""
    try:
        plain = json.loads(parts.identity.read_text("utf-8"))
        return Identity(
            int(plain["system_identifier"]),
            int(plain["major"]),
            int(plain["made_at"]),
            bool(plain["scratch"]),
        )
    except FileNotFoundError:
        raise DatabaseTrouble(
            "No database was made here yet.", where=parts.folder, remedy="make one: reglament init"
        ) from None
    except (ValueError, KeyError, TypeError) as trouble:
        raise DatabaseTrouble(
            f"The identity of the database cannot be read: {trouble!r}.",
            where=parts.identity,
            remedy="restore the file from a backup of the home",
        ) from trouble


def _major(data: Path) -> int:
    return int((data / "PG_VERSION").read_text("ascii").strip())


def _system_identifier(data: Path) -> int:
    """The first field of pg_control, in the byte order of this machine."""
    try:
        with (data / "global" / "pg_control").open("rb") as file:
            (found,) = struct.unpack("=Q", file.read(8))
    except (FileNotFoundError, struct.error) as trouble:
        raise DatabaseTrouble(
            "The data are damaged: the control file is missing or cut short.",
            where=data / "global" / "pg_control",
            remedy="restore a backup",
        ) from trouble
    return int(found)
