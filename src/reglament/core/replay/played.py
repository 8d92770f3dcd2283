"""What playing a story leaves: the streams of its cases and its contract, who was told what, and answers nobody expected."""

from dataclasses import dataclass

from reglament.core.case.answer import Refused
from reglament.core.contract.answer import ContractRefused
from reglament.core.regulation.place import Place
from reglament.core.replay.books import Books


@dataclass(frozen=True, slots=True)
class Notice:
    """Somebody is to be told something: `to` is a role, or None for whoever works on the case. `key` as in due actions."""

    at: int
    case: str
    kind: str
    key: str
    to: str | None


@dataclass(frozen=True, slots=True)
class Surprise:
    """An act that was not answered as the story says. `expected` is `done`, a caution, or a ground or code;
    `actual` is `done`, or ground and code of the refusal.
    `refused` is that refusal.
    """

    place: Place
    case: str
    expected: str
    actual: str
    refused: Refused | ContractRefused | None = None


@dataclass(frozen=True, slots=True)
class Played:
    """Everything that happened. The books are closed: nothing is entered any more."""

    books: Books
    notices: tuple[Notice, ...]
    surprises: tuple[Surprise, ...]
