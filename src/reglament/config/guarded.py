"""Work beside other work: what goes wrong with it is told among the desk's troubles, and holds up nothing else."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.db import InterfaceError, OperationalError

from reglament.config.loops import log
from reglament.desk.clock.world import World
from reglament.desk.record.transaction import seen_by
from reglament.desk.record.viewer import SYSTEM
from reglament.desk.watch.stuck import said
from reglament.desk.watch.trouble import has_trouble, trouble_is_over

AGAIN = 60.0  # seconds of rest after a failure


@dataclass(slots=True)
class Guarded:
    """`name` is the trouble's key; `work` gives how much it did. A database that is away is everybody's trouble, and raised."""

    name: str
    work: Callable[[], int]
    world: World
    _rests_until: float = field(default=0.0)
    # Until the first turn nobody knows: a trouble said by a process before this one may still stand.
    _failed: bool | None = field(default=None)

    def turn(self) -> int:
        """Do the work, unless it rests; give how much was done."""
        if self.world.boot_seconds() < self._rests_until:
            return 0
        try:
            done = self.work()
        except (OperationalError, InterfaceError):
            raise
        except Exception as trouble:  # noqa: BLE001 - whatever it is, the rest goes on; it is told and tried again
            self._fail(said(trouble))
            return 0
        if self._failed is not False:
            with seen_by(SYSTEM):
                trouble_is_over(key=self.name)
            self._failed = False
        return done

    def _fail(self, detail: str) -> None:
        if not self._failed:
            log(f"{self.name}: {detail}")
        self._failed, self._rests_until = True, self.world.boot_seconds() + AGAIN
        with seen_by(SYSTEM):
            has_trouble(key=self.name, kind=self.name, detail=detail, at=self.world.now())
