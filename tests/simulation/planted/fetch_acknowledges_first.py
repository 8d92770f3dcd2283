"""A message is acknowledged before its bytes are committed."""

import pytest

from reglament.channels.channel import Channel
from reglament.channels.fetch import Fetched
from reglament.config.simulate import workers
from reglament.desk.acts.take_in import find_mailbox, take_in
from reglament.desk.clock.world import World


def plant(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(workers, "fetch", fetch)


def fetch(*, world: World, channel: Channel) -> Fetched:
    for arrived in channel.fetch():
        mailbox = find_mailbox(channel=channel.name, address=arrived.address) or find_mailbox(
            channel=channel.name
        )
        assert mailbox is not None
        channel.acknowledge(arrived)
        take_in(world=world, mailbox=mailbox, source_key=arrived.source_key, raw=arrived.raw)
    return Fetched()
