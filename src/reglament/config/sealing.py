"""The sealer's turn beside the watch: what goes wrong with the log is told, and holds up no alarm."""

from dataclasses import dataclass, field

from django.db import InterfaceError, OperationalError

from reglament.config.loops import log
from reglament.desk.acts.seal import LogSigner, seal_turn
from reglament.desk.record.desk import Desk
from reglament.desk.record.transaction import seen_by
from reglament.desk.record.viewer import SYSTEM
from reglament.desk.watch.trouble import has_trouble, trouble_is_over

KEY = "log"
AGAIN = 60.0  # seconds after a failure


@dataclass(slots=True)
class Sealing:
    """Seals with this signer; after a failure it rests a while."""

    signer: LogSigner
    _rests_until: float = field(default=0.0)
    # Until the first turn nobody knows: a trouble said by a process before this one may still stand.
    _failed: bool | None = field(default=None)

    def turn(self, desk: Desk) -> int:
        """Seal what waits; give how many events."""
        if desk.world.boot_seconds() < self._rests_until:
            return 0
        try:
            sealed = seal_turn(desk=desk, signer=self.signer)
        except (OperationalError, InterfaceError):
            raise
        except Exception as trouble:  # noqa: BLE001 - whatever it is, alarms must ring; it is told and tried again
            self._fail(desk, trouble)
            return 0
        if self._failed is not False:
            with seen_by(SYSTEM):
                trouble_is_over(key=KEY)
            self._failed = False
        return sealed

    def _fail(self, desk: Desk, trouble: Exception) -> None:
        said = f"{type(trouble).__name__}: {trouble}"
        if not self._failed:
            log(f"the log of events cannot be sealed: {said}")
        self._failed, self._rests_until = True, desk.world.boot_seconds() + AGAIN
        with seen_by(SYSTEM):
            has_trouble(key=KEY, kind=KEY, detail=said, at=desk.world.now())
