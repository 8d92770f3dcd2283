"""The standing load, and the truth about it: which letters were dropped, which acts were asked for, and how time went on."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from random import Random
from typing import Literal, NamedTuple
from uuid import UUID

from django.db import connection

from reglament.channels.console.channel import Console
from reglament.desk.record.transaction import seen_by
from reglament.desk.record.viewer import SYSTEM
from tests.soak.estate import MAILBOXES, Estate
from tests.soak.peer import lines_of

Kind = Literal["request", "reply", "poison"]
Deed = Literal["answer", "assign", "close"]
# What will be done on a case, by its token; most are left to their alarms.
FATES: tuple[tuple[Deed, ...], ...] = (
    (),
    (),
    (),
    ("answer",),
    ("assign", "answer"),
    ("answer", "close"),
    ("assign",),
)
DEEDS: Mapping[str, Deed] = {"answer": "answer", "assign": "assign", "close": "close"}
DUPLICATES, POISON = 0.1, 0.08
_CASES = """select s.id, s.name, m.author, t.text from inbound i join stream s on s.id = i.stream
join message m on m.inbound = i.id join content t on t.id = m.subject where s.kind = 'case' and i.state = 'done' and s.name = i.number"""


@dataclass(frozen=True, slots=True)
class Letter:
    """`token` stands in its subject and nowhere else."""

    token: str
    kind: Kind
    raw: bytes


class Demand(NamedTuple):
    """An act asked for by a client who asks until he is told it was done. `token`: written with it."""

    id: UUID
    case: UUID
    deed: Deed
    token: str


class Opened(NamedTuple):
    """A case as its customer knows it."""

    id: UUID
    number: str
    author: str
    token: str


@dataclass(slots=True)
class Load:
    """`letters` by token; `demands` by id, all that ever were."""

    estate: Estate
    random: Random
    letters: dict[str, Letter] = field(default_factory=dict)
    demands: dict[UUID, Demand] = field(default_factory=dict)
    copies: int = 0
    _tokens: Iterator[int] = field(default_factory=count)
    _cast: dict[UUID, tuple[Deed, ...]] = field(default_factory=dict)

    def write(self, number: int) -> None:
        """Let so many letters arrive; cases that are there get replies."""
        known = self.cases()
        for _ in range(number):
            box = self.random.choice((self.estate.console, self.estate.peer))
            letter = self._letter(box, known)
            self.letters[letter.token] = letter
            drop(box, letter.token, letter.raw)
            if self.random.random() < DUPLICATES:
                drop(box, f"{letter.token} again", letter.raw)
                self.copies += 1

    def ask(self) -> None:
        """Ask for what is the fate of each case that is there."""
        for case in self.cases():
            if case.id in self._cast:
                continue
            self._cast[case.id] = fate = FATES[int(case.token[1:]) % len(FATES)]
            for deed in fate:
                demand = Demand(UUID(int=self.random.getrandbits(128)), case.id, deed, f"{deed} {case.token}")
                self.demands[demand.id] = demand

    def open_demands(self) -> list[Demand]:
        """Those whose client was not told yet, in the order they were asked for; of one case only the first."""
        return _open(self.demands.values(), self.estate)

    def publish(self) -> None:
        """Let processes that were forked earlier know what is asked for."""
        draft = self._asked.with_suffix(".part")
        draft.write_text("".join(f"{' '.join(map(str, one))}\n" for one in self.demands.values()), "utf-8")
        draft.replace(self._asked)

    def published(self) -> list[Demand]:
        """The same as `open_demands`, as such a process sees it."""
        lines = (line.split(" ", 3) for line in lines_of(self._asked))
        asked = (Demand(UUID(id), UUID(case), DEEDS[deed], token) for id, case, deed, token in lines)  # noqa: A001 - it is one
        return _open(asked, self.estate)

    @property
    def _asked(self) -> Path:
        return self.estate.home.folder / "asked"

    def cases(self) -> list[Opened]:
        with seen_by(SYSTEM), connection.cursor() as cursor:
            cursor.execute(_CASES)
            return [Opened(*row) for row in cursor.fetchall()]

    def _letter(self, box: Console, known: list[Opened]) -> Letter:
        number, dice = next(self._tokens), self.random.random()
        if dice < POISON:
            return Letter(f"p{number}", "poison", f"no letter at all, p{number}\n".encode())
        # A reply to a case that will be closed would open it again; those are left in peace.
        open_cases = [one for one in known if "close" not in FATES[int(one.token[1:]) % len(FATES)]]
        if dice < 0.3 and open_cases:
            case = self.random.choice(open_cases)
            return _written(f"a{number}", "reply", case.author, box, f"Case: {case.number}\n")
        return _written(f"q{number}", "request", self.random.choice(self.estate.people), box)


def _open(demands: Iterable[Demand], estate: Estate) -> list[Demand]:
    told = {UUID(line) for line in lines_of(estate.told)}
    first: dict[UUID, Demand] = {}
    for demand in demands:
        if demand.id not in told:
            first.setdefault(demand.case, demand)
    return list(first.values())


def _written(token: str, kind: Kind, sender: str, box: Console, more: str = "") -> Letter:
    head = f"From: {sender}\nTo: {MAILBOXES[box.name]}\nSubject: {token}\n{more}"
    return Letter(token, kind, f"{head}\nBody of {token}.\n".encode())


def drop(box: Console, name: str, raw: bytes) -> Path:
    """Put a file into an inbox, whole."""
    draft = box.folder / f"{name}.part"
    draft.write_bytes(raw)
    return draft.replace(box.inbox / name)


def waiting(estate: Estate) -> int:
    """How many files nobody has acknowledged."""
    return sum(path.is_file() for box in (estate.console, estate.peer) for path in box.inbox.iterdir())
