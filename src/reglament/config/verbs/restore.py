"""`restore`: a new home of a backup. Its letters are held before anything else can happen there."""

from pathlib import Path

from reglament.cli.kept import Restored
from reglament.cli.outside import Tell
from reglament.cli.trouble import Trouble
from reglament.config.connecting import connect_as, database_running, real_server
from reglament.config.home import Home
from reglament.config.keeping import destroy_due
from reglament.config.keeping_copies.copy import Copy
from reglament.config.keeping_copies.put_back import put_back
from reglament.config.migrating import migrate
from reglament.config.verbs.sending import hold_everything
from reglament.config.verbs.verify import verify
from reglament.config.working import ROLE, open_working_desk
from reglament.desk.models import Case
from reglament.desk.record.transaction import seen_by
from reglament.desk.record.viewer import SYSTEM


def restore(tell: Tell, folder: Path, into: Path, keys: Path | None) -> Restored:
    """Make the home; it is left with nothing running in it."""
    if real_server() is not None:
        raise Trouble("backup of another server")
    home = put_back(Copy(folder), into, keys)
    with database_running(home, tell):
        migrate(home)
        connect_as(home, ROLE)
        hold_everything(f"restored from {folder.name}")
        with seen_by(SYSTEM):
            cases = Case.objects.count()
        audit = verify(home, tell, None, lambda _done, _total: None)
        connect_as(home, ROLE)
        destroyed = _destroy(home) if any(home.content_keys.glob("kek-*")) else None
    return Restored(home.folder, home.keys, cases, audit.broken, destroyed)


def _destroy(home: Home) -> int:
    report = destroy_due(home, open_working_desk(home))
    return report.contents + report.files + report.letters
