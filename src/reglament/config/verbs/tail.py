"""`tail`: the process that keeps elsewhere, second by second, what changes since a backup: the server's log, and files."""

import shutil
import time
from dataclasses import dataclass, field

from django.db import connection

from reglament.cli.outside import Tell
from reglament.cli.trouble import Trouble
from reglament.config.connecting import connect_as, database_running, real_server
from reglament.config.demo_clock import world_of
from reglament.config.guarded import Guarded
from reglament.config.home import Home
from reglament.config.keeping_copies.mirror import Mirror
from reglament.config.keeping_copies.receiver import Receiver, look
from reglament.config.keeping_copies.tail import NAMED_BY, Tail, tail_of, tails
from reglament.config.loops import STOPPED, Loop
from reglament.config.postgres.identity import checked_identity
from reglament.config.postgres.layout import layout_of
from reglament.config.supervise.stopping import sleeper
from reglament.config.working import ROLE
from reglament.desk.clock.world import World
from reglament.desk.ledger.log_keys import PUBLISHED
from reglament.desk.watch.pulse import beat, ended

TAIL = "tail"
EVERY, FILES_EVERY = 1.0, 10.0
IDLE_FOR = 20.0  # seconds without anybody who writes the log, after which we had better begin anew
LAST_WORDS, A_MOMENT = 5.0, 0.05


def tail(home: Home, tell: Tell, end: bool) -> int:  # noqa: FBT001 - a field of Operations
    """Keep the tail until told to stop. `end`: instead have the server keep nothing for one any more."""
    if real_server() is not None:
        raise Trouble("backup of another server")
    with sleeper() as asleep, database_running(home, tell):
        receiver = Receiver(home)
        if end:
            receiver.forget()
            return STOPPED
        folder = tails()
        if folder is None:
            raise Trouble("tail unnamed", variable=NAMED_BY)
        connect_as(home, ROLE)
        kept = tail_of(folder, checked_identity(layout_of(home.folder)))
        receiver.start(kept.log)
        try:
            rounds = Rounds(home, kept, receiver, world_of(home))
            code = Loop(TAIL, rounds.turn, rounds.world, asleep.sleep, let_go=connection.close).run()
            if code == STOPPED:
                rounds.have_all()
                ended(process=TAIL)
            return code
        finally:
            receiver.stop()


@dataclass(slots=True)
class Rounds:
    """Looks after the receiver, has files follow, and gives a sign of life while the log is being written."""

    home: Home
    tail: Tail
    receiver: Receiver
    world: World
    files: Guarded = field(init=False)
    _written_at: float = field(init=False)
    _files_again: float = field(default=0.0)

    def __post_init__(self) -> None:
        mirror = Mirror(self.home.files, self.tail.files)
        self.files = Guarded("tail of files", lambda: mirror.turn() + self._publish(), self.world)
        self._written_at = self.world.boot_seconds()

    def turn(self) -> float:
        """Raises Trouble where the log is not written any more."""
        now = self.world.boot_seconds()
        if (words := self.receiver.ended()) is not None:
            raise Trouble("tail refused", reason=words)
        place = look()
        if place is not None and place.active:
            self._written_at = now
            beat(process=TAIL, at=self.world.now())
        elif now - self._written_at > IDLE_FOR:
            raise Trouble("tail idle", seconds=round(now - self._written_at))
        if now >= self._files_again:
            self._files_again = now + FILES_EVERY
            self.files.turn()
        return EVERY

    def have_all(self) -> None:
        """Wait a little for what others wrote just before they were stopped."""
        self.files.turn()
        until = time.monotonic() + LAST_WORDS
        place = look()
        while place is not None and place.active and place.behind > 0 and time.monotonic() < until:
            time.sleep(A_MOMENT)
            place = look()

    def _publish(self) -> int:
        """Keep the public keys of the log too: a key made since the backup signs what the tail holds."""
        known, kept = self.home.log_keys / PUBLISHED, self.tail.published
        if not known.exists() or (kept.exists() and kept.read_bytes() == known.read_bytes()):
            return 0
        shutil.copy2(known, kept)
        return 1
