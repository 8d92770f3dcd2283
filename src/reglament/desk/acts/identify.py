"""Who writes: address → contact → customer → the contract of the line; a key names its contract. The same for every channel."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from django.db.models import Q

from reglament.core.case.decide.receive import STRANGER
from reglament.core.contract.fold import fold_contract
from reglament.core.contract.key import key_tag
from reglament.core.contract.standing import Standing
from reglament.core.contract.status import status_now
from reglament.core.regulation.model.regulation import Regulation
from reglament.desk.ledger.stream import find_streams
from reglament.desk.models import CertificateKey, Contract, Line
from reglament.desk.record.desk import Desk
from reglament.desk.record.receive import Sender
from reglament.people.models import Contact, Customer

# The customer of everybody whom no address and no key makes known.
NOBODY = UUID("00000000-0000-7000-8000-000000000000")
WAYS = ("email", "phone", "telegram")


@dataclass(frozen=True, slots=True)
class Identified:
    """`role`: the contact's in his contract, else that of a stranger."""

    sender: Sender
    role: str

    @property
    def is_named(self) -> bool:
        """Whether a contract names him among its people."""
        return self.sender.contract is not None and self.role != STRANGER

    @property
    def actor(self) -> str | None:
        """The contact, as books name him."""
        return str(self.sender.contact) if self.sender.contact else None


@dataclass(frozen=True, slots=True)
class _Candidate:
    contract: Contract
    standing: Standing
    contact: Contact | None
    by_key: bool
    valid: bool

    @property
    def role(self) -> str | None:
        return self.standing.contacts.get(str(self.contact.id)) if self.contact else None

    @property
    def rank(self) -> tuple[bool, bool, bool, UUID]:
        return (self.by_key, self.role is not None, self.valid, self.contract.id)


def identify(*, desk: Desk, line: int, way: str, address: str, key: str | None, at: int) -> Identified:
    """Find out who wrote at `at` (UTC seconds) from this address, with this key if one was found in the text."""
    regulation = desk.shelf.in_force(Line.objects.get(id=line).regulation, at)
    contacts = _contacts(way, address, at)
    found = _candidates(desk, regulation, line=line, contacts=contacts, key=key, at=at)
    best = max(found, key=lambda one: one.rank, default=None)
    if best is not None:
        customer = best.contract.customer
        contact = best.contact.id if best.contact else None
        sender = Sender(customer.id, line, regulation, customer.zone, best.contract.id, contact)
        return Identified(sender, best.role or STRANGER)
    if contacts:
        first, customer = contacts[0], contacts[0].customer
        return Identified(Sender(customer.id, line, regulation, customer.zone, None, first.id), STRANGER)
    return Identified(Sender(_nobody(at), line, regulation, regulation.zone), STRANGER)


def key_among(*, line: int, values: Collection[str]) -> str | None:
    """Find the value that is a writing of a certificate's key of the line: people put keys where they are asked for them."""
    tags = {key_tag(value): value for value in values if value}
    found = CertificateKey.objects.filter(tag__in=tags, contract__line=line).order_by("tag") if tags else None
    tag = found.values_list("tag", flat=True).first() if found is not None else None
    return tags[tag] if tag is not None else None


def _contacts(way: str, address: str, at: int) -> list[Contact]:
    if way not in WAYS or not address:
        return []
    here = Q(until_at__isnull=True) | Q(until_at__gt=at)
    found = Contact.objects.filter(here, **{way: address.casefold()})
    return list(found.select_related("customer").order_by("id"))


def _candidates(
    desk: Desk, regulation: Regulation, *, line: int, contacts: list[Contact], key: str | None, at: int
) -> list[_Candidate]:
    """Contracts of the line that may be meant: the key's, those of the contact's customer, and those of partners' end customers
    that name him.
    """
    named = _of_key(line, key) if key else None
    customers = [contact.customer_id for contact in contacts]
    mine = Q(customer__in=customers) | Q(customer__partner__in=customers)
    rows = Contract.objects.filter(mine, line=line).select_related("customer") if customers else ()
    contracts = {row.id: row for row in rows}
    if named is not None:
        contracts[named.id] = named
    heads = find_streams(contracts)
    zone = desk.shelf.terms(regulation, None, regulation.zone).home
    found: list[_Candidate] = []
    for id, contract in contracts.items():  # noqa: A001 - it is one
        if id not in heads:
            continue
        standing = fold_contract(
            desk.contracts.entries(heads[id]), regulation, at=at, known_at=desk.world.now()
        )
        by_key = named is not None and named.id == id
        contact = _his(contract, standing, contacts)
        if contact is not None or by_key:
            valid = status_now(standing.contract, at=at, zone=zone) == "valid"
            found.append(_Candidate(contract, standing, contact, by_key, valid))
    return found


def _his(contract: Contract, standing: Standing, contacts: list[Contact]) -> Contact | None:
    """Which of the contacts with this address the contract is of: one it names, else one of its own customer."""
    named = [contact for contact in contacts if str(contact.id) in standing.contacts]
    own = [contact for contact in contacts if contact.customer_id == contract.customer_id]
    return next(iter((*named, *own)), None)


def _of_key(line: int, key: str) -> Contract | None:
    row = CertificateKey.objects.filter(tag=key_tag(key), contract__line=line)
    found = row.select_related("contract__customer").first()
    return found.contract if found else None


def _nobody(at: int) -> UUID:
    found = Customer.objects.filter(kind="nobody").values_list("id", flat=True).first()
    if found is not None:
        return found
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into customer(id, name, kind, zone, made_at) values (%s, '', 'nobody', 'UTC', %s)"
            " on conflict do nothing",
            (NOBODY, at),
        )
    return NOBODY
