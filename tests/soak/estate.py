"""A desk for long trials: a home with its own server, one line with two mailboxes, twenty customers with two people each."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

from django.db import connection

from reglament.channels.channel import Channel
from reglament.channels.console.channel import Console
from reglament.config.almanac import load_almanac
from reglament.config.connecting import connect_as
from reglament.config.home import Home
from reglament.config.postgres import init, start
from reglament.config.verbs.init import bring_up_to_date
from reglament.config.working import ROLE
from reglament.core.case.act import Doer
from reglament.core.contract.contract import Contract as Text
from reglament.desk.acts.contact import NewContact
from reglament.desk.acts.customer import NewCustomer, take_on
from reglament.desk.acts.line import NewLine, open_line
from reglament.desk.acts.publish import publish
from reglament.desk.acts.seal import LogSigner, open_log_signer
from reglament.desk.content.disk_files import DiskFiles
from reglament.desk.content.kek_file import load_keks
from reglament.desk.content.safe import Safe
from reglament.desk.models import Line, Mailbox
from reglament.desk.record.desk import Desk, open_desk
from reglament.desk.record.transaction import seen_by
from reglament.desk.record.viewer import SYSTEM
from reglament.words.catalogue import LANGUAGES, catalogue
from tests.books import MONDAY
from tests.desk.lab import SOURCE, policy
from tests.desk.staff import Staff
from tests.soak.peer import Peer
from tests.soak.shared_world import SharedWorld

CUSTOMERS = 20
MAILBOXES = {"console": "files@desk.example.com", "peer": "mail@desk.example.com"}
BY = Doer("staff", actor="ann")


@dataclass(frozen=True, slots=True)
class Estate:
    """What every process of the trial holds. `people`: addresses of contacts; `line`: the one there is."""

    home: Home
    world: SharedWorld
    desk: Desk
    console: Console
    peer: Peer
    signer: LogSigner
    people: tuple[str, ...]
    line: int

    @property
    def channels(self) -> Mapping[str, Channel]:
        return {one.name: one for one in (self.console, self.peer)}

    @property
    def told(self) -> Path:
        """Where an engineer's process says which acts were done."""
        return self.home.folder / "told"

    def lived_by(self, life: int) -> "Estate":
        """The same in a process forked from here, which remembers the editions and calendars that were read here, and no case."""
        return replace(self, peer=replace(self.peer, life=life))


def fresh_desk(home: Home, world: SharedWorld) -> Desk:
    safe = Safe(partial(load_keks, folder=home.content_keys, files=DiskFiles()))
    return open_desk(world, load_almanac(), safe=safe)


def found(folder: Path, *, scratch: bool) -> Estate:
    """Make it all, with the server running; `scratch`: one that never waits for the disk."""
    home = Home(folder)
    home.make()
    init(home.folder, scratch=scratch)
    start(home.folder)
    bring_up_to_date(home, lambda _line: None)
    connect_as(home, ROLE)
    world = SharedWorld(MONDAY)
    desk = fresh_desk(home, world)
    publish(
        desk=desk,
        viewer=SYSTEM,
        regulation=policy(),
        source=SOURCE.read_bytes(),
        examples=None,
        effective_at=0,
    )
    line = open_line(viewer=SYSTEM, line=NewLine("laboratory", policy().name, "L", tuple(MAILBOXES.items())))
    with seen_by(SYSTEM):
        Mailbox.objects.update(received_as="portal")
    _hire(desk, line)
    people = tuple(address for number in range(CUSTOMERS) for address in _take_on(desk, line, number))
    with seen_by(SYSTEM):
        desk.shelf.in_force(policy().name, MONDAY)
    for language in LANGUAGES:
        catalogue(language)
    signer = open_log_signer(keys=home.log_keys, witness=home.witness)
    connection.close()
    console, peer = Console(home.console), Peer(home.folder / "peer")
    peer.inbox.mkdir(parents=True)
    return Estate(home, world, desk, console, peer, signer, people, line)


def _hire(desk: Desk, line: int) -> None:
    """A team of three: who works, who leads, who is told of what was not kept."""
    staff = Staff(desk)
    staff.hire("eve", told_by="console")
    staff.hire("lee", role="lead", told_by="peer")
    staff.hire("max", role="head", told_by="peer")
    with seen_by(SYSTEM):
        Line.objects.filter(id=line).update(team_id=staff.team)


def _take_on(desk: Desk, line: int, number: int) -> tuple[str, ...]:
    text = Text(f"C-{number}", "wide", "Europe/Moscow", date(2026, 1, 1), date(2027, 12, 31))
    people = tuple(NewContact(f"Person {each}", f"{each}@c{number}.example.com", "contact") for each in "ab")
    customer = NewCustomer(f"Customer {number}", "organisation", "Europe/Moscow", line, text, people)
    take_on(desk=desk, viewer=SYSTEM, customer=customer, by=BY)
    return tuple(person.email for person in people)
