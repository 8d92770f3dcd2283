"""What is written while the power goes: letters, cases, acts and files, each acknowledged outside the disk once the desk has said yes."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path, PurePath
from random import Random
from uuid import UUID

from django.db import connection

from reglament.channels.fetch import open_arrived
from reglament.core.case.act import Assign, Doer, Reply
from reglament.desk.acts.seal import seal_turn
from reglament.desk.acts.take_in import take_in
from reglament.desk.clock.ids import new_id
from reglament.desk.content.blob_store import BlobStore
from reglament.desk.content.customer_key import have_customer_key
from reglament.desk.content.disk_files import DiskDraft, DiskFiles
from reglament.desk.content.file import store_file
from reglament.desk.content.fresh import NewContent, NewMessage
from reglament.desk.ledger.stream import find_streams
from reglament.desk.models import Mailbox
from reglament.desk.record.enclosed import Enclosed
from reglament.desk.record.record import record
from reglament.desk.record.transaction import durably, seen_by
from reglament.desk.record.viewer import SYSTEM
from tests.soak.estate import MAILBOXES, Estate
from tests.soak.peer import add_line

PIECE, MOST_PIECES = 4096, 9
STAFF = Doer("staff", actor="ann")


class Careless(DiskFiles):
    """Planted: says that a file is on the disk, and leaves that to the machine."""

    @contextmanager
    def create(self, *, path: PurePath) -> Iterator[DiskDraft]:
        with super().create(path=path) as draft:
            draft.sync = lambda: None  # type: ignore[method-assign] # the planted fault
            yield draft

    def sync_folder(self, *, path: PurePath) -> None:
        """Nothing."""


@dataclass(frozen=True, slots=True)
class Writer:
    """One process. `said`: the file outside the disk that takes what was acknowledged."""

    estate: Estate
    said: Path
    files: DiskFiles
    life: int

    def write_for_ever(self) -> None:
        """Letter after letter; a checkpoint of the log now and then."""
        random = Random(self.life)  # noqa: S311 - repeatable on purpose
        mailbox = Mailbox.objects.get(channel="peer").id
        for number in count():
            self._receive(mailbox, f"{self.life} {number}", random)
            for opened in open_arrived(desk=self.estate.desk, channels=self.estate.channels):
                if opened.outcome == "received" and opened.case is not None:
                    self._say("case", opened.case)
                    self._assign(opened.case)
                    self._attach(opened.case, random.randbytes(random.randrange(1, MOST_PIECES * PIECE)))
            if self.life == 1 and number % 10 == 9:
                seal_turn(desk=self.estate.desk, signer=self.estate.signer, at_once=True)

    def _say(self, what: str, which: UUID) -> None:
        add_line(self.said, f"{what} {which}")

    def _receive(self, mailbox: int, token: str, random: Random) -> None:
        sender = random.choice(self.estate.people)
        raw = f"From: {sender}\nTo: {MAILBOXES['peer']}\nSubject: {token}\n\nBody of {token}.\n".encode()
        taken = take_in(world=self.estate.world, mailbox=mailbox, source_key=token, raw=raw)
        self._say("raw", taken.inbound)

    def _assign(self, case: UUID) -> None:
        act = new_id(self.estate.world)
        record(desk=self.estate.desk, viewer=SYSTEM, case=case, act=Assign("e1"), by=STAFF, act_id=act)
        self._say("act", act)

    def _attach(self, case: UUID, payload: bytes) -> None:
        """A message of staff with a file: first the file is stored, then a row names it."""
        desk, world = self.estate.desk, self.estate.world
        with seen_by(SYSTEM):
            head = find_streams([case])[case]
        names = durably(SYSTEM, lambda: have_customer_key(head.customer, safe=desk.safe, world=world))
        called = NewContent(new_id(world), "name", "log.txt")
        with seen_by(SYSTEM):
            file = store_file(
                (payload[place : place + PIECE] for place in range(0, len(payload), PIECE)),
                customer=head.customer,
                line=head.line,
                file_name=called.id,
                media_type="text/plain",
                blobs=blobs_of(self.estate, self.files),
                names=names,
                safe=desk.safe,
                world=world,
            )
        message = NewMessage(new_id(world), "staff", "ann", "peer", None, None, world.now())
        enclosed = Enclosed(contents=(called,), messages=(message,), files=(file,))
        record(desk=desk, viewer=SYSTEM, case=case, act=Reply(str(message.id)), by=STAFF, enclosed=enclosed)
        self._say("file", file.id)


def blobs_of(estate: Estate, files: DiskFiles) -> BlobStore:
    return BlobStore(root=estate.home.files, files=files, world=estate.world)


def let_write(estate: Estate, said: Path, files: DiskFiles, life: int) -> None:
    """Be such a process, until killed."""
    connection.close()
    Writer(estate.lived_by(life), said, files, life).write_for_ever()
