"""The workers: each connects as its role, opens a desk and goes round its loop until told to stop."""

from collections.abc import Callable, Mapping, Sequence

from django.db import connection

from reglament.channels.channel import Channel
from reglament.channels.console.channel import Console
from reglament.channels.fetch import fetch, open_arrived
from reglament.channels.post import post as send_one
from reglament.cli.outside import Tell
from reglament.config.answering import answering_jobs
from reglament.config.connecting import connect_as, database_running
from reglament.config.guarded import Guarded
from reglament.config.home import Home
from reglament.config.keeping import keeping_jobs
from reglament.config.loops import STOPPED, Loop
from reglament.config.supervise.stopping import Sleeper, sleeper
from reglament.config.working import ROLE, open_working_desk
from reglament.desk.acts.seal import open_log_signer, seal_turn
from reglament.desk.record.desk import Desk
from reglament.desk.watch.clock_guard import outward_allowed
from reglament.desk.watch.pulse import beat, ended
from reglament.desk.watch.turn import turn

WATCH, POST = "watch", "post"
EVERY = 1.0
AT_ONCE = 20  # letters sent before the inbox is looked at again

Begin = Callable[[Desk, Sleeper], Callable[[], int]]


def watch(home: Home, tell: Tell) -> int:
    """Work the alarms of cases, and whatever the desk does by itself. Several at once share the work."""

    def begin(desk: Desk, _asleep: Sleeper) -> Callable[[], int]:
        signer = open_log_signer(keys=home.log_keys, witness=home.witness)
        sealing = Guarded("log", lambda desk: seal_turn(desk=desk, signer=signer))
        jobs = (*keeping_jobs(home), *answering_jobs())
        return lambda: turn(desk=desk, process=WATCH, jobs=jobs).done + sealing.turn(desk)

    return _work(home, tell, WATCH, begin)


def post(home: Home, tell: Tell) -> int:
    """Fetch letters, open them, send what is queued."""
    channels: dict[str, Channel] = {one.name: one for one in (Console(home.console),)}

    def begin(desk: Desk, asleep: Sleeper) -> Callable[[], int]:
        fetching = [_fetching(channel) for channel in channels.values()]
        return lambda: _carry(desk, fetching, channels, asleep)

    return _work(home, tell, POST, begin)


def _fetching(channel: Channel) -> Guarded:
    """A channel that cannot be read is a trouble of its own: others are fetched, and letters go out."""
    return Guarded(f"fetch {channel.name}", lambda desk: fetch(world=desk.world, channel=channel).new)


def _carry(desk: Desk, fetching: Sequence[Guarded], channels: Mapping[str, Channel], asleep: Sleeper) -> int:
    """Letters in, then letters out, unless the clock is doubted; give how many went through our hands."""
    done = sum(one.turn(desk) for one in fetching)
    done += len(open_arrived(desk=desk, channels=channels))
    beat(process=POST, at=desk.world.now())
    outward = outward_allowed(desk=desk, process=POST)
    for number in range(AT_ONCE):
        if asleep.stopping or send_one(desk=desk, channels=channels, outward=outward) is None:
            return done + number
    return done + AT_ONCE


def _work(home: Home, tell: Tell, name: str, begin: Begin) -> int:
    with sleeper() as asleep, database_running(home, tell):
        connect_as(home, ROLE)
        desk = open_working_desk(home)
        once = begin(desk, asleep)
        loop = Loop(name, lambda: 0.0 if once() else EVERY, desk.world, asleep.sleep, let_go=connection.close)
        code = loop.run()
        if code == STOPPED:
            ended(process=name)
        return code
