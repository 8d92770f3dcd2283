"""A desk as a worker holds it: the home's clock, the shipped calendars, the keys of this home."""

from reglament.config.almanac import load_almanac
from reglament.config.demo_clock import world_of
from reglament.config.home import Home
from reglament.desk.content.disk_files import DiskFiles
from reglament.desk.content.kek import KekRing
from reglament.desk.content.kek_file import load_keks
from reglament.desk.content.safe import Safe
from reglament.desk.record.desk import Desk, open_desk

ROLE = "desk_worker"


def open_working_desk(home: Home) -> Desk:
    """Open it on the database this process is connected to. Keys are read when something sealed has to be opened."""
    return open_desk(world_of(home), load_almanac(), safe=safe_of(home))


def safe_of(home: Home) -> Safe:
    """The keys of a home."""

    def load() -> KekRing:
        return load_keks(folder=home.content_keys, files=DiskFiles())

    return Safe(load)
