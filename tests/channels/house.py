"""A small desk with a console: two lines under two regulations, a customer with two contacts, one who has no contract."""

from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from uuid import UUID

from reglament.channels.channel import Channel
from reglament.channels.console.channel import Console
from reglament.channels.fetch import Fetched, fetch, open_arrived
from reglament.channels.post import Posted, post
from reglament.core.case.act import Doer
from reglament.core.contract.contract import Contract as Text
from reglament.core.regulation.model.regulation import Regulation
from reglament.core.regulation.read import read_regulation
from reglament.desk.acts.contact import NewContact
from reglament.desk.acts.customer import NewCustomer, take_on
from reglament.desk.acts.line import NewLine, open_line
from reglament.desk.acts.open_inbound import Opened
from reglament.desk.acts.publish import publish
from reglament.desk.models import Content, Letter, Message
from reglament.desk.record.desk import Desk
from reglament.desk.record.viewer import SYSTEM
from reglament.people.models import Contact
from tests.architecture.tree import ROOT

STAFF = Doer("staff")
MAILBOX = "support@desk.example.com"
ANNA, BOB = "anna@acorn.example.com", "bob@acorn.example.com"
STRANGER = "stranger@elsewhere.test"
REGULATION = "monq"
TEXT = Text(
    number="17-P", zone="Europe/Moscow", tier="premium", from_on=date(2026, 1, 1), until_on=date(2027, 12, 31)
)
PEOPLE = (
    NewContact("Анна Липова", ANNA, "contact"),
    NewContact("Bob Marsh", BOB, "key contact", language="en"),
)


@dataclass(frozen=True, slots=True)
class House:
    """The desk, its console and who is in the books."""

    desk: Desk
    console: Console
    contract: UUID

    def on(self, desk: Desk) -> "House":
        """The same with another desk."""
        return replace(self, desk=desk)

    def drop(self, name: str, raw: bytes) -> None:
        """Put a file into the inbox, whole."""
        self.console.inbox.mkdir(parents=True, exist_ok=True)
        (self.console.inbox / name).write_bytes(raw)

    def fetch(self) -> Fetched:
        return fetch(world=self.desk.world, channel=self.console)

    def open_all(self) -> list[Opened]:
        """Open what was fetched, turn after turn until none waits."""
        opened: list[Opened] = []
        while turn := open_arrived(desk=self.desk, channels=self.channels):
            opened += turn
        return opened

    @property
    def channels(self) -> dict[str, Channel]:
        return {"console": self.console}

    def post_all(self) -> list[Posted]:
        """Send until nothing is to go out."""
        posted: list[Posted] = []
        while one := post(desk=self.desk, channels=self.channels, outward=True):
            posted.append(one)
        return posted

    def arrive(self, *letters: bytes) -> list[Opened]:
        """Let letters come in and be opened."""
        for place, raw in enumerate(letters):
            self.drop(f"{place:04}.txt", raw)
        self.fetch()
        return self.open_all()


@cache
def read(name: str) -> tuple[Regulation, bytes]:
    source = (ROOT / "regulations" / name / "2025-01.yaml").read_bytes()
    regulation, faults = read_regulation(source)
    assert regulation is not None, faults
    return regulation, source


def build(
    desk: Desk,
    folder: Path,
    *,
    regulation: str = REGULATION,
    text: Text = TEXT,
    people: tuple[NewContact, ...] = PEOPLE,
) -> House:
    """Set the desk up: one line, one customer under its contract."""
    edition, source = read(regulation)
    publish(desk=desk, viewer=SYSTEM, regulation=edition, source=source, examples=None, effective_at=0)
    line = open_line(viewer=SYSTEM, line=NewLine("Platform", regulation, "P", (("console", MAILBOX),)))
    acorn = NewCustomer("Acorn", "organisation", "Europe/Moscow", line, text, people)
    contract = take_on(desk=desk, viewer=SYSTEM, customer=acorn, by=STAFF)
    return House(desk, Console(folder / "console"), contract)


def letter(
    sender: str, subject: str = "Не открывается отчёт", body: str = "Ошибка 500.", **headers: str
) -> bytes:
    """Write a console letter."""
    head = {"From": sender, "To": MAILBOX, "Subject": subject, **headers}
    return (
        "".join(f"{name.replace('_', '-')}: {value}\n" for name, value in head.items()) + f"\n{body}"
    ).encode(errors="surrogateescape")


def case_of(opened: Opened) -> UUID:
    """The case something was made of."""
    assert opened.case is not None, opened
    return opened.case


def prose(case: UUID) -> tuple[str, str]:
    """The subject and the body of the customer's message on a case."""
    message = Message.objects.get(stream_id=case, party="customer")
    assert message.subject is not None
    assert message.body is not None
    found = {row.id: row.text or "" for row in Content.objects.filter(stream_id=case)}
    return found[message.subject], found[message.body]


def contact(address: str) -> Contact:
    return Contact.objects.get(email=address)


def written(house: House) -> list[str]:
    """The letters that went out, as they lie in the outbox."""
    return [path.read_text("utf-8") for path in sorted(house.console.outbox.glob("*.txt"))]


def sent() -> list[str]:
    """The states of all letters, in the order they were queued."""
    return list(Letter.objects.order_by("queued_at", "id").values_list("state", flat=True))
