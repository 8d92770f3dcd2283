"""Whom a filled town begins with: its lines and engineers, and a customer of each kind, whose cases are lived."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from reglament.config.filling.prose import Prose
from reglament.config.town import publish_shipped
from reglament.core.case.act import Doer
from reglament.core.contract.contract import Contract as Text
from reglament.core.contract.key import new_key
from reglament.core.regulation.model.regulation import Regulation
from reglament.core.replay.history.contract_text import read_contract
from reglament.desk.acts.contact import NewContact
from reglament.desk.acts.customer import NewCustomer, take_on
from reglament.desk.acts.line import NewLine, open_line
from reglament.desk.clock.ids import new_id
from reglament.desk.clock.virtual import VirtualWorld
from reglament.desk.models import Contract, Line
from reglament.desk.record.desk import Desk
from reglament.desk.record.transaction import seen_by
from reglament.desk.record.viewer import SYSTEM
from reglament.people.models import Contact, Membership, Team, User

CHANNEL = "console"
ENGINEERS = 40
ABROAD = 1000  # engineers are counted from here, so that they have other names than customers
ORGANISATION, PEOPLE = "organisation", 5
STAFF = Doer("staff")


@dataclass(frozen=True, slots=True)
class Served:
    """A customer whose cases are to be lived: under which contract, from whom."""

    customer: UUID
    contract: UUID
    line: int
    zone: str
    regulation: Regulation
    text: Text
    people: tuple["Person", ...]
    role: str


@dataclass(frozen=True, slots=True)
class Person:
    """A contact of such a customer."""

    id: UUID
    email: str


def gather(*, desk: Desk, world: VirtualWorld, prose: Prose) -> list[Served]:
    """Have the lines, and on each of them a customer of every kind."""
    found: list[Served] = []
    for plain in prose.phrases["lines"]:
        regulation = publish_shipped(desk, plain["regulation"])
        mailbox = (CHANNEL, plain["mailbox"])
        opened = NewLine(plain["name"], plain["regulation"], plain["prefix"], (mailbox,))
        line = open_line(viewer=SYSTEM, line=opened)
        for customer in plain["customers"]:
            number = f"T-{plain['prefix']}-{len(found)}"
            text = _text(customer["contract"], number, regulation, world)
            new = _new(customer, text, line, prose, len(found))
            found.append(_take_on(desk, new, regulation, customer["role"]))
    return found


def hire(*, world: VirtualWorld, prose: Prose) -> Mapping[int, Sequence[str]]:
    """Have a team for every line, of engineers nobody can sign in as; give by line their ids as books name them."""
    made = [
        User(id=new_id(world), email=f"engineer{number}@desk.test", name=prose.person(ABROAD + number))
        for number in range(ENGINEERS)
    ]
    for one in made:
        one.set_unusable_password()
    with seen_by(SYSTEM):
        User.objects.bulk_create(made)
        lines = list(Line.objects.order_by("id"))
        teams = {line.id: made[place :: len(lines)] for place, line in enumerate(lines)}
        for line in lines:
            team = Team.objects.create(id=new_id(world), name=line.name)
            Line.objects.filter(id=line.id).update(team=team)
            Membership.objects.bulk_create(Membership(team=team, user=one) for one in teams[line.id])
    return {line: tuple(str(one.id) for one in team) for line, team in teams.items()}


def _text(plain: Mapping[str, Any], number: str, regulation: Regulation, world: VirtualWorld) -> Text:
    certificates = [
        {**certificate, "key": new_key(world.random(16))} for certificate in plain.get("certificates", ())
    ]
    whole = {**plain, "certificates": certificates} if certificates else plain
    return read_contract(number, whole, regulation.zone)


def _new(plain: Mapping[str, Any], text: Text, line: int, prose: Prose, place: int) -> NewCustomer:
    kind = plain.get("kind", ORGANISATION)
    people = tuple(
        NewContact(prose.person(place * PEOPLE + one), f"person{one}@customer{place}.test", plain["role"])
        for one in range(PEOPLE if kind == ORGANISATION else 1)
    )
    return NewCustomer(prose.organisation(place), kind, plain["zone"], line, text, people)


def _take_on(desk: Desk, new: NewCustomer, regulation: Regulation, role: str) -> Served:
    contract = take_on(desk=desk, viewer=SYSTEM, customer=new, by=STAFF)
    with seen_by(SYSTEM):
        customer = Contract.objects.get(id=contract).customer_id
        found = Contact.objects.filter(customer=customer).order_by("email").values_list("id", "email")
        contacts = tuple(Person(*one) for one in found)
    return Served(customer, contract, new.line, new.zone, regulation, new.text, contacts, role)
