"""Ways to tamper with an export, each with chance: what an insider, a forger or a bad disk may do to it."""

from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator
from random import Random
from typing import Any
from uuid import UUID

from reglament.desk.clock.commitment import commit
from reglament.desk.ledger.chain import Link, log_leaf
from reglament.desk.ledger.checkpoint import Checkpoint, sign_checkpoint
from reglament.desk.ledger.merkle import inclusion_proof, root_of
from tests.evidence.history import ORIGIN, STRANGER, hashed

Document = dict[str, Any]
SIGNS = "0123456789abcdefABCDEFghijklmnop+/=-— \nЖ\x00"


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path to every text, number and absent value."""
    pairs = (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else None
    )
    if pairs is None:
        yield path
    else:
        for key, inner in pairs:
            yield from places(inner, (*path, key))


def holder(document: Document, path: tuple[Any, ...]) -> Any:
    found: Any = document
    for key in path[:-1]:
        found = found[key]
    return found


def other(value: Any, random: Random) -> Any:
    """The value with one sign or a small amount of difference; what is absent becomes empty."""
    if value is None:
        return ""
    if isinstance(value, int):
        return value + random.choice([-1, 1, 2**32, -(2**40)])
    place = random.randrange(len(value) + 1)
    sign = random.choice([sign for sign in SIGNS if sign != value[place : place + 1]])
    return random.choice([value[:place] + sign + value[place + 1 :], value[:place] + sign + value[place:]])


def any_field(document: Document, random: Random) -> None:
    """One sign of any field. `kind` is a label that nothing vouches for, and is not among them."""
    path = random.choice([path for path in places(document) if path != ("kind",)])
    at = holder(document, path)
    at[path[-1]] = other(at[path[-1]], random)


def absent_for_empty(document: Document, random: Random) -> None:
    event, name = random.choice(document["events"]), random.choice(["role", "actor"])
    event[name] = "" if event[name] is None else None


def links_of(document: Document) -> list[Link]:
    return [
        Link(
            stream=UUID(document["stream"]),
            seq=event["seq"],
            happened_at=event["happened_at"],
            known_at=event["known_at"],
            party=event["party"],
            role=event["role"],
            actor=event["actor"],
            type=event["type"],
            version=event["version"],
            facts=b64decode(event["facts"]),
            commitments=tuple(map(bytes.fromhex, event["commitments"])),
            act=UUID(event["act"]),
        )
        for event in document["events"]
    ]


def linked_anew(document: Document) -> None:
    """Numbers, hashes and the list of contents as they would be, had it always been so."""
    for place, event in enumerate(document["events"], 1):
        event["seq"] = place
    hashes = hashed(UUID(document["customer"]), links_of(document))
    for event, right in zip(document["events"], hashes, strict=True):
        event["hash"] = right.hex()
    named = [name for event in document["events"] for name in event["commitments"]]
    rows = {row["commitment"]: row for row in document["contents"]}
    document["contents"] = [rows[name] for name in dict.fromkeys(named)]


def drop_event(document: Document, random: Random) -> None:
    del document["events"][random.randrange(len(document["events"]))]


def swap_events(document: Document, random: Random) -> None:
    events = document["events"]
    one, two = random.sample(range(len(events)), 2)
    events[one], events[two] = events[two], events[one]


def repeat_event(document: Document, random: Random) -> None:
    events = document["events"]
    events.insert(random.randrange(len(events) + 1), dict(random.choice(events)))


def cut_end(document: Document, random: Random) -> None:
    del document["events"][random.randrange(len(document["events"])) :]


def cut_beginning(document: Document, random: Random) -> None:
    del document["events"][: random.randrange(1, len(document["events"]))]


def rewrite_event(document: Document, random: Random) -> None:
    event, name = (
        random.choice(document["events"]),
        random.choice(["happened_at", "known_at", "party", "actor"]),
    )
    event[name] = other(event[name], random)


def another_customer(document: Document, random: Random) -> None:
    document[random.choice(["customer", "stream"])] = str(UUID(int=random.getrandbits(128)))


def relinked(tamper: Callable[[Document, Random], None]) -> Callable[[Document, Random], None]:
    """The same by somebody who can compute: all hashes made anew, only the checkpoint is the old one."""

    def both(document: Document, random: Random) -> None:
        tamper(document, random)
        if document["events"]:
            linked_anew(document)

    return both


def forged_log(document: Document, random: Random) -> None:
    """A changed event, a log made for it, and a checkpoint signed with another key under the name of the right one."""
    rewrite_event(document, random)
    linked_anew(document)
    last = document["events"][-1]
    leaf = log_leaf(
        customer=UUID(document["customer"]),
        stream=UUID(document["stream"]),
        seq=last["seq"],
        hash=bytes.fromhex(last["hash"]),
    )
    leaves = [random.randbytes(32), leaf]
    document["inclusion"] = {
        "leaf_index": 1,
        "proof": [step.hex() for step in inclusion_proof(leaves=leaves, index=1)],
    }
    forged = Checkpoint(ORIGIN, 2, root_of(leaves))
    document["checkpoint"] = sign_checkpoint(checkpoint=forged, signers=[STRANGER])


def own_key(document: Document, random: Random) -> None:
    """The same with the forger's key named in the export: only a reader who knows the right key can see it."""
    forged_log(document, random)
    document["public_key"] = STRANGER.key.text


def drop_content(document: Document, random: Random) -> None:
    del document["contents"][random.randrange(len(document["contents"]))]


def repeat_content(document: Document, random: Random) -> None:
    document["contents"].append(random.choice(document["contents"]))


def silent_purge(document: Document, random: Random) -> None:
    row = random.choice([row for row in document["contents"] if row["salt"] is not None])
    row["salt"] = row["payload"] = None


def put_back(document: Document, random: Random) -> None:
    """Some text where a purge left none."""
    row = next(row for row in document["contents"] if row["salt"] is None)
    row["salt"], row["payload"] = (b64encode(random.randbytes(16)).decode() for _ in range(2))


def another_text(document: Document, random: Random) -> None:
    """A text with a commitment of its own, which no event made."""
    row, salt = random.choice(document["contents"]), random.randbytes(16)
    row["salt"], row["payload"] = b64encode(salt).decode(), b64encode(b"Accepted").decode()
    row["commitment"] = commit(salt=salt, payload=b"Accepted").hex()


def spoil_proof(document: Document, random: Random) -> None:
    proof = document["inclusion"]["proof"]
    place, step = random.randrange(len(proof)), random.randbytes(32).hex()
    proof[place : place + 1] = random.choice([[], [step], [proof[place], step], [step, proof[place]]])


def another_place(document: Document, random: Random) -> None:
    document["inclusion"]["leaf_index"] += random.choice([-1, 1, 2, -2, 2**40])


TAMPERINGS: dict[str, Callable[[Document, Random], None]] = {
    "one sign of any field": any_field,
    "an absent role or actor made empty, or the reverse": absent_for_empty,
    "an event dropped": drop_event,
    "two events swapped": swap_events,
    "an event repeated": repeat_event,
    "the end cut off": cut_end,
    "the beginning cut off": cut_beginning,
    "another customer or stream": another_customer,
    "an event rewritten": rewrite_event,
    "an event rewritten, all linked anew": relinked(rewrite_event),
    "an event dropped, all linked anew": relinked(drop_event),
    "two events swapped, all linked anew": relinked(swap_events),
    "an event repeated, all linked anew": relinked(repeat_event),
    "the end cut off, all linked anew": relinked(cut_end),
    "another customer or stream, all linked anew": relinked(another_customer),
    "a forged log under the right name": forged_log,
    "a forged log with the forger's key": own_key,
    "a text dropped": drop_content,
    "a text repeated": repeat_content,
    "a text purged without a record": silent_purge,
    "a purged text put back": put_back,
    "another text with its own commitment": another_text,
    "a step of the proof spoiled": spoil_proof,
    "another place in the log": another_place,
}
