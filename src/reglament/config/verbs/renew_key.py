"""`renew-key`: the key that wraps all keys of confidential content made anew, or the one that signs the log."""

import psycopg

from reglament.cli.outside import Tell
from reglament.cli.trouble import Trouble
from reglament.config.connecting import database_running, real_server
from reglament.config.demo_clock import world_of
from reglament.config.home import Home
from reglament.config.postgres import address
from reglament.config.postgres.roles import OWNER
from reglament.config.walled import connect_walled
from reglament.config.working import ROLE, open_working_desk
from reglament.desk.acts.renew_kek import renew_kek
from reglament.desk.content.disk_files import DiskFiles
from reglament.desk.content.rewrite import rewrite_keys
from reglament.desk.ledger.log_keys import rotate_log_key


def renew_key(home: Home, tell: Tell) -> int:
    """Renew it, and go on with a renewal that was cut short; give how many keys were wrapped anew."""
    owner = address(home.folder, OWNER, database_url=real_server()).dsn
    with database_running(home, tell):
        connect_walled(home, ROLE)
        try:
            return renew_kek(
                desk=open_working_desk(home),
                folder=home.content_keys,
                files=DiskFiles(),
                rewrite=lambda: rewrite_keys(owner),
            )
        except psycopg.errors.LockNotAvailable:
            raise Trouble("keys held") from None


def renew_log_key(home: Home) -> str:
    """Make the next key that signs the log, and publish it beside the former ones; give what is published."""
    return rotate_log_key(folder=home.log_keys, world=world_of(home)).key.text
