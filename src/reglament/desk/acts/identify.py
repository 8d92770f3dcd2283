"""Who writes: address → contact → customer → the contract of the line; a key names its contract. The same for every channel."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection

from reglament.core.case.decide.receive import STRANGER
from reglament.core.contract.key import key_tag
from reglament.core.contract.status import status_now
from reglament.core.regulation.model.regulation import Regulation
from reglament.desk.ledger.stream import Head, head_of
from reglament.desk.models import CertificateKey
from reglament.desk.record.desk import Desk
from reglament.desk.record.receive import Sender
from reglament.people.models import Customer

Rank = tuple[bool, bool, bool, UUID, bool]
# The customer of everybody whom no address and no key makes known.
NOBODY = UUID("00000000-0000-7000-8000-000000000000")
WAYS = ("email", "phone", "telegram")
# Contacts with an address, each with the contracts of the line that may be meant: his customer's, and those of its end customers.
HEAD = "s.id, s.customer_id, s.line_id, s.kind, s.name, s.seq, s.head"
_CONTACTS = """select c.id, c.customer_id, u.zone, k.id, k.customer_id, coalesce(v.zone, ''), HEAD
from contact c join customer u on u.id = c.customer_id left join lateral (
  select k.id, k.customer_id from contract k where k.customer_id = c.customer_id and k.line_id = %s
  union all
  select k.id, k.customer_id from customer e join contract k on k.customer_id = e.id and k.line_id = %s
  where e.partner_id = c.customer_id
) k on true left join customer v on v.id = k.customer_id left join stream s on s.id = k.id
where c.WAY = %s and (c.until_at is null or c.until_at > %s) order by c.id, k.id"""
_OF_KEY = """select null::uuid, null::uuid, '', k.id, k.customer_id, v.zone, HEAD from certificate_key t
join contract k on k.id = t.contract_id and k.line_id = %s join customer v on v.id = k.customer_id
left join stream s on s.id = k.id where t.tag = %s"""


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


class _Lead(NamedTuple):
    """A contact with one of the contracts he may write under, or a contract that a key names; zones are the customers', `head` the
    contract's.
    """

    contact: UUID | None
    employer: UUID | None
    employer_zone: str
    contract: UUID | None
    customer: UUID | None
    zone: str
    head: Head | None

    @property
    def is_own(self) -> bool:
        return self.contact is None or self.customer == self.employer


def identify(
    *, desk: Desk, regulation: Regulation, line: int, way: str, address: str, key: str | None, at: int
) -> Identified:
    """Find out who wrote at `at` (UTC seconds) from this address, with this key if one was found in the text.

    A key goes before an address, a contract that names the contact before one that does not, one in force before one that is not.
    """
    leads = _leads(line, way, address, key, at)
    found = list(_under_contracts(desk, regulation, leads, line=line, at=at))
    if found:
        return max(found, key=lambda one: one[0])[1]
    return Identified(_without_contract(leads, line, regulation, at), STRANGER)


def _under_contracts(
    desk: Desk, regulation: Regulation, leads: Sequence[_Lead], *, line: int, at: int
) -> Iterator[tuple[Rank, Identified]]:
    """Who it may be under each contract, with how likely that is."""
    zone = desk.shelf.terms(regulation, None, regulation.zone).home
    by_key = {lead.contract for lead in leads if lead.contact is None}
    for lead in leads:
        if lead.contract is None or lead.customer is None or lead.head is None:
            continue
        kept = desk.contracts.kept(lead.head)
        standing = kept.standing(regulation, at=at, known_at=desk.world.now())
        role = standing.contacts.get(str(lead.contact))
        if role is None and not lead.is_own:
            continue
        valid = status_now(standing.contract, at=at, zone=zone) == "valid"
        rank = (lead.contract in by_key, role is not None, valid, lead.contract, lead.contact is not None)
        sender = Sender(lead.customer, line, regulation, lead.zone, lead.contract, lead.contact)
        yield rank, Identified(sender, role or STRANGER)


def _without_contract(leads: Iterable[_Lead], line: int, regulation: Regulation, at: int) -> Sender:
    known = next((lead for lead in leads if lead.employer is not None), None)
    if known is None or known.employer is None:
        return Sender(_nobody(at), line, regulation, regulation.zone)
    return Sender(known.employer, line, regulation, known.employer_zone, None, known.contact)


def _leads(line: int, way: str, address: str, key: str | None, at: int) -> list[_Lead]:
    found: list[_Lead] = []
    with connection.cursor() as cursor:
        if address and way in WAYS:
            cursor.execute(
                _CONTACTS.replace("WAY", way).replace("HEAD", HEAD), (line, line, address.casefold(), at)
            )
            found += map(_lead, cursor.fetchall())
        if key:
            cursor.execute(_OF_KEY.replace("HEAD", HEAD), (line, key_tag(key)))
            found += map(_lead, cursor.fetchall())
    return found


def _lead(row: tuple[Any, ...]) -> _Lead:
    return _Lead._make((*row[:6], None if row[6] is None else head_of(row[6:])))


def key_among(*, line: int, values: Collection[str]) -> str | None:
    """Find the first value that is a writing of a certificate's key of the line."""
    tags = {key_tag(value): value for value in values if value}
    if not tags:
        return None
    known = set(
        CertificateKey.objects.filter(tag__in=tags, contract__line=line).values_list("tag", flat=True)
    )
    return next((value for tag, value in tags.items() if tag in known), None)


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
