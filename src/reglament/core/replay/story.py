"""A story: what happens to the cases of one contract, and what must be true of them then. Values, all moments already UTC seconds."""

from collections.abc import Mapping
from dataclasses import dataclass

from reglament.core.case.act import Act, Doer
from reglament.core.contract.act import ContractAct
from reglament.core.contract.contract import Contract
from reglament.core.regulation.place import Place

FIRST_CASE = "A"


@dataclass(frozen=True, slots=True)
class Length:
    """A stretch of time as a story writes it: a whole `number` of `seconds` or of `days`; negative when late."""

    number: int
    unit: str


Value = str | int | bool | Length | tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Line:
    """One line of `when`: somebody does something.

    `at` is when the desk knew of it, `happened_at` when it happened. `refused` and `warned` are the ground or code that
    must be answered. A correction that names its entry by the moment it was
    told keeps that moment in `corrects`; `without_contract`: this sender has none, whatever the story's contract;
    `amends`: keys of the contract that a change of it names, all others stay.
    """

    at: int
    happened_at: int
    case: str
    act: Act | ContractAct
    doer: Doer
    place: Place
    refused: str | None = None
    warned: str | None = None
    corrects: int | None = None
    amends: tuple[str, ...] = ()
    without_contract: bool = False


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that must be so. `subject`: `target`, `case`, `axis`, `field`, `pool` or `share`; `name` is the metric, axis, field or counter."""

    subject: str
    name: str
    key: str
    expected: Value
    place: Place
    instance: int | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """What must be so of one case at `at`, as it was known at `known_at`."""

    at: int
    known_at: int
    case: str
    checks: tuple[Check, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Agreement:
    """The contract a story plays under (None: the sender has none) and who may write under it from the start."""

    contract: Contract | None
    contacts: Mapping[str, str]
    teams: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """A worked example: under an agreement, when these lines happen, then these questions have these answers."""

    name: str
    covers: tuple[str, ...]
    clauses: tuple[str, ...]
    zone: str
    agreement: Agreement
    lines: tuple[Line, ...]
    questions: tuple[Question, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Equivalent:
    """A mutant that no example can catch, and why."""

    mutant: str
    reason: str
    place: Place


@dataclass(frozen=True, slots=True)
class Examples:
    """A whole examples file; `regulation` names the one it belongs to where the file does not lie beside it."""

    regulation: str | None
    stories: tuple[Story, ...]
    equivalent: tuple[Equivalent, ...]
