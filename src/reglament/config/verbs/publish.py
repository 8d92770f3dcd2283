"""`publish`: an edition planned and put into the books of this home."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from reglament.cli.outside import Tell
from reglament.cli.trouble import Trouble
from reglament.config.connecting import database_running
from reglament.config.home import Home
from reglament.config.walled import connect_walled
from reglament.config.working import ROLE, open_working_desk
from reglament.core.regulation.model.regulation import Regulation
from reglament.desk.acts.publish import EditionTaken, Plan, first_moment, plan, publish
from reglament.desk.record.desk import Desk
from reglament.desk.record.viewer import SYSTEM


@contextmanager
def publication(home: Home, tell: Tell) -> Iterator["BookPublication"]:
    """The books open for publishing."""
    with database_running(home, tell):
        connect_walled(home, ROLE)
        yield BookPublication(open_working_desk(home))


@dataclass(frozen=True, slots=True)
class BookPublication:
    """Plans and publishes on this desk."""

    desk: Desk

    def plan(self, regulation: Regulation, on: int | None) -> Plan:
        """`on`: the first day in force; None: the day the text names, or at once where that is past."""
        now = self.desk.world.now()
        day = on if on is not None else regulation.effective_on.toordinal()
        effective_at = first_moment(desk=self.desk, regulation=regulation, on=day)
        if on is not None and effective_at + DAY <= now:
            raise Trouble("effective past", edition=regulation.edition)
        asked_at = max(effective_at, now)
        try:
            made = plan(desk=self.desk, viewer=SYSTEM, regulation=regulation, effective_at=asked_at)
        except EditionTaken:
            raise Trouble("edition taken", edition=regulation.edition, name=regulation.name) from None
        if on is not None and made.earliest_at > asked_at and not made.is_published:
            first = date.fromordinal(
                self.desk.shelf.zone(regulation.zone).wall(made.earliest_at + DAY - 1)[0]
            )
            raise Trouble("effective early", clause=made.earliest_by, day=first.isoformat())
        return made

    def publish(self, plan: Plan, source: bytes, examples: bytes) -> bool:
        return publish(
            desk=self.desk,
            viewer=SYSTEM,
            regulation=plan.regulation,
            source=source,
            examples=examples,
            effective_at=plan.effective_at,
        )


DAY = 24 * 3600
