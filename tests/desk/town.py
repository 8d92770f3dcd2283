"""A small town for tests of reading: two customers, a partner with an end customer, two lines; every text carries a canary."""

from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from uuid import UUID

from reglament.core.case.act import Act, Doer, Receive, Reply
from reglament.core.contract.contract import Contract as Text
from reglament.core.contract.event import ContactAdded, ContractEvent, Granted
from reglament.core.contract.kept import KeptContract
from reglament.core.regulation.model.regulation import Regulation
from reglament.core.regulation.read import read_regulation
from reglament.desk.clock.ids import new_id
from reglament.desk.clock.virtual import VirtualWorld
from reglament.desk.clock.world import World
from reglament.desk.content.fresh import NewContent, NewMessage
from reglament.desk.content.keep import keep_contents, keep_messages
from reglament.desk.content.kek import Kek, KekRing
from reglament.desk.content.safe import Safe
from reglament.desk.content.secret import Secret
from reglament.desk.ledger.append import append, read_stream
from reglament.desk.ledger.number import take_number
from reglament.desk.ledger.stored import read_contract_entry, store_contract_entry
from reglament.desk.ledger.stream import find_streams, open_stream
from reglament.desk.models import Contract, Edition, Line, Number
from reglament.desk.record.books import ContractBook
from reglament.desk.record.desk import Desk
from reglament.desk.record.enclosed import Enclosed
from reglament.desk.record.receive import Sender, receive
from reglament.desk.record.record import record
from reglament.desk.record.transaction import seen_by
from reglament.desk.record.viewer import SYSTEM, Viewer
from reglament.people.models import Contact, Customer, User
from tests.architecture.tree import ROOT
from tests.canary import Canaries

SOURCE = ROOT / "docs" / "regulation" / "acorn" / "2026-01.yaml"
OPEN_LINE, OTHER_LINE = 1, 2
STAFF, SYSTEM_DOER = Doer("staff", actor="ann"), Doer("system")
CUSTOMERS = ("ash", "birch", "cedar", "dill")


@cache
def acorn() -> Regulation:
    regulation, faults = read_regulation(SOURCE.read_bytes())
    assert regulation is not None, faults
    return regulation


KEYS = KekRing(keks=[Kek(1, Secret(bytes(32)))])


@dataclass(frozen=True, slots=True)
class House:
    """A customer of the town. `contracts` by line."""

    name: str
    id: UUID
    contact: UUID
    contracts: dict[int, UUID]


@dataclass(slots=True)
class Town:
    """`ann` works on the first line, `bob` on both; dill is served through cedar. `cases` by customer."""

    desk: Desk
    houses: dict[str, House]
    ann_id: UUID
    canaries: Canaries = field(default_factory=Canaries)
    cases: dict[str, list[UUID]] = field(default_factory=lambda: {name: [] for name in CUSTOMERS})

    @property
    def now(self) -> int:
        return self.desk.world.now()

    def later(self, seconds: int = 60) -> None:
        world = self.desk.world
        assert isinstance(world, VirtualWorld)
        world.at += seconds

    @property
    def ann(self) -> Viewer:
        return Viewer(str(self.ann_id), lines=(OPEN_LINE,))

    @property
    def bob(self) -> Viewer:
        return Viewer("bob", lines=(OPEN_LINE, OTHER_LINE))

    def viewer(self, *names: str) -> Viewer:
        """Somebody of these customers."""
        return Viewer(names[0], customers=tuple(self.houses[name].id for name in names))

    def open(self, name: str, *, line: int = OPEN_LINE, severity: str = "s3", subject: str = "") -> UUID:
        """A customer's request arrives with subject and body, and staff writes a note on it."""
        house = self.houses[name]
        sender = Sender(
            house.id, line, acorn(), "Europe/Berlin", contract=house.contracts[line], contact=house.contact
        )
        letter = self._message(name, "customer", subject=f"{subject} {self.canaries.text(name)}".strip())
        with seen_by(SYSTEM):
            number = take_number(line)
        done = receive(
            desk=self.desk,
            viewer=SYSTEM,
            act=Receive("portal", "contact", axes={"severity": severity}, message=str(letter.messages[0].id)),
            sender=sender,
            by=Doer("customer", "contact", str(house.contact)),
            name=number,
            enclosed=letter,
        )
        self.cases[name].append(done.case)
        self.later()
        self._note(name, done.case)
        return done.case

    def _note(self, name: str, case: UUID) -> None:
        note = self._message(name, "staff", note=True)
        with seen_by(SYSTEM):
            head = find_streams([case])[case]
            keep_contents(head, note.contents, safe=self.desk.safe, world=self.desk.world, at=self.now)
            keep_messages(head, note.messages)

    def reply(self, name: str, case: UUID) -> UUID:
        """Staff answers; give the message."""
        self.later()
        letter = self._message(name, "staff")
        self.act(case, Reply(str(letter.messages[0].id)), STAFF, letter)
        return letter.messages[0].id

    def automatic(self, name: str, case: UUID, *, at: int) -> None:
        """A letter on the case that no person wrote, of some moment."""
        letter = self._message(name, "system")
        with seen_by(SYSTEM):
            head = find_streams([case])[case]
            keep_contents(head, letter.contents, safe=self.desk.safe, world=self.desk.world, at=at)
            keep_messages(head, [replace(one, sent_at=at) for one in letter.messages])

    def write_contract(self, contract: UUID, events: tuple[ContractEvent, ...]) -> None:
        """Enter events on a contract past every decision."""
        with seen_by(SYSTEM):
            _enter(self.desk.world, contract, events)

    def act(self, case: UUID, act: Act, by: Doer = STAFF, enclosed: Enclosed | None = None) -> None:
        done = record(
            desk=self.desk, viewer=SYSTEM, case=case, act=act, by=by, enclosed=enclosed or Enclosed()
        )
        assert not done.is_refused, done.answer

    def _message(self, name: str, party: str, *, subject: str | None = None, note: bool = False) -> Enclosed:
        world = self.desk.world
        token = self.canaries.note(name) if note else self.canaries.text(name)
        body = NewContent(new_id(world), "body", f"Сервер не отвечает, the printer burns {token}", note)
        top = None if subject is None else NewContent(new_id(world), "subject", subject)
        message = NewMessage(
            new_id(world), party, self.canaries.text(name) if party == "customer" else "ann", "portal",
            top.id if top else None, body.id, world.now(), note,
        )  # fmt: skip
        return Enclosed(contents=(top, body) if top else (body,), messages=(message,))


def found_town(desk: Desk, *, sealed: int = 0) -> Town:
    """Lay out an empty town: lines, `sealed` the confidential one, an edition in force, customers with contracts on both."""
    desk = replace(desk, safe=Safe(lambda: KEYS))
    world = desk.world
    assert isinstance(world, VirtualWorld)
    ann = new_id(world)
    with seen_by(SYSTEM):
        Edition.objects.create(
            digest=acorn().digest, regulation="acorn", edition="2026-01", source=SOURCE.read_bytes(),
            effective_at=0, published_at=0, published_by="ann",
        )  # fmt: skip
        for line, name in ((OPEN_LINE, "Acorn"), (OTHER_LINE, "Bracken")):
            Line.objects.create(
                id=line, name=name, regulation="acorn", prefix=name[0], confidential=line == sealed
            )
            Number.objects.create(line_id=line)
        User.objects.create(id=ann, email="ann@example.com", name="Анна Ковш")
        houses: dict[str, House] = {}
        for name in CUSTOMERS:
            partner = houses["cedar"].id if name == "dill" else None
            houses[name] = _settle(world, name, partner)
    return Town(desk, houses, ann)


def _settle(world: VirtualWorld, name: str, partner: UUID | None) -> House:
    house = House(
        name, new_id(world), new_id(world), {line: new_id(world) for line in (OPEN_LINE, OTHER_LINE)}
    )
    Customer.objects.create(
        id=house.id, name=f"qz{name}text0zq", kind="organisation", partner_id=partner, made_at=world.now()
    )
    Contact.objects.create(
        id=house.contact, customer_id=house.id, name=f"qz{name}text0zq", email=f"{name}@example.com"
    )
    for line, contract in house.contracts.items():
        number = f"{name.upper()}-{line}"
        Contract.objects.create(id=contract, customer_id=house.id, line_id=line, number=number)
        open_stream(id=contract, customer=house.id, line=line, kind="contract", name=number)
        text = Text(number, "enterprise", "Europe/Berlin", date(2026, 1, 1), date(2026, 12, 31))
        events: tuple[ContractEvent, ...] = (Granted(text), ContactAdded(str(house.contact), "contact"))
        _enter(world, contract, events)
    return house


def _enter(world: World, contract: UUID, events: tuple[ContractEvent, ...]) -> None:
    head = find_streams([contract])[contract]
    entries = tuple(map(read_contract_entry, read_stream(head)))
    book = ContractBook(head, KeptContract(entries), locked=True)
    book.enter(events, STAFF, happened_at=world.now(), known_at=world.now())
    append(head, [store_contract_entry(entry, act=new_id(world)) for entry in book.fresh])
