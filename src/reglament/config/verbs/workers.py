"""The workers: each connects as its role, opens a desk and goes round its loop until told to stop."""

import traceback
from uuid import UUID

from reglament.cli.outside import Tell
from reglament.config.almanac import load_almanac
from reglament.config.connecting import connect_as, database_running
from reglament.config.home import Home
from reglament.config.loops import Loop, log
from reglament.config.supervise.stopping import sleeper
from reglament.desk.clock.world import Machine
from reglament.desk.record.desk import open_desk
from reglament.desk.watch.put_off import PutOff
from reglament.desk.watch.tick import tick

EVERY = 1.0


def watch(home: Home, tell: Tell) -> int:
    """Work the alarms of cases. Several at once share them."""
    with sleeper() as asleep, database_running(home, tell):
        connect_as(home, "desk_worker")
        world = Machine()
        desk = open_desk(world, load_almanac())
        put_off = PutOff()

        def failed(case: UUID, trouble: Exception) -> None:
            traceback.print_exception(trouble)
            again_at = put_off.put_off(case=case, reason=repr(trouble), at=world.now())
            log(f"watch: the alarm of case {case} is put off to {again_at}: {trouble!r}")

        def detail() -> str:
            return "; ".join(f"{case}: {reason}" for case, reason in put_off.reasons.items())

        loop = Loop("watch", lambda: tick(desk=desk, failed=failed), EVERY, world, asleep.sleep, detail)
        return loop.run()
