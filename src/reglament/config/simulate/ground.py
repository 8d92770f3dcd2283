"""The ground a run stands on: a server of its own, and the founded town to which its database is brought back for every seed."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from django.core.management import call_command
from django.db import connection

from reglament.config.almanac import load_almanac
from reglament.config.postgres.address import address
from reglament.config.postgres.roles import DATABASE, OWNER, SUPERUSER
from reglament.config.postgres.scratch import scratch
from reglament.config.settings import database
from reglament.config.simulate.snapshot import Snapshot, bring_back, digest, take_snapshot
from reglament.config.simulate.town import Town, found_town
from reglament.desk.clock.virtual import VirtualWorld
from reglament.desk.content.disk_files import DiskFiles
from reglament.desk.content.kek_file import create_kek
from reglament.desk.ledger.log_keys import make_log_key
from reglament.desk.library.shelf import Shelf

WORKER = "desk_worker"
FOUNDED_AT = 1_767_603_600  # Monday 5 January 2026, 12:00 in Moscow
FOUNDERS_SEED = 20_260_105


@dataclass(frozen=True, slots=True)
class Ground:
    """`shelf` is shared by all runs: editions never change under their digest."""

    home: Path
    town: Town
    shelf: Shelf
    founded: Snapshot

    @property
    def keks(self) -> Path:
        return self.home / "keys"

    @property
    def log_keys(self) -> Path:
        return self.home / "log keys"

    @property
    def url(self) -> str:
        """Of the database, for a worker."""
        return address(self.home, WORKER, dbname=DATABASE).url

    @property
    def owner(self) -> str:
        """Of the same, for the owner of its tables."""
        return address(self.home, OWNER, dbname=DATABASE).dsn

    def begin(self) -> None:
        """Have the books hold the founded town and nothing else."""
        bring_back(_superuser(self.home), self.founded)

    def digest(self) -> str:
        """Of all that the books hold now."""
        return digest(_superuser(self.home))


@contextmanager
def ground(home: Path) -> Iterator[Ground]:
    """Have the server running and the town founded inside the block."""
    with scratch(home):
        _keep_from_waiting(home)
        _connect(home, OWNER)
        call_command("migrate", verbosity=0, interactive=False)
        _connect(home, WORKER)
        world = VirtualWorld(FOUNDED_AT, FOUNDERS_SEED)
        shelf = Shelf(load_almanac())
        if not (home / "keys").exists():
            create_kek(folder=home / "keys", files=DiskFiles(), world=world)
        make_log_key(folder=home / "log keys", world=world)
        town = found_town(world, shelf, keks=home / "keys")
        connection.close()
        yield Ground(home, town, shelf, take_snapshot(_superuser(home)))


def _keep_from_waiting(home: Path) -> None:
    """The server's own upkeep, when it shortens a table, holds others up for longer than a worker here waits for a lock."""
    with psycopg.connect(_superuser(home), autocommit=True) as superuser:
        superuser.execute("alter system set vacuum_truncate = off")
        superuser.execute("select pg_reload_conf()")


def _connect(home: Path, role: str) -> None:
    connection.close()
    connection.settings_dict.update(database(address(home, role, dbname=DATABASE).url))


def _superuser(home: Path) -> str:
    return address(home, SUPERUSER, dbname=DATABASE).dsn
