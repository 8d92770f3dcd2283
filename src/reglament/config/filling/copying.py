"""One more customer like a pattern: every id, number, name and text its own, commitments and hash chains worked out of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import shake_128
from random import Random
from uuid import UUID

from reglament.config.filling.pattern import Pattern
from reglament.config.filling.prose import Prose
from reglament.config.filling.template import escaped, octets
from reglament.desk.clock.commitment import SALT_BYTES, commit
from reglament.desk.ledger.chain import GENESIS, Link, link_hash

# Of an id stays when it was made and in which order within that second; the rest says which it is.
KEPT, DRAWN = 19, 8
VARIANT = "89ab"
DIGEST_OCTETS, TAG = 32, 16
MARK = "sha256:"


@dataclass(frozen=True, slots=True)
class Numbered:
    """Which customer it is: counted over all customers of the town; `prefix` of its line's case numbers, `first` of its own."""

    number: int
    prefix: str
    first: int


@dataclass(frozen=True, slots=True)
class Rows:
    """What is to be written: statement and rows of each table, how many events and cases that is."""

    tables: Mapping[str, tuple[str, str]]
    events: int


def like(pattern: Pattern, who: Numbered, *, seed: int, prose: Prose) -> Rows:
    """Make the rows of one more customer; the same seed and number, the same rows."""
    drawn = _Drawn(b"%d/%d" % (seed, who.number))
    names = list(_names(pattern, who, drawn, prose))
    chance = Random(f"{seed}/{who.number}")  # noqa: S311 - texts to read, nothing to keep secret
    texts, commitments = _texts(pattern, names, chance, drawn, prose)
    events, heads = _events(pattern, names, commitments)
    beyond: Mapping[str, list[str]] = {"content": texts, "event": events, "stream": heads}
    tables = {
        table: (statement, template.fill(names + beyond.get(table, [])))
        for table, (statement, template) in pattern.tables.items()
    }
    return Rows(tables, len(pattern.events))


class _Drawn:
    """Octets of one customer, always the same ones in the same order."""

    def __init__(self, named: bytes) -> None:
        self._named = named
        self._drawn = 0

    def __call__(self, count: int) -> bytes:
        self._drawn += 1
        return shake_128(b"%s/%d" % (self._named, self._drawn)).digest(count)


def _names(pattern: Pattern, who: Numbered, drawn: _Drawn, prose: Prose) -> Iterator[str]:
    """The customer's own in place of each name of the pattern."""
    fresh = drawn(DRAWN * len(pattern.names)).hex()
    case, person, digests = who.first, 0, list[bytes]()
    for place, (kind, name) in enumerate(pattern.names):
        match kind:
            case "uuid":
                own = fresh[place * 2 * DRAWN : (place + 1) * 2 * DRAWN]
                yield f"{name[:KEPT]}{VARIANT[int(own[0], 16) & 3]}{own[1:4]}-{own[4:]}"
            case "case":
                yield f"{who.prefix}-{case}"
                case += 1
            case "contract":
                yield f"{name}/{who.number}"
            case "customer":
                yield prose.organisation(who.number)
            case "person":
                yield prose.person(who.number * 7 + person)
                person += 1
            case "email":
                yield f"{name.partition('@')[0]}@customer{who.number}.test"
            case "tag":
                digests.append(drawn(DIGEST_OCTETS))
                yield digests[-1].hex()[:TAG]
            case "digest":
                yield f"{MARK}{digests.pop(0).hex()}"
            case _:
                raise LookupError(f"a name of a kind nobody gives: {kind}")


def _texts(
    pattern: Pattern, names: Sequence[str], chance: Random, drawn: _Drawn, prose: Prose
) -> tuple[list[str], list[bytes]]:
    """Salt, commitment and words of every text, as columns; and the commitments."""
    salts = drawn(SALT_BYTES * len(pattern.texts))
    columns: list[str] = []
    commitments: list[bytes] = []
    for place, text in enumerate(pattern.texts):
        match text.fresh:
            case "subject":
                said = prose.subject(chance)
            case "body":
                said = prose.body(chance)
            case "field":
                said = prose.field(chance)
            case _:
                said = text.kept.fill(names)
        salt = salts[place * SALT_BYTES : (place + 1) * SALT_BYTES]
        commitment = commit(salt=salt, payload=said.encode())
        commitments.append(commitment)
        columns += (octets(salt), octets(commitment), escaped(said))
    return columns, commitments


def _events(
    pattern: Pattern, names: Sequence[str], commitments: Sequence[bytes]
) -> tuple[list[str], list[str]]:
    """Facts, commitments and hash of every event, and the head of every stream, as columns."""
    facts = [one.encode() for one in pattern.facts.fill(names).split("\n")]
    customer = UUID(names[pattern.customer])
    columns: list[str] = []
    heads: dict[int, bytes] = {}
    stream, of = UUID(int=0), -1
    for event, fact in zip(pattern.events, facts, strict=True):
        if event.stream != of:
            of, stream = event.stream, UUID(names[event.stream])
        parts = tuple([commitments[one] for one in event.texts])
        link = Link(
            stream, event.seq, event.happened_at, event.known_at, event.party, event.role,
            None if event.actor is None else event.actor.fill(names), event.type, event.version, fact, parts,
            UUID(names[event.act]),
        )  # fmt: skip
        heads[of] = link_hash(prev=heads.get(of, GENESIS), customer=customer, link=link)
        columns += (octets(fact), octets(b"".join(parts)), octets(heads[of]))
    return columns, [octets(heads.get(one, GENESIS)) for one in pattern.streams]
