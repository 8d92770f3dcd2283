"""The workers: each connects as its role, opens what it needs and goes round its loop until told to stop."""

from collections.abc import Callable, Mapping

from django.db import connection

from reglament.channels.channel import Channel
from reglament.channels.console.channel import Console
from reglament.channels.fetch import open_arrived
from reglament.channels.post import post as send_one
from reglament.cli.outside import Tell
from reglament.config.answering import answering_jobs
from reglament.config.connecting import database_running
from reglament.config.guarded import Guarded
from reglament.config.home import Home
from reglament.config.keeping import keeping_jobs
from reglament.config.loops import STOPPED, Loop
from reglament.config.supervise.stopping import Sleeper, sleeper
from reglament.config.telling import manner_of_this_process
from reglament.config.walled import connect_walled
from reglament.config.working import ROLE, open_working_desk
from reglament.desk.acts.seal import open_log_signer, seal_turn
from reglament.desk.clock.world import World
from reglament.desk.record.desk import Desk
from reglament.desk.watch.clock_guard import outward_allowed
from reglament.desk.watch.pulse import beat, ended
from reglament.desk.watch.turn import turn

WATCH, POST = "watch", "post"
EVERY, SOON = 1.0, 0.5  # seconds of rest; where letters pass from one process to the next
AT_ONCE = 20  # letters sent before arrived ones are looked at again

Once = Callable[[], int]


def watch(home: Home, tell: Tell) -> int:
    """Work the alarms of cases, and whatever the desk does by itself. Several at once share the work."""
    manner = manner_of_this_process()

    def begin(desk: Desk, _asleep: Sleeper) -> Once:
        def seal() -> int:
            # Read each time: a key made meanwhile signs from now on.
            return seal_turn(desk=desk, signer=open_log_signer(keys=home.log_keys, witness=home.witness))

        sealing = Guarded("log", seal, desk.world)
        jobs = (*keeping_jobs(home), *answering_jobs())
        return lambda: turn(desk=desk, process=WATCH, jobs=jobs, manner=manner).done + sealing.turn()

    return _work(home, tell, WATCH, EVERY, begin)


def post(home: Home, tell: Tell) -> int:
    """Open letters that were fetched, send what is queued."""
    channels = channels_of(home)

    def begin(desk: Desk, asleep: Sleeper) -> Once:
        return lambda: _carry(desk, channels, asleep)

    return _work(home, tell, POST, SOON, begin)


def channels_of(home: Home) -> Mapping[str, Channel]:
    """The ways in and out, by their names."""
    return {one.name: one for one in (Console(home.console),)}


def go_round(name: str, once: Once, world: World, asleep: Sleeper, rest: float) -> int:
    """Do it until told to stop, resting where there was nothing to do; give an exit code."""
    code = Loop(name, lambda: 0.0 if once() else rest, world, asleep.sleep, let_go=connection.close).run()
    if code == STOPPED:
        ended(process=name)
    return code


def _carry(desk: Desk, channels: Mapping[str, Channel], asleep: Sleeper) -> int:
    """Letters in, then letters out, unless the clock is doubted; give how many went through our hands."""
    done = len(open_arrived(desk=desk, channels=channels))
    beat(process=POST, at=desk.world.now())
    outward = outward_allowed(desk=desk, process=POST)
    for number in range(AT_ONCE):
        if asleep.stopping or send_one(desk=desk, channels=channels, outward=outward) is None:
            return done + number
    return done + AT_ONCE


def _work(home: Home, tell: Tell, name: str, rest: float, begin: Callable[[Desk, Sleeper], Once]) -> int:
    with sleeper() as asleep, database_running(home, tell):
        connect_walled(home, ROLE)
        desk = open_working_desk(home)
        return go_round(name, begin(desk, asleep), desk.world, asleep, rest)
