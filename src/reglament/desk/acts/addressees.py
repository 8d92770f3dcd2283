"""Who is written to about a new edition: the contacts its regulation names, of every contract it will govern, once an address."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection

from reglament.core.contract.standing import Standing
from reglament.core.regulation.model.permission import PublishRule
from reglament.core.regulation.model.regulation import Regulation
from reglament.desk.ledger.stream import find_streams
from reglament.desk.outbox.route import OWN_ADDRESSES, read_by
from reglament.desk.record.desk import Desk
from reglament.people.models import Contact
from reglament.words.catalogue import Language

_CONTRACTS = """select c.id, c.customer_id, c.line_id from contract c join line l on l.id = c.line_id
where l.regulation = %s order by c.id"""
_MAILBOXES = "select line_id, channel from mailbox group by line_id, channel order by line_id, min(id)"
_OPEN = """select contact_id, number from "case" where contract_id = any(%s) and contact_id is not null and digest <> %s
and status in ('open', 'held', 'waiting') order by length(number), number"""


@dataclass(slots=True)
class Addressee:
    """Somebody at one address of one customer. `tiers`: in which he is served; `cases`: numbers of his own that keep their edition."""

    customer: UUID
    line: int
    channel: str
    address: str
    language: Language
    tiers: set[str] = field(default_factory=set)
    cases: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Addressees:
    """`unreached`: how many people have no address by which their line can write."""

    reached: tuple[Addressee, ...]
    unreached: int


class _Served(NamedTuple):
    contract: UUID
    customer: UUID
    line: int
    tier: str | None
    contacts: tuple[UUID, ...]


def publish_rule(regulation: Regulation) -> PublishRule | None:
    """Give the rule by which an edition says how the next one is published."""
    return next((rule for rule in regulation.rules.values() if isinstance(rule, PublishRule)), None)


def find_addressees(
    *, desk: Desk, former: Regulation, regulation: Regulation, from_on: date, now: int
) -> Addressees:
    """Find them in the open transaction. `from_on`: the first day of the new edition; contracts that end before it are left out."""
    served = list(_served(desk, former, from_on, now))
    people = _people({who for one in served for who in one.contacts}, now)
    cases = _cases([one.contract for one in served], regulation)
    channels: dict[int, list[str]] = {}
    for line, channel in _all(_MAILBOXES):
        channels.setdefault(line, []).append(channel)
    reached: dict[tuple[UUID, str, str], Addressee] = {}
    unreached: set[UUID] = set()
    for one in served:
        for who in one.contacts:
            person = people.get(who)
            if person is None:
                continue
            way = _way(person, channels.get(one.line, []))
            if way is None:
                unreached.add(who)
                continue
            language = read_by(person.language, regulation)
            found = reached.setdefault(
                (one.customer, *way), Addressee(one.customer, one.line, *way, language)
            )
            found.tiers |= {one.tier} if one.tier else set()
            found.cases += [number for number in cases.get(who, []) if number not in found.cases]
    return Addressees(tuple(reached.values()), len(unreached))


def _served(desk: Desk, former: Regulation, from_on: date, now: int) -> Iterator[_Served]:
    rule = publish_rule(former)
    rows = _all(_CONTRACTS, former.name)
    heads = find_streams([row[0] for row in rows])
    for contract, customer, line in rows:
        standing = desk.contracts.kept(heads[contract]).standing(former, at=now, known_at=now)
        if _is_governed(standing, from_on):
            tier = standing.contract.tier if standing.contract else None
            yield _Served(contract, customer, line, tier, _told(standing, rule.to if rule else ()))


def _is_governed(standing: Standing, from_on: date) -> bool:
    """Whether the contract, or one made ahead, is there on that day."""
    text = standing.contract
    if text is None or standing.ahead:
        return bool(standing.ahead)
    return text.revoked_at is None and (text.until_on is None or text.until_on >= from_on)


def _told(standing: Standing, roles: Sequence[str]) -> tuple[UUID, ...]:
    """The contacts in these roles; everybody where none is named, or nobody of the contract holds one."""
    named = [who for who, role in standing.contacts.items() if role in roles]
    found = (_id(who) for who in named or standing.contacts)
    return tuple(one for one in found if one is not None)


def _id(who: str) -> UUID | None:
    """A contract may name people of whom the desk keeps no address."""
    try:
        return UUID(who)
    except ValueError:
        return None


def _people(ids: Iterable[UUID], now: int) -> Mapping[UUID, Contact]:
    found = Contact.objects.filter(id__in=list(ids))
    return {one.id: one for one in found if one.until_at is None or one.until_at > now}


def _way(person: Contact, channels: Sequence[str]) -> tuple[str, str] | None:
    for channel in channels:
        address = person.telegram if channel == OWN_ADDRESSES else person.email
        if address:
            return channel, address
    return None


def _cases(contracts: Sequence[UUID], regulation: Regulation) -> dict[UUID, list[str]]:
    found: dict[UUID, list[str]] = {}
    for contact, number in _all(_OPEN, list(contracts), regulation.digest):
        found.setdefault(contact, []).append(number)
    return found


def _all(statement: str, *values: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        found: list[tuple[Any, ...]] = cursor.fetchall()
        return found
