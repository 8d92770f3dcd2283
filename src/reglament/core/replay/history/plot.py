"""Plots of cases: who does what in which order. Every one is tried on the regulation while it is made, so that it could have happened."""

from collections.abc import Iterable, Iterator
from typing import Any

from reglament.core.case.act import Doer, Receive
from reglament.core.case.answer import Accepted
from reglament.core.case.codec import decode
from reglament.core.case.decide.door import decide
from reglament.core.case.event import Entries, Entry
from reglament.core.case.fold import fold
from reglament.core.contract.event import ContractEntry, Granted
from reglament.core.contract.fold import fold_contract
from reglament.core.contract.terms import Terms
from reglament.core.regulation.model.permission import RequireRule
from reglament.core.regulation.model.regulation import Regulation
from reglament.core.regulation.model.rule import PauseRule, TargetRule
from reglament.core.replay.history.cause import CHANNEL, CUSTOMER, STAFF, Causes, Move
from reglament.core.replay.history.chance import Chance, happens, pick
from reglament.core.replay.history.deed import act_of
from reglament.core.replay.history.read import NO_PIN

STEP = 60
LONGEST = 20
SYSTEM = Doer("system")


class Plots:
    """Makes plots for contracts with the same terms."""

    def __init__(self, terms: Terms, chance: Chance) -> None:
        self._terms = terms
        self._regulation: Regulation = terms.regulation
        self._chance = chance
        self._causes = Causes(terms.regulation, chance)
        self._silent = False

    def plot(self, at: int) -> tuple[Move, ...]:
        """Make one, as if it began at `at` (UTC seconds); deeds the regulation would refuse are left out."""
        self._causes.begin()
        self._silent = False
        trial = _Trial(self._terms, at)
        receipt = self._receipt()
        if not trial.does(receipt):
            return (receipt,) if happens(self._chance, 0.03) else ()
        role = receipt.role or ""
        done = [receipt]
        for move in self._course(trial, role):
            if len(done) < LONGEST and trial.does(move):
                done.append(move)
        return tuple(done)

    def _receipt(self) -> Move:
        regulation, chance = self._regulation, self._chance
        axes = {
            name: pick(chance, tuple(axis.values))
            for name, axis in regulation.axes.items()
            if (not axis.set_by or CUSTOMER in axis.set_by) and happens(chance, 0.25)
        }
        needed = [
            name for rule in regulation.of_kind(RequireRule) for name in (*rule.fields, *rule.one_of[:1])
        ]
        given = tuple(name for name in needed if happens(chance, 0.9))
        roles = tuple(regulation.roles)
        facts: dict[str, Any] = {
            "channel": pick(chance, tuple(regulation.channels)),
            "role": roles[0] if happens(chance, 0.7) else pick(chance, roles),
            "message": self._causes.message(),
        }
        if axes:
            facts["axes"] = axes
        if given:
            facts["fields"] = self._causes.fields(given)
        return Move("received", CUSTOMER, "arrival", facts, facts["role"])

    def _course(self, trial: "_Trial", role: str) -> Iterator[Move]:
        """What follows a receipt: gaps filled, somebody takes it, questions, sorting, what is owed, the end."""
        yield from self._begun(trial, role)
        yield from self._talks(role, 0.6)
        if self._silent:
            return
        if happens(self._chance, 0.2):
            yield from self._sorting()
        for rule in self._regulation.of_kind(TargetRule):
            if rule.owed_by == "vendor" and happens(self._chance, 0.9):
                yield from self._met(rule, role)
        yield from self._talks(role, 0.35)
        if not self._silent:
            yield from self._ended(role)

    def _begun(self, trial: "_Trial", role: str) -> Iterator[Move]:
        missing = tuple(trial.missing())
        if missing and happens(self._chance, 0.8):
            yield Move("supplied", CUSTOMER, "answer", {"fields": self._causes.fields(missing)}, role)
        if happens(self._chance, 0.75):
            yield Move("assigned", STAFF, "work", {"to": "somebody"})
        if happens(self._chance, 0.3):
            yield Move("work started", STAFF, "work")

    def _talks(self, role: str, more: float) -> Iterator[Move]:
        while not self._silent and happens(self._chance, more):
            yield from self._talk(role)

    def _ended(self, role: str) -> Iterator[Move]:
        if happens(self._chance, 0.5):
            yield from self._causes.reply(role)
        if happens(self._chance, 0.99):
            yield self._closing(role)
            if happens(self._chance, 0.04):
                yield from self._causes.reply(role)

    def _met(self, rule: TargetRule, role: str) -> Iterator[Move]:
        yield from self._causes.of(rule.starts, role) if happens(self._chance, 0.1) else ()
        yield from self._delivered(self._causes.of(rule.met_by, role))

    def _talk(self, role: str) -> Iterator[Move]:
        """A question with its answer (or none), a pause, a plain message, some other mark."""
        chance, causes, regulation = self._chance, self._causes, self._regulation
        asking = [name for name, mark in regulation.marks.items() if mark.asks]
        pauses = [rule for rule in regulation.of_kind(PauseRule) if STAFF in rule.by]
        if asking and happens(chance, 0.6):
            yield from self._delivered(causes.mark(pick(chance, asking), role))
            self._silent = happens(chance, 0.1)
            if not self._silent:
                yield from causes.reply(role)
        elif pauses and happens(chance, 0.4):
            rule = pick(chance, pauses)
            notice = {"notice": "call"} if rule.notice else {}
            if notice:
                yield Move("handed over", CHANNEL, "work", {"message": "call"})
            yield Move("paused", STAFF, "at once", {"reason": rule.reason, "rule": rule.id, **notice})
            ground = next(iter(regulation.grounds), "")
            yield Move("resumed", STAFF, "answer", {"reason": rule.reason, "ground": ground})
        elif regulation.marks and happens(chance, 0.3):
            yield from self._delivered(causes.mark(pick(chance, tuple(regulation.marks)), role))
        else:
            yield from causes.answer()

    def _sorting(self) -> Iterator[Move]:
        axis = pick(self._chance, tuple(self._regulation.axes) or ("",))
        if axis:
            yield self._causes.classified(axis, pick(self._chance, tuple(self._regulation.axes[axis].values)))

    def _closing(self, role: str) -> Move:
        grounds = tuple(self._regulation.grounds)
        facts = {"ground": grounds[-1]} if grounds else {}
        if happens(self._chance, 0.1):
            return Move("closed", CUSTOMER, "answer", facts, role)
        return Move("closed", STAFF, "work", facts)

    def _delivered(self, moves: Iterable[Move]) -> Iterator[Move]:
        """Letters of staff arrive."""
        for move in moves:
            yield move
            if move.by == STAFF and "message" in move.facts and happens(self._chance, 0.9):
                stage = "delivered" if happens(self._chance, 0.98) else "bounced"
                yield Move(stage, CHANNEL, "at once", {"message": move.facts["message"]})


class _Trial:
    """A case on which moves are tried, a minute apart."""

    def __init__(self, terms: Terms, at: int) -> None:
        self._terms = terms
        self._at = at
        self._entries: Entries = ()
        self._counted: list[ContractEntry] = []
        if terms.contract is not None:
            self._counted.append(ContractEntry(1, at - 1, at - 1, STAFF, Granted(terms.contract)))

    def missing(self) -> Iterator[str]:
        """Name what was asked for and has not come."""
        yield from fold(self._entries, self._terms.regulation).asked

    def does(self, move: Move) -> bool:
        """Do it if it may be done."""
        facts = dict(move.facts)
        if move.event == "received":
            facts = {"contract": "", "pinned": NO_PIN, **facts}
        act = act_of(decode(move.event, 1, facts), None)
        if act is None or (isinstance(act, Receive) and self._entries):
            return False
        by = Doer(move.by, move.role, None, move.second)
        at = self._at
        standing = fold_contract(self._counted, self._terms.regulation, at=at, known_at=at)
        answer = decide(
            act, case="A", by=by, entries=self._entries, terms=self._terms, standing=standing, at=at
        )
        if not isinstance(answer, Accepted) or answer.new_case:
            return False
        own = len(answer.events) - answer.automatic
        for place, event in enumerate(answer.events):
            doer = by if place < own else SYSTEM
            self._entries += (Entry(len(self._entries) + 1, at, at, doer.party, event, doer.role),)
        for counted in answer.contract:
            self._counted.append(ContractEntry(len(self._counted) + 1, at, at, STAFF, counted))
        self._at += STEP
        return True
