"""`fetch`: the process that takes messages in. It adds them to the books, can read none of them back, and holds no key that opens one."""

from reglament.channels.channel import Channel
from reglament.channels.fetch import fetch as fetch_from
from reglament.cli.outside import Tell
from reglament.config.connecting import database_running
from reglament.config.demo_clock import world_of
from reglament.config.guarded import Guarded
from reglament.config.home import Home
from reglament.config.supervise.stopping import sleeper
from reglament.config.verbs.workers import SOON, channels_of, go_round
from reglament.config.walled import connect_walled
from reglament.desk.clock.world import World
from reglament.desk.watch.pulse import beat

FETCH, ROLE = "fetch", "desk_ingest"


def fetch(home: Home, tell: Tell) -> int:
    """Take in what waits at every channel; whatever opens it is another process."""
    with sleeper() as asleep, database_running(home, tell):
        connect_walled(home, ROLE)
        world = world_of(home)
        channels = [_guarded(channel, world) for channel in channels_of(home).values()]

        def once() -> int:
            beat(process=FETCH, at=world.now())
            return sum(one.turn() for one in channels)

        return go_round(FETCH, once, world, asleep, SOON)


def _guarded(channel: Channel, world: World) -> Guarded:
    """A channel that cannot be read is a trouble of its own: others are fetched meanwhile."""
    return Guarded(f"fetch {channel.name}", lambda: fetch_from(world=world, channel=channel).new, world)
