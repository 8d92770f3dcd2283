"""One turn of fetching, and one of opening what was fetched: two processes under two database roles, or one after the other."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from reglament.channels.channel import Channel
from reglament.desk.acts.open_inbound import BATCH, Opened, open_inbound, pick_inbound
from reglament.desk.acts.take_in import find_mailbox, take_in
from reglament.desk.clock.fail_point import fail_point
from reglament.desk.clock.world import World
from reglament.desk.content.mailbox_key import NoIntakeKey
from reglament.desk.record.desk import Desk


@dataclass(frozen=True, slots=True)
class Fetched:
    """How many messages were new, were there already, and had to be left where they are: no mailbox may take them today."""

    new: int = 0
    repeated: int = 0
    left: int = 0


def fetch(*, world: World, channel: Channel) -> Fetched:
    """Take in what waits at a channel. It is let go of there only once its bytes are committed here."""
    found: Counter[str] = Counter()
    for arrived in channel.fetch():
        mailbox = find_mailbox(channel=channel.name, address=arrived.address)
        # Meant for nobody here: the first mailbox takes it, and the reader sets it apart in sight.
        mailbox = find_mailbox(channel=channel.name) if mailbox is None else mailbox
        if mailbox is None:
            found["left"] += 1
            continue
        try:
            taken = take_in(world=world, mailbox=mailbox, source_key=arrived.source_key, raw=arrived.raw)
        except NoIntakeKey:
            found["left"] += 1
            continue
        try:
            channel.acknowledge(arrived)
        except OSError:
            # Its bytes are safe here; it comes again and is known. Those behind it must not wait.
            found["left"] += 1
        fail_point("ingest.after acknowledge")
        found[taken.outcome] += 1
    return Fetched(found["new"], found["repeated"], found["left"])


def open_arrived(*, desk: Desk, channels: Mapping[str, Channel], limit: int = BATCH) -> list[Opened]:
    """Open up to `limit` messages that were taken in, in order of arrival; an empty list: none waits."""
    return [
        open_inbound(desk=desk, leased=leased, parse=channels[leased.channel].parse)
        for leased in pick_inbound(desk=desk, channels=list(channels), limit=limit)
    ]
