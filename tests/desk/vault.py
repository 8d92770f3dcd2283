"""A desk with a confidential line: keys in a folder, files on a disk, letters dropped into a console, attachments given by hand."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from uuid import UUID

from reglament.config.postgres.address import address
from reglament.core.case.act import Doer, Reply
from reglament.desk.acts.open_inbound import Opened
from reglament.desk.acts.purge import PurgeReport, purge
from reglament.desk.clock.ids import new_id
from reglament.desk.clock.virtual import VirtualWorld
from reglament.desk.content.blob_store import BlobStore
from reglament.desk.content.customer_key import have_customer_key
from reglament.desk.content.disk_files import DiskFiles
from reglament.desk.content.file import NewFile, store_file
from reglament.desk.content.fresh import NewContent, NewMessage
from reglament.desk.content.kek_file import create_kek, load_keks
from reglament.desk.content.mailbox_key import make_intake_keys
from reglament.desk.content.read import Unread, read_contents
from reglament.desk.content.rewrite import rewrite_keys
from reglament.desk.content.safe import Safe
from reglament.desk.ledger.append import link, read_stream
from reglament.desk.ledger.chain import Link
from reglament.desk.ledger.purge_record import Content as Proved
from reglament.desk.ledger.stream import find_streams
from reglament.desk.models import Blob, Content, Line, Mailbox
from reglament.desk.record.desk import Desk
from reglament.desk.record.enclosed import Enclosed
from reglament.desk.record.record import record
from reglament.desk.record.transaction import durably, seen_by
from reglament.desk.record.viewer import SYSTEM, Viewer
from tests.books import TEMPLATE
from tests.channels.house import ANNA, House, build, letter

DAY = 86_400
CHUNK = 1 << 16
STAFF = Viewer("ann", lines=(1,))


@dataclass(frozen=True, slots=True)
class Vault:
    """`keys`: the folder of key-encryption keys; `blobs`: of stored files; `owner`: who may rewrite tables."""

    house: House
    keys: Path
    files: Path
    owner: str

    @property
    def desk(self) -> Desk:
        return self.house.desk

    @property
    def world(self) -> VirtualWorld:
        world = self.desk.world
        assert isinstance(world, VirtualWorld)
        return world

    @property
    def blobs(self) -> BlobStore:
        return BlobStore(root=self.files, files=DiskFiles(), world=self.world)

    @property
    def rewrite(self) -> Callable[[], None]:
        return partial(rewrite_keys, self.owner)

    def on(self, desk: Desk) -> "Vault":
        """The same with another desk."""
        return replace(self, house=replace(self.house, desk=desk))

    def later(self, days: float) -> None:
        """Let days pass; the worker makes intake's keys as it does every day."""
        self.world.at += int(days * DAY)
        self.have_pairs()

    def have_pairs(self) -> None:
        durably(SYSTEM, lambda: make_intake_keys(safe=self.desk.safe, world=self.world))

    def arrive(self, body: str, *, subject: str = "Вопрос", sender: str = ANNA) -> UUID:
        """A letter comes and becomes a case; give it."""
        (opened,) = self.arrive_all([letter(sender, subject, body)])
        assert opened.case is not None, opened
        return opened.case

    def arrive_all(self, letters: Sequence[bytes]) -> list[Opened]:
        for raw in letters:
            self.house.drop(f"{new_id(self.world)}.txt", raw)
        self.house.fetch()
        return self.house.open_all()

    def store(self, case: UUID, payload: bytes, *, name: UUID) -> NewFile:
        """Store a file of the case's customer."""
        with seen_by(SYSTEM):
            head = find_streams([case])[case]
        names = durably(
            SYSTEM, lambda: have_customer_key(head.customer, safe=self.desk.safe, world=self.world)
        )
        with seen_by(SYSTEM):
            return store_file(
                (payload[place : place + CHUNK] for place in range(0, len(payload), CHUNK)),
                customer=head.customer,
                line=head.line,
                file_name=name,
                media_type="application/octet-stream",
                blobs=self.blobs,
                names=names,
                safe=self.desk.safe,
                world=self.world,
            )

    def attach(self, case: UUID, payload: bytes, *, name: str = "log.txt", body: str = "См. файл") -> UUID:
        """The customer sends a message with a file; give the file."""
        called, text = (
            NewContent(new_id(self.world), "name", name),
            NewContent(new_id(self.world), "body", body),
        )
        file = self.store(case, payload, name=called.id)
        message = NewMessage(new_id(self.world), "customer", ANNA, "console", None, text.id, self.world.now())
        done = record(
            desk=self.desk,
            viewer=SYSTEM,
            case=case,
            act=Reply(str(message.id)),
            by=Doer("customer", "contact"),
            enclosed=Enclosed(contents=(called, text), messages=(message,), files=(file,)),
        )
        assert not done.is_refused, done.answer
        return file.id

    def purge(self) -> PurgeReport:
        return purge(desk=self.desk, blobs=self.blobs, rewrite=self.rewrite)


def open_vault(
    desk: Desk, folder: Path, server: Path, *, confidential: bool = True, keep_days: int | None = 30
) -> Vault:
    """Build it on an empty desk."""
    keys = folder / "keys"
    create_kek(folder=keys, files=DiskFiles(), world=desk.world)
    desk = replace(desk, safe=Safe(partial(load_keks, folder=keys, files=DiskFiles())))
    house = build(desk, folder)
    with seen_by(SYSTEM):
        Line.objects.update(confidential=confidential, keep_days=keep_days)
    owner = address(server, "reglament_owner", dbname=TEMPLATE).dsn
    vault = Vault(house, keys, folder / "files", owner)
    vault.blobs.prepare()
    vault.have_pairs()
    return vault


def received_as(channel: str) -> None:
    """The mailbox counts as this declared channel."""
    with seen_by(SYSTEM):
        Mailbox.objects.update(received_as=channel)


def stored(vault: Vault) -> list[str]:
    """The names of all files on the disk."""
    return sorted(path.name for path in vault.files.glob("??/*"))


def named() -> list[str]:
    """The names that rows have for files."""
    with seen_by(SYSTEM):
        return sorted(Blob.objects.exclude(name="").values_list("name", flat=True))


def unread(vault: Vault, case: UUID) -> set[Unread | None]:
    """Why the prose of a case cannot be read; {None}: all of it can."""
    with seen_by(SYSTEM):
        ids = list(Content.objects.filter(stream_id=case).values_list("id", flat=True))
        return {one.unread for one in read_contents(ids, safe=vault.desk.safe).values()}


def links(case: UUID) -> list[Link]:
    with seen_by(SYSTEM):
        return [link(case, row) for row in read_stream(find_streams([case])[case])]


def proved(vault: Vault, case: UUID) -> list[Proved]:
    """The content of a case as an auditor gets it."""
    with seen_by(SYSTEM):
        rows = list(Content.objects.filter(stream_id=case))
        found = read_contents([row.id for row in rows], safe=vault.desk.safe)
        return [
            Proved(bytes(row.commitment), bytes(row.salt) if row.salt else None, found[row.id].payload)
            for row in rows
        ]
