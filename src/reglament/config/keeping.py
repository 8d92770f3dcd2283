"""What the desk does with keys and old content by itself: intake's keys a week ahead, and the purge, every hour."""

from collections.abc import Callable

from django.db import InterfaceError, OperationalError

from reglament.config.connecting import real_server
from reglament.config.home import Home
from reglament.config.loops import log
from reglament.config.postgres import address
from reglament.config.postgres.roles import OWNER
from reglament.desk.acts.purge import PurgeReport, purge
from reglament.desk.content.blob_store import BlobStore
from reglament.desk.content.disk_files import DiskFiles
from reglament.desk.content.mailbox_key import make_intake_keys
from reglament.desk.content.rewrite import rewrite_keys
from reglament.desk.record.desk import Desk
from reglament.desk.record.transaction import durably, seen_by
from reglament.desk.record.viewer import SYSTEM
from reglament.desk.watch.schedule import Job
from reglament.desk.watch.stuck import said
from reglament.desk.watch.trouble import has_trouble, trouble_is_over

HOUR = 3600


def keeping_jobs(home: Home) -> tuple[Job, ...]:
    """The jobs of one home. What fails is told among the desk's troubles and tried again in an hour; alarms ring meanwhile."""

    def keys(desk: Desk, _at: int) -> None:
        durably(SYSTEM, lambda: make_intake_keys(safe=desk.safe, world=desk.world))

    def old_content(desk: Desk, _at: int) -> None:
        destroy_due(home, desk)

    return hourly("intake keys", keys), hourly("purge", old_content)


def destroy_due(home: Home, desk: Desk) -> PurgeReport:
    """Destroy what is due now, in this home."""
    owner = address(home.folder, OWNER, database_url=real_server()).dsn
    blobs = BlobStore(root=home.files, files=DiskFiles(), world=desk.world)
    blobs.prepare()
    return purge(desk=desk, blobs=blobs, rewrite=lambda: rewrite_keys(owner))


def hourly(name: str, work: Callable[[Desk, int], None]) -> Job:
    """Make a job of work whose failure is told among the desk's troubles and stops nothing else."""

    def done(desk: Desk, at: int) -> None:
        try:
            work(desk, at)
        except (OperationalError, InterfaceError):
            raise
        except Exception as trouble:  # noqa: BLE001 - whatever it is, alarms must ring; it is told and tried again
            log(f"{name}: {said(trouble)}")
            with seen_by(SYSTEM):
                has_trouble(key=name, kind=name, detail=said(trouble), at=desk.world.now())
        else:
            with seen_by(SYSTEM):
                trouble_is_over(key=name)

    return Job(name, every=HOUR, work=done, missed="coalesce", own_transactions=True)
