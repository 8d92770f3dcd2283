"""The processes of the desk as the simulation steps them: each with its own line to the database and its own memory of streams."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import PurePath

from django.db import connections

from reglament.channels.channel import Channel
from reglament.channels.fetch import fetch, open_arrived
from reglament.channels.post import post
from reglament.config.simulate.fault import Kind, Plan
from reglament.config.simulate.ground import Ground
from reglament.config.simulate.wire import ALIAS, Wire
from reglament.desk.acts.purge import purge
from reglament.desk.acts.seal import LogSigner, seal_turn
from reglament.desk.clock.virtual import VirtualWorld
from reglament.desk.content.blob_store import BlobStore
from reglament.desk.content.disk_files import DiskFiles
from reglament.desk.content.kek_file import load_keks
from reglament.desk.content.mailbox_key import make_intake_keys
from reglament.desk.content.memory_files import MemoryFiles
from reglament.desk.content.rewrite import rewrite_keys
from reglament.desk.content.safe import Safe
from reglament.desk.record.desk import Desk
from reglament.desk.record.transaction import durably
from reglament.desk.record.viewer import SYSTEM
from reglament.desk.watch.clock_guard import look, outward_allowed
from reglament.desk.watch.schedule import Job
from reglament.desk.watch.turn import turn

Turn = Callable[[Desk], object]
POST, SECOND, WATCH, SEAL, KEEP, HANDS = "post", "second post", "watch", "seal", "keep", "hands"
AT_ONCE, FEW = 5, 2  # in one turn, so that two can be at it
BLOBS = PurePath("/blobs")


@dataclass(slots=True)
class Worker:
    """One process. `turn`: what it does when it gets a turn; `plan`: what befalls the turn at hand."""

    name: str
    ground: Ground
    world: VirtualWorld
    turn: Turn
    told: Callable[[Kind], None]
    plan: Plan = field(default_factory=Plan)
    wire: Wire = field(init=False)
    desk: Desk = field(init=False)

    def __post_init__(self) -> None:
        self._start()

    def restart(self) -> None:
        """Begin as a fresh process: nothing is remembered, nothing is connected."""
        self.wire.cut()
        self._start()

    def _start(self) -> None:
        self.wire = Wire(self.ground.url, self._committing)
        safe = Safe(partial(load_keks, folder=self.ground.keks, files=DiskFiles()))
        self.desk = Desk(self.world, self.ground.shelf, safe=safe)

    def reconnect(self) -> None:
        """The line was lost, the process lives on."""
        self.wire.cut()
        self.wire = Wire(self.ground.url, self._committing)
        connections[ALIAS] = self.wire

    def _committing(self) -> Kind | None:
        if not self.plan.strikes_commit() or self.plan.kind is None:
            return None
        self.told(self.plan.kind)
        return self.plan.kind


def turns(
    ground: Ground, world: VirtualWorld, channel: Channel, signer: LogSigner, *, every: int = 3600
) -> Mapping[str, Turn]:
    """What each process does in a turn, as the workers of a running desk do it."""
    channels: dict[str, Channel] = {channel.name: channel}
    blobs = BlobStore(root=BLOBS, files=MemoryFiles(), world=world)
    blobs.prepare()

    def carry(desk: Desk) -> None:
        fetch(world=desk.world, channel=channel)
        open_arrived(desk=desk, channels=channels, limit=FEW)
        outward = outward_allowed(desk=desk, process=POST)
        for _ in range(AT_ONCE):
            if post(desk=desk, channels=channels, outward=outward) is None:
                return

    def keys(desk: Desk, _at: int) -> None:
        durably(SYSTEM, lambda: make_intake_keys(safe=desk.safe, world=desk.world))

    def destroy(desk: Desk, _at: int) -> None:
        purge(desk=desk, blobs=blobs, rewrite=lambda: rewrite_keys(ground.owner, patience="20ms"))

    jobs: Sequence[Job] = (
        Job("intake keys", every, keys, missed="coalesce", own_transactions=True),
        Job("purge", every, destroy, missed="coalesce", own_transactions=True),
    )
    return {
        POST: carry,
        SECOND: carry,
        WATCH: lambda desk: turn(desk=desk, process=WATCH),
        KEEP: lambda desk: turn(desk=desk, process=WATCH, jobs=jobs),
        SEAL: lambda desk: seal_turn(desk=desk, signer=signer),
    }


def looks(desk: Desk, *, process: str) -> str:
    """What whoever has nothing to do does every second: he looks at the clock, and says what holds letters back."""
    held = look(desk=desk, process=process)
    return held.why if held else "the clock is right"


# Two of one trade bear one name on a machine, and know what either saw.
LOOKS: Mapping[str, Turn] = {
    WATCH: partial(looks, process=WATCH),
    POST: partial(looks, process=POST),
    SECOND: partial(looks, process=POST),
}
