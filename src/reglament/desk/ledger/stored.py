"""An event as the ledger keeps it: envelope, stable word and version, facts as canonical JSON."""

from typing import NamedTuple, TypeVar
from uuid import UUID

import orjson

from reglament.core.case import codec as case_codec
from reglament.core.case.event import Entry
from reglament.core.contract import codec as contract_codec
from reglament.core.contract.event import ContractEntry

AnyEntry = TypeVar("AnyEntry", Entry, ContractEntry)


class Stored(NamedTuple):
    """One row. `commitments`: 32 bytes for each piece of content that came with it; `act`: what wrote it."""

    seq: int
    happened_at: int
    known_at: int
    party: str
    role: str | None
    actor: str | None
    type: str
    version: int
    facts: bytes
    commitments: bytes
    act: UUID


def store_entry(entry: Entry, *, commitments: bytes, act: UUID) -> Stored:
    """Write a case's entry."""
    event = entry.event
    return Stored(
        entry.seq,
        entry.happened_at,
        entry.known_at,
        entry.party,
        entry.role,
        entry.actor,
        case_codec.word_of(event),
        case_codec.version_of(event),
        canonical(case_codec.encode(event)),
        commitments,
        act,
    )


def store_contract_entry(entry: ContractEntry, *, act: UUID) -> Stored:
    """Write a contract's entry."""
    event = entry.event
    return Stored(
        entry.seq,
        entry.happened_at,
        entry.known_at,
        entry.party,
        None,
        entry.actor,
        contract_codec.word_of(event),
        contract_codec.version_of(event),
        canonical(contract_codec.encode(event)),
        b"",
        act,
    )


def read_entry(row: Stored) -> Entry:
    """Read a case's entry of any version ever written."""
    event = case_codec.decode(row.type, row.version, orjson.loads(row.facts))
    return Entry(row.seq, row.happened_at, row.known_at, row.party, event, row.role, row.actor)


def read_contract_entry(row: Stored) -> ContractEntry:
    """Read a contract's entry of any version ever written."""
    event = contract_codec.decode(row.type, row.version, orjson.loads(row.facts))
    return ContractEntry(row.seq, row.happened_at, row.known_at, row.party, event, row.actor)


def canonical(facts: object) -> bytes:
    """Give facts as JSON in one way only: keys in order, no spaces, UTF-8."""
    return orjson.dumps(facts, option=orjson.OPT_SORT_KEYS)
