"""`restore`: a new home of a backup, and of its tail. Its letters are held before anything else can happen there."""

from collections.abc import Callable
from pathlib import Path

from django.db import connection

from reglament.cli.kept import Restored, Since
from reglament.cli.outside import Tell
from reglament.cli.trouble import Trouble
from reglament.config.connecting import connect_as, database_running, real_server
from reglament.config.home import Home
from reglament.config.keeping import destroy_due
from reglament.config.keeping_copies.advance import advance
from reglament.config.keeping_copies.copy import Copy
from reglament.config.keeping_copies.put_back import put_back
from reglament.config.keeping_copies.tail import tail_of
from reglament.config.migrating import migrate
from reglament.config.postgres.identity import read_identity
from reglament.config.verbs.rebuild import rebuild
from reglament.config.verbs.sending import hold_everything
from reglament.config.verbs.verify import verify
from reglament.config.working import ROLE, open_working_desk
from reglament.desk.models import Case
from reglament.desk.record.transaction import seen_by
from reglament.desk.record.viewer import SYSTEM

LOOKED_AT = 1000  # cases taken at random, held against their events


def restore(tell: Tell, folder: Path, into: Path, keys: Path | None, since: Since | None) -> Restored:
    """Make the home; it is left with nothing running in it."""
    if real_server() is not None:
        raise Trouble("backup of another server")
    home = put_back(Copy(folder), into, keys, _leading(Copy(folder), since, tell))
    with database_running(home, tell):
        migrate(home)
        connect_as(home, ROLE)
        hold_everything(f"restored from {folder.name}")
        with seen_by(SYSTEM):
            cases, until_at = Case.objects.count(), _last_known()
        audit = verify(home, tell, None, (), lambda _done, _total: None)
        differing = rebuild(home, tell, lambda _done, _total: None, write=False, most=LOOKED_AT).differing
        destroyed = finish(home) if has_keys(home) else None
    return Restored(home.folder, home.keys, cases, until_at, audit.broken, len(differing), destroyed)


def has_keys(home: Home) -> bool:
    return any(home.content_keys.glob("kek-*"))


def finish(home: Home) -> int:
    """Destroy what fell due since the backup, and let the home be run; give how much it was. Raises Trouble without keys."""
    if not has_keys(home):
        raise Trouble("restore unfinished", keys=home.keys, mark=home.restored)
    migrate(home)
    connect_as(home, ROLE)
    report = destroy_due(home, open_working_desk(home))
    home.restored.unlink()
    return report.contents + report.files + report.letters


def _leading(copy: Copy, since: Since | None, tell: Tell) -> Callable[[Home], None]:
    def lead_on(home: Home) -> None:
        if since is not None:
            advance(home, copy, tail_of(since.tails, read_identity(copy)), since.to, tell)

    return lead_on


def _last_known() -> int | None:
    """When the last event became known that the books hold."""
    with connection.cursor() as cursor:
        cursor.execute("select max(known_at) from event")
        found: int | None = cursor.fetchone()[0]
        return found
