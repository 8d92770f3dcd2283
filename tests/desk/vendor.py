"""A vendor with one line for tests of the books: an edition published, the line opened, customers taken on, cases received."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from uuid import UUID

from reglament.core.case.act import Act, Doer, Receive
from reglament.core.contract.contract import Contract as Text
from reglament.core.contract.fold import fold_contract
from reglament.core.contract.standing import Standing
from reglament.core.regulation.model.regulation import Regulation
from reglament.core.regulation.read import read_regulation
from reglament.desk.acts.contact import NewContact
from reglament.desk.acts.customer import NewCustomer, take_on
from reglament.desk.acts.identify import Identified, identify
from reglament.desk.acts.line import NewLine, open_line
from reglament.desk.acts.publish import publish
from reglament.desk.clock.virtual import VirtualWorld
from reglament.desk.ledger.number import take_number
from reglament.desk.ledger.stream import find_streams
from reglament.desk.models import Contract
from reglament.desk.record.desk import Desk
from reglament.desk.record.receive import Sender, receive
from reglament.desk.record.record import record
from reglament.desk.record.recorded import Recorded
from reglament.desk.record.transaction import seen_by
from reglament.desk.record.viewer import SYSTEM, Viewer
from reglament.people.models import Contact
from tests.architecture.tree import ROOT

STAFF = Doer("staff", actor="vera")
FROM, UNTIL = date(2026, 1, 1), date(2026, 12, 31)


@cache
def edition(name: str, was: str = "", now: str = "") -> tuple[Regulation, bytes]:
    """A regulation of the repository, perhaps with one piece of its text otherwise."""
    text = (ROOT / "regulations" / name / "2025-01.yaml").read_text()
    assert was in text
    source = text.replace(was, now, 1).encode() if was else text.encode()
    regulation, faults = read_regulation(source)
    assert regulation is not None, faults
    return regulation, source


@dataclass(frozen=True, slots=True)
class Vendor:
    """`line` is served under `regulation`; `vera` works on it."""

    desk: Desk
    line: int
    regulation: Regulation

    @property
    def vera(self) -> Viewer:
        return Viewer("vera", lines=(self.line,))

    @property
    def world(self) -> VirtualWorld:
        world = self.desk.world
        assert isinstance(world, VirtualWorld)
        return world

    def take_on(
        self,
        name: str,
        text: Text,
        *people: NewContact,
        kind: str = "organisation",
        zone: str = "Europe/Moscow",
    ) -> UUID:
        """Give the contract of a fresh customer."""
        customer = NewCustomer(name, kind, zone, self.line, text, people)
        return take_on(desk=self.desk, viewer=SYSTEM, customer=customer, by=STAFF)

    def identify(self, address: str, *, way: str = "email", key: str | None = None) -> Identified:
        """Who the books say writes from this address now, with this key."""
        with seen_by(SYSTEM):
            return identify(
                desk=self.desk, regulation=self.regulation, line=self.line, way=way, address=address, key=key,
                at=self.world.now(),
            )  # fmt: skip

    def sender(self, contract: UUID, address: str | None = None) -> Sender:
        with seen_by(SYSTEM):
            row = Contract.objects.select_related("customer").get(id=contract)
            contact = Contact.objects.filter(email=address).first() if address else None
        return Sender(
            row.customer_id,
            self.line,
            self.regulation,
            row.customer.zone,
            contract,
            contact.id if contact else None,
        )

    def receive(self, sender: Sender, act: Receive) -> Recorded:
        with seen_by(SYSTEM):
            name = take_number(self.line)
        by = Doer("customer", act.role, str(sender.contact) if sender.contact else None)
        return receive(desk=self.desk, viewer=SYSTEM, act=act, sender=sender, by=by, name=name)

    def act(self, case: UUID, act: Act, by: Doer = STAFF) -> Recorded:
        return record(desk=self.desk, viewer=SYSTEM, case=case, act=act, by=by)

    def standing(self, contract: UUID) -> Standing:
        """How the contract stands now, read back from the books."""
        now = self.world.now()
        with seen_by(SYSTEM):
            head = find_streams([contract])[contract]
            entries = self.desk.contracts.entries(head)
        return fold_contract(entries, self.regulation, at=now, known_at=now)


def settle_down(
    desk: Desk, name: str, *mailboxes: tuple[str, str], changed: tuple[str, str] = ("", "")
) -> Vendor:
    """Publish the edition of a regulation and open a line under it, whose numbers begin with its first letter."""
    regulation, source = edition(name, *changed)
    publish(desk=desk, viewer=SYSTEM, regulation=regulation, source=source, examples=None, effective_at=0)
    line = open_line(viewer=SYSTEM, line=NewLine(name, name, name[0].upper(), mailboxes))
    return Vendor(desk, line, regulation)
