"""An export of one stream with all that an outsider needs to check it; `standalone_verify.py` reads it. Layout: docs/algorithms/evidence.md."""

import json
from base64 import b64encode
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from reglament.desk.ledger.chain import Link
from reglament.desk.ledger.purge_record import Content, committed

CASE_FORMAT = "reglament.evidence.v1"


@dataclass(frozen=True, slots=True)
class Inclusion:
    """The place in the log of the *last* event of an export, and the proof of it against the checkpoint's root."""

    leaf_index: int
    proof: tuple[bytes, ...]


def _base64(value: bytes | None) -> str | None:
    return None if value is None else b64encode(value).decode()


def _event(link: Link, kept: bytes) -> dict[str, object]:
    return {
        "seq": link.seq,
        "happened_at": link.happened_at,
        "known_at": link.known_at,
        "party": link.party,
        "role": link.role,
        "actor": link.actor,
        "type": link.type,
        "version": link.version,
        "facts": _base64(link.facts),
        "commitments": [commitment.hex() for commitment in link.commitments],
        "act": str(link.act),
        "hash": kept.hex(),
    }


def _content(commitment: bytes, content: Content | None) -> dict[str, object]:
    return {
        "commitment": commitment.hex(),
        "salt": _base64(content.salt) if content else None,
        "payload": _base64(content.payload) if content else None,
    }


def export_case(
    *,
    customer: UUID,
    stream: UUID,
    kind: str,
    links: Sequence[Link],
    hashes: Sequence[bytes],
    contents: Iterable[Content],
    inclusion: Inclusion,
    checkpoint: str,
    public_key: str,
    withheld: Collection[bytes] = (),
) -> str:
    """Give the export as JSON text. Nothing is checked here: what does not hold must reach the auditor as it is.

    `hashes` are the stored ones, `checkpoint` is the signed note, `public_key` the published key (`NoteKey.text`). Contents
    are listed in the order of their commitments; a commitment without content is listed empty. `withheld`: commitments to
    what is there and not for this reader. Raises `ValueError` where there is not one hash for each event.
    """
    there = {content.commitment: content for content in contents}
    return _written(
        {
            "format": CASE_FORMAT,
            "customer": str(customer),
            "stream": str(stream),
            "kind": kind,
            "events": [_event(link, kept) for link, kept in zip(links, hashes, strict=True)],
            "contents": [_content(commitment, there.get(commitment)) for commitment in committed(links)],
            "withheld": sorted(commitment.hex() for commitment in withheld),
            "inclusion": {
                "leaf_index": inclusion.leaf_index,
                "proof": [step.hex() for step in inclusion.proof],
            },
            "checkpoint": checkpoint,
            "public_key": public_key,
        }
    )


def _written(document: dict[str, object]) -> str:
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"
