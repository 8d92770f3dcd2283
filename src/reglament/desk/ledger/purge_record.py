"""How a purge is evidenced: an event whose facts name the commitments that have no content any more. The commitments stay."""

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from re import compile as pattern

from reglament.desk.clock.commitment import SALT_BYTES, commit
from reglament.desk.ledger.chain import Link

PURGED = "purged"
_HASH = pattern("[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Content:
    """What a commitment stands for. After a purge neither salt nor payload is there: either would help to guess the other."""

    commitment: bytes
    salt: bytes | None
    payload: bytes | None


class ContentReason(StrEnum):
    """Why a piece of content does not fit its commitment."""

    MISSING = "content/missing"
    STRANGER = "content/stranger"
    TWICE = "content/twice"
    CHANGED = "content/changed"
    NOT_PURGED = "content/gone-without-record"
    STILL_THERE = "content/still-there"


@dataclass(frozen=True, slots=True)
class ContentFault:
    commitment: bytes
    reason: ContentReason


def purge_facts(*, commitments: Iterable[bytes], others: dict[str, object]) -> bytes:
    """Give the facts of an event that records a purge: canonical JSON, the commitments in order under the key `purged`.

    `others` are further facts of that event, such as who asked for it.
    """
    named = sorted({commitment.hex() for commitment in commitments})
    facts = {**others, PURGED: named}
    return json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def purged_by(facts: bytes) -> frozenset[bytes]:
    """Give the commitments that these facts record as purged: none, for facts of any other kind."""
    if b"purged" not in facts and b"\\" not in facts:
        return frozenset()  # read as JSON, every fact there is would cost more than all hashing
    try:
        named = set(json.loads(facts)[PURGED])
    except (ValueError, TypeError, LookupError, RecursionError):
        return frozenset()  # facts of another kind
    return frozenset(bytes.fromhex(name) for name in named if isinstance(name, str) and _HASH.fullmatch(name))


def committed(links: Iterable[Link]) -> tuple[bytes, ...]:
    """Give every commitment of a chain once, in order of its first event."""
    return tuple(dict.fromkeys(commitment for link in links for commitment in link.commitments))


def check_contents(*, links: Sequence[Link], contents: Collection[Content]) -> list[ContentFault]:
    """Check content against a chain: each commitment once, what is there unchanged, what is gone on record, and the reverse."""
    expected = committed(links)
    purged = {commitment for link in links for commitment in purged_by(link.facts)}
    faults = []
    seen: set[bytes] = set()
    for content in contents:
        reason = _wrong(content=content, gone=content.commitment in purged)
        if content.commitment not in expected:
            reason = ContentReason.STRANGER
        elif content.commitment in seen:
            reason = ContentReason.TWICE
        seen.add(content.commitment)
        if reason is not None:
            faults.append(ContentFault(content.commitment, reason))
    missing = [commitment for commitment in expected if commitment not in seen]
    return [*faults, *(ContentFault(commitment, ContentReason.MISSING) for commitment in missing)]


def _wrong(*, content: Content, gone: bool) -> ContentReason | None:
    salt, payload = content.salt, content.payload
    if salt is None and payload is None:
        return None if gone else ContentReason.NOT_PURGED
    if salt is None or payload is None or len(salt) != SALT_BYTES:
        return ContentReason.CHANGED
    if commit(salt=salt, payload=payload) != content.commitment:
        return ContentReason.CHANGED
    return ContentReason.STILL_THERE if gone else None
