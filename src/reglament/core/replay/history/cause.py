"""What somebody would do to make a happening happen: events as a history records them, without their moments."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from reglament.core.regulation.model.declared import Field
from reglament.core.regulation.model.happening import (
    Carried,
    ClassifiedAs,
    ClosedWith,
    DoneBy,
    FirstOf,
    Happening,
    LatestOf,
    MarkRecorded,
    Supplied,
    Word,
)
from reglament.core.regulation.model.permission import PermitRule, SetRule
from reglament.core.regulation.model.regulation import Regulation
from reglament.core.replay.history.chance import Chance, pick

STAFF, CUSTOMER, CHANNEL = "staff", "customer", "channel"
PARTIES = (STAFF, CUSTOMER, CHANNEL)
PLAIN = {"taken": ("assigned", {"to": "somebody"}), "begun": ("work started", {}), "closed": ("closed", {})}


@dataclass(frozen=True, slots=True)
class Move:
    """Something somebody does. `pace`: how soon after the former: `at once`, `work` (of staff), `answer` (of the customer)."""

    event: str
    by: str
    pace: str
    facts: dict[str, Any] = field(default_factory=dict)
    role: str | None = None
    second: str | None = None


class Causes:
    """How the happenings of one regulation come about. `message` numbers the messages of a case."""

    def __init__(self, regulation: Regulation, chance: Chance) -> None:
        self._regulation = regulation
        self._chance = chance
        self._messages = 0

    def begin(self) -> None:
        """A new case begins to number its messages."""
        self._messages = 0

    def message(self) -> str:
        self._messages += 1
        return f"m{self._messages}"

    def of(self, happening: Happening, role: str) -> Iterator[Move]:
        """Give what has to be done, in order; nothing for what nobody does."""
        match happening:
            case Word(name):
                yield from self._word(name, role)
            case MarkRecorded(mark):
                yield from self.mark(mark, role)
            case Carried(stage, mark):
                moves = list(self.mark(mark, role))
                yield from moves
                message = moves[0].facts.get("message") if moves else None
                if message and stage != "sent":
                    yield Move(stage, CHANNEL, "at once", {"message": message})
            case DoneBy(inner, _):
                yield from self.of(inner, role)
            case FirstOf(parts):
                yield from self.of(pick(self._chance, parts), role)
            case LatestOf(parts):
                for part in parts:
                    yield from self.of(part, role)
            case _:
                yield from self._plain(happening, role)

    def _plain(self, happening: Happening, role: str) -> Iterator[Move]:
        match happening:
            case Supplied(name):
                yield Move("supplied", CUSTOMER, "answer", {"fields": self.fields((name,))}, role)
            case ClassifiedAs(axis, value):
                yield self.classified(axis, value)
            case ClosedWith(ground):
                yield Move("closed", STAFF, "work", {"ground": ground})
            case _:
                return

    def _word(self, name: str, role: str) -> Iterator[Move]:
        if name in PLAIN:
            event, facts = PLAIN[name]
            yield Move(event, STAFF, "work", dict(facts))
        elif name == "staff reply":
            yield from self.answer()
        elif name == "reply":
            yield from self.reply(role)
        elif name == "registered":
            yield Move("registered", STAFF, "work", {"number": "1"})

    def answer(self) -> Iterator[Move]:
        """A plain message of staff."""
        yield Move("replied", STAFF, "work", {"message": self.message()})

    def reply(self, role: str) -> Iterator[Move]:
        """A plain message of the customer."""
        yield Move("replied", CUSTOMER, "answer", {"message": self.message()}, role)

    def mark(self, name: str, role: str) -> Iterator[Move]:
        """Record a mark as whoever may: staff before the customer, with the fields that it and its clauses need."""
        declared = self._regulation.marks[name]
        permits = [rule for rule in self._regulation.of_kind(PermitRule) if rule.mark == name]
        allowed = {who for rule in permits for who in rule.by} or set(declared.by)
        roles = [who for who in declared.by if who in self._regulation.roles and who in allowed]
        by = next((who for who in PARTIES if who in declared.by and (who in allowed or not allowed)), None)
        if by is None and not roles:
            return
        needs = (*declared.needs, *(name for rule in permits for name in rule.needs))
        facts: dict[str, Any] = {"mark": name}
        if needs:
            facts["fields"] = self.fields(needs)
        if declared.message:
            facts["message"] = self.message()
        pace = "work" if by == STAFF else "answer"
        who = role if by == CUSTOMER else roles[0] if by is None else None
        yield Move("marked", by or CUSTOMER, pace, facts, who, "another" if declared.second_person else None)

    def fields(self, names: tuple[str, ...]) -> dict[str, str]:
        """Fill fields with values of their kind."""
        declared = self._regulation.fields
        return {name: self._value(declared[name]) for name in dict.fromkeys(names) if name in declared}

    def _value(self, declared: Field) -> str:
        match declared.kind:
            case "choice":
                return pick(self._chance, tuple(declared.values))
            case "yes no":
                return pick(self._chance, ("yes", "no"))
            case "number":
                return "1"
            case "date":
                return "2026-01-15"
            case "moment":
                return "2026-01-15T12:00"
            case _:
                return "given"

    def classified(self, axis: str, value: str) -> Move:
        """Put a case at a value, with a criterion and what else its clauses ask for."""
        rules = [one for one in self._regulation.of_kind(SetRule) if one.axis == axis and one.value == value]
        facts: dict[str, Any] = {"axes": {axis: value}}
        criteria = [name for rule in rules for name in rule.criteria]
        if criteria:
            facts["criteria"] = [pick(self._chance, criteria)]
        brings = {name for rule in rules for name in rule.brings}
        if brings:
            facts["brought"] = dict.fromkeys(sorted(brings), "given")
        return Move("classified", STAFF, "work", facts)
