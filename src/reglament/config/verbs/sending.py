"""`sending`: every letter held, or let go, whatever held it."""

from reglament.cli.outside import Tell
from reglament.config.connecting import connect_as, database_running
from reglament.config.home import Home
from reglament.config.walled import connect_walled
from reglament.config.working import ROLE
from reglament.desk.clock.world import Machine
from reglament.desk.outbox.hold import hold_sending, release_sending
from reglament.desk.record.transaction import seen_by
from reglament.desk.record.viewer import SYSTEM
from reglament.desk.watch.clock_guard import release

BY = "command line"


def sending(home: Home, tell: Tell, why: str | None) -> None:
    """Hold for a reason; None: release."""
    with database_running(home, tell):
        if why is not None:
            connect_as(home, ROLE)  # whatever else is wrong, letters can be stopped
            hold_everything(why)
            return
        connect_walled(home, ROLE)
        with seen_by(SYSTEM):
            release_sending("everything")
            release_sending("automatic")
        release()


def hold_everything(why: str) -> None:
    """Hold all letters of the books this process is connected to."""
    with seen_by(SYSTEM):
        hold_sending("everything", at=Machine().now(), by=BY, why=why)
