"""The workers: each connects as its role, opens a desk and goes round its loop until told to stop."""

from collections.abc import Callable

from reglament.channels.channel import Channel
from reglament.channels.console.channel import Console
from reglament.channels.fetch import fetch, open_arrived
from reglament.channels.post import post as send_one
from reglament.cli.outside import Tell
from reglament.config.connecting import connect_as, database_running
from reglament.config.home import Home
from reglament.config.loops import STOPPED, Loop
from reglament.config.sealing import Sealing
from reglament.config.supervise.stopping import Sleeper, sleeper
from reglament.config.working import ROLE, open_working_desk
from reglament.desk.acts.seal import open_log_signer
from reglament.desk.record.desk import Desk
from reglament.desk.watch.clock_guard import outward_allowed
from reglament.desk.watch.pulse import beat, ended
from reglament.desk.watch.turn import turn

WATCH, POST = "watch", "post"
EVERY = 1.0
AT_ONCE = 20  # letters sent before the inbox is looked at again

Once = Callable[[Desk, Sleeper], int]


def watch(home: Home, tell: Tell) -> int:
    """Work the alarms of cases, and whatever the desk does by itself. Several at once share the work."""
    sealing = Sealing(open_log_signer(keys=home.log_keys, witness=home.witness))

    def once(desk: Desk, _asleep: Sleeper) -> int:
        return turn(desk=desk, process=WATCH).done + sealing.turn(desk)

    return _work(home, tell, WATCH, once)


def post(home: Home, tell: Tell) -> int:
    """Fetch letters, open them, send what is queued."""
    channels: dict[str, Channel] = {one.name: one for one in (Console(home.console),)}

    def once(desk: Desk, asleep: Sleeper) -> int:
        fetched = sum(fetch(world=desk.world, channel=channel).new for channel in channels.values())
        opened = len(open_arrived(desk=desk, channels=channels))
        beat(process=POST, at=desk.world.now())
        return fetched + opened + _send(desk, channels, asleep)

    return _work(home, tell, POST, once)


def _send(desk: Desk, channels: dict[str, Channel], asleep: Sleeper) -> int:
    """Send some letters, unless the clock is doubted; give how many went through our hands."""
    outward = outward_allowed(desk=desk, process=POST)
    for number in range(AT_ONCE):
        if asleep.stopping or send_one(desk=desk, channels=channels, outward=outward) is None:
            return number
    return AT_ONCE


def _work(home: Home, tell: Tell, name: str, once: Once) -> int:
    with sleeper() as asleep, database_running(home, tell):
        connect_as(home, ROLE)
        desk = open_working_desk(home)
        loop = Loop(name, lambda: 0.0 if once(desk, asleep) else EVERY, desk.world, asleep.sleep)
        code = loop.run()
        if code == STOPPED:
            ended(process=name)
        return code
