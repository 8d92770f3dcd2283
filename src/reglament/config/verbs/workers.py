"""The workers: each connects as its role, opens a desk and goes round its loop until told to stop."""

from collections.abc import Callable

from reglament.channels.console.channel import Console
from reglament.channels.fetch import fetch, open_arrived
from reglament.cli.outside import Tell
from reglament.config.almanac import load_almanac
from reglament.config.connecting import connect_as, database_running
from reglament.config.home import Home
from reglament.config.loops import Loop
from reglament.config.supervise.stopping import sleeper
from reglament.desk.clock.world import Machine
from reglament.desk.record.desk import Desk, open_desk
from reglament.desk.watch.pulse import beat, ended
from reglament.desk.watch.turn import turn

ROLE = "desk_worker"
WATCH, POST = "watch", "post"
EVERY = 1.0


def watch(home: Home, tell: Tell) -> int:
    """Work the alarms of cases, and whatever the desk does by itself. Several at once share the work."""

    def once(desk: Desk) -> float:
        done = turn(desk=desk, process=WATCH)
        return 0.0 if done.done else EVERY

    return _work(home, tell, WATCH, once)


def post(home: Home, tell: Tell) -> int:
    """Fetch letters, open them, send what is queued."""
    channels = {one.name: one for one in (Console(home.console),)}

    def once(desk: Desk) -> float:
        fetched = [fetch(world=desk.world, channel=channel) for channel in channels.values()]
        opened = open_arrived(desk=desk, channels=channels)
        beat(process=POST, at=desk.world.now())
        return 0.0 if opened or any(one.new for one in fetched) else EVERY

    return _work(home, tell, POST, once)


def _work(home: Home, tell: Tell, name: str, once: Callable[[Desk], float]) -> int:
    with sleeper() as asleep, database_running(home, tell):
        connect_as(home, ROLE)
        desk = open_desk(Machine(), load_almanac())
        code = Loop(name, lambda: once(desk), desk.world, asleep.sleep).run()
        if code == 0:
            ended(process=name)
        return code
