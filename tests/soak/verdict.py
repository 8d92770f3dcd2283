"""What must hold after any fault: each letter, act and copy accounted for, nothing left in anybody's hands, books that verify."""

from collections import Counter
from collections.abc import Callable, Iterator
from hashlib import sha256
from typing import Any

from reglament.config.connecting import connect_as
from reglament.config.working import ROLE
from reglament.desk.acts.verify import verify
from reglament.desk.content.words import differing_words
from reglament.desk.ledger.log_keys import read_published
from reglament.desk.record.rebuild import rebuild
from reglament.desk.record.transaction import seen_by
from reglament.desk.record.viewer import SYSTEM
from tests.soak.alarms import wrong_alarms
from tests.soak.books import rows
from tests.soak.estate import Estate
from tests.soak.load import Load
from tests.soak.peer import Copy
from tests.soak.told import wrong_summaries

AUDITOR = "desk_audit"
_MADE = """select i.digest, i.state, i.reason, s.name = i.number,
  (select count(*) from message m where m.inbound = i.id) from inbound i left join stream s on s.id = i.stream"""
_COUNTS = {
    "cases": "select count(*) from stream where kind = 'case'",
    "cases received": "select count(*) from event where type = 'received'",
    "numbers": "select count(distinct number) from inbound",
    "raw letters": "select count(*) from inbound",
    "answers queued": "select count(*) from letter where automatic and stream_id is not null",
}
_LEFT = {
    "raw letters in hand": "select count(*) from inbound where state = 'new' or lease_until is not null",
    "letters in hand": "select count(*) from letter where state in ('ready', 'leased') or lease_until is not null",
    "cases put aside": "select count(*) from stuck",
    "alarms that rang unheard": "select count(*) from timer where state = 'armed' and due_at <= {now}",
    "notices that nobody was told": "select count(*) from notice where told_at is null",
    "summaries whose moment came": "select count(*) from summary where state = 'ready' and ready_at <= {now}",
    "occurrences done and not written down, or the reverse": """select abs((select count(*) from pulse where name like 'tidied %%')
        - (select count(*) from occurrence where job = 'tidy' and not skipped))""",
    "jobs that failed": "select count(*) from trouble where kind = 'job'",
    "occurrences missed": """select count(*) from (select at - lag(at) over (partition by job order by at) as step
        from occurrence) as steps where step <> 3600""",
}


def faults(load: Load, allowed: Callable[[list[Copy]], Iterator[str]]) -> Iterator[str]:
    """Everything that does not hold, in sentences. `allowed`: what is wrong with the copies a peer got."""
    yield from lost_or_doubled(load)
    yield from wrong_acts(load)
    yield from wrong_copies(load)
    yield from allowed(list(load.estate.peer.copies()))
    yield from wrong_alarms()
    yield from wrong_summaries()
    yield from left_over(load.estate)
    yield from wrong_books(load.estate)


def lost_or_doubled(load: Load) -> Iterator[str]:
    """Every letter is one case, one reply, or set apart in sight."""
    found: dict[bytes, list[tuple[Any, ...]]] = {}
    for digest, *rest in rows(_MADE):
        found.setdefault(bytes(digest), []).append(tuple(rest))
    for letter in load.letters.values():
        made = found.pop(sha256(letter.raw).digest(), [])
        if len(made) != 1:
            yield f"letter {letter.token} was kept {len(made)} times"
            continue
        state, reason, is_case, messages = made[0]
        right = {"request": (("done", True, 1),), "reply": (("done", False, 1),), "poison": ()}[letter.kind]
        if (state, is_case, messages) not in right and (state, messages) != ("quarantined", 0):
            yield f"{letter.kind} {letter.token} is {state} ({reason}), a case: {is_case}, messages: {messages}"
    for made in found.values():
        yield f"bytes that nobody sent were kept: {made}"


def wrong_acts(load: Load) -> Iterator[str]:
    """Every act whose client was told has one effect; all were told in the end."""
    effects = Counter(
        dict(
            rows(
                "select text, count(*) from content where kind = 'body' and text like 'answer %%' group by text"
            )
        )
    )
    for event in ("assigned", "closed"):
        effects.update(
            {
                f"{event} {case}": number
                for case, number in rows(
                    "select stream_id, count(*) from event where type = %s group by stream_id", event
                )
            }
        )
    untold = {one.id for one in load.open_demands()}
    for demand in load.demands.values():
        key = demand.token if demand.deed == "answer" else f"{demand.deed.rstrip('e')}ed {demand.case}"
        if demand.id in untold:
            yield f"{demand.token} was never told done"
        if effects.pop(key, 0) != 1:
            yield f"{demand.token} has not one effect"
    for key, number in effects.items():
        yield f"nobody asked for {key}, done {number} times"


def wrong_copies(load: Load) -> Iterator[str]:
    """Every letter reached somebody, and nobody got one that was not queued."""
    got = Counter(one.stable_id for one in load.estate.peer.copies())
    files = Counter(path.stem for path in load.estate.console.outbox.glob("*.txt"))
    for stable_id, channel, state in rows("select stable_id, channel, state from letter"):
        there = (got if channel == "peer" else files).pop(stable_id, 0)
        if (state == "sent") != (there > 0) or state not in ("sent", "unknown"):
            yield f"letter {stable_id} by {channel} is {state}, and {there} copies are there"
    yield from (f"a copy of a letter that does not exist: {one}" for one in (*got, *files))


def left_over(estate: Estate) -> Iterator[str]:
    """Nothing stays in anybody's hands, and what must be equally many is."""
    for what, statement in _LEFT.items():
        ((number,),) = rows(statement.format(now=estate.world.now()))
        if number:
            yield f"{what}: {number}"
    counts = {what: rows(statement)[0][0] for what, statement in _COUNTS.items()}
    if len({counts[what] for what in ("cases", "cases received", "answers queued")}) != 1:
        yield f"not equally many: {counts}"
    if counts["numbers"] != counts["raw letters"]:
        yield f"a number was given twice: {counts}"


def wrong_books(estate: Estate) -> Iterator[str]:
    """The chain and the log hold, and the board, the alarms and the words of search are those of the events."""
    for number, differs in enumerate(rebuild(desk=estate.desk, write=False)):
        if differs is not None:
            yield f"case {number} differs from its events: {differs.keys}"
    with seen_by(SYSTEM):
        yield from (f"words of search differ in {case}" for case in differing_words())
    yield from unverified(estate)


def unverified(estate: Estate, *, waiting: bool = False) -> Iterator[str]:
    """What the auditor finds; `waiting`: events may wait to be sealed."""
    connect_as(estate.home, AUDITOR)
    try:
        audit = verify(
            keys=read_published(folder=estate.home.log_keys),
            witness=estate.signer.witness,
            safe=estate.desk.safe,
            reached=lambda _done, _total: None,
        )
    finally:
        connect_as(estate.home, ROLE)
    yield from (f"verify: {flaw}" for flaw in audit.flaws)
    if audit.waiting and not waiting:
        yield f"verify: {audit.waiting} events wait to be sealed"


def extra_copies(copies: list[Copy], killed: set[int]) -> Iterator[str]:
    """A copy that was not the last must be the last deed of a life that was killed: nobody else sends twice."""
    last_of_life = {copy.life: place for place, copy in enumerate(copies)}
    last_of_letter = {copy.stable_id: place for place, copy in enumerate(copies)}
    for place, copy in enumerate(copies):
        is_excused = copy.life in killed and last_of_life[copy.life] == place
        if last_of_letter[copy.stable_id] != place and not is_excused:
            yield f"letter {copy.stable_id} was sent again, and nobody was killed over it"
