"""A chunk of past cases judged under one edition: most of them in herds, the rest one by one or contract by contract."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial

import numpy as np

from reglament.core.contract.terms import Terms
from reglament.core.hours.faults import CalendarExhausted, DayLengthUnknown
from reglament.core.replay.history.past import PastCase
from reglament.core.replay.whatif.blocks import of_case, of_herd
from reglament.core.replay.whatif.clocks import NotAlike
from reglament.core.replay.whatif.contract import lead
from reglament.core.replay.whatif.coupling import Flags, all_stays, are_coupled, stay_of_case, stay_of_herd
from reglament.core.replay.whatif.due_many import Dues
from reglament.core.replay.whatif.exact import Replayed, replay_contract
from reglament.core.replay.whatif.kin import Kin, kin_of, stands_together
from reglament.core.replay.whatif.law import Law
from reglament.core.replay.whatif.led import Led, LedAlone, LedByStages
from reglament.core.replay.whatif.meeting import lead_who_met
from reglament.core.replay.whatif.stage import Stage
from reglament.core.replay.whatif.stepper import Stepper
from reglament.core.replay.whatif.verdict_of import Block
from reglament.core.replay.whatif.walk import Herd, walk
from reglament.core.target.evaluate import targets

EXHAUSTED = "calendar/exhausted"
NO_ANSWER = (CalendarExhausted, DayLengthUnknown)


@dataclass(slots=True)
class Judged:
    """`unfit`: why a row is apart, or None. How many rows were replayed `alone`, how many `together` with their contract."""

    blocks: list[Block]
    unfit: list[str | None]
    alone: int = 0
    together: int = 0


@dataclass(slots=True)
class _Chunk:
    """What is worked out about a chunk so far. `contract` numbers each row's contract, `members` lists the rows of each.

    `begins` and `ends`: from when to when each row's case is there if nobody is in its way; `joined`: rows that others of
    their contract may bear on; `led`: where those ended that were led together, with the moments of their steps.
    """

    cases: Sequence[PastCase]
    found: Judged
    terms: list[Terms | None] = field(default_factory=list)
    contract: list[int] = field(default_factory=list)
    members: list[list[int]] = field(default_factory=list)
    replayed: dict[int, Replayed | None] = field(default_factory=dict)
    begins: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    joined: set[int] = field(default_factory=set)
    led: dict[Stage, list[tuple[int, list[int]]]] = field(default_factory=dict)


def _herd(stage: Stage, of: list[tuple[int, list[int]]]) -> Herd:
    columns = np.array([moments for _, moments in of], np.int64)
    return Herd(stage, np.array([row for row, _ in of], np.int64), tuple(columns.T), 0)


class Judge:
    """One edition, with what it has decided so far: the same stages serve chunk after chunk."""

    def __init__(self, law: Law, until: int, *, exact: bool = False) -> None:
        """`exact`: every contract is replayed step by step; that is what all the rest must equal."""
        self._law = law
        self._until = until
        self._exact = exact
        self._dues = Dues()
        self._roots: dict[object, Stage] = {}

    def judge(self, cases: Sequence[PastCase]) -> Judged:
        """Judge whole contracts: cases of one, spread over calls, would not be in each other's way."""
        chunk = _Chunk(cases, Judged([], [None] * len(cases)))
        self._sort(chunk)
        special = np.array([self._is_special(chunk, rows) for rows in chunk.members], np.bool_)
        herds = self._herds(chunk, special)
        for number in np.flatnonzero(special | self._coupled(chunk, herds)).tolist():
            self._judge_contract(chunk, chunk.members[number])
        joined = np.zeros(len(cases), np.bool_)
        joined[list(chunk.joined)] = True
        for herd in herds:
            self._judge_herd(chunk, herd.only(~joined[herd.rows]))
        for row, replayed in chunk.replayed.items():
            if not joined[row]:
                chunk.found.alone += 1
                self._judge_replayed(chunk, row, replayed)
        for stage, of in chunk.led.items():
            self._judge_herd(chunk, _herd(stage, of))
        return chunk.found

    def _sort(self, chunk: _Chunk) -> None:
        """Find each row's contract and terms; a contract that cannot be served under the edition is apart."""
        numbers: dict[str, int] = {}
        for row, past in enumerate(chunk.cases):
            number = numbers.setdefault(past.contract.name or f"\n{row}", len(numbers))
            if number == len(chunk.members):
                chunk.members.append([])
            terms = self._law.terms(past.contract)
            chunk.contract.append(number)
            chunk.terms.append(None if isinstance(terms, str) else terms)
            if isinstance(terms, str):
                chunk.found.unfit[row] = terms
            else:
                chunk.members[number].append(row)

    def _is_special(self, chunk: _Chunk, rows: list[int]) -> bool:
        return bool(rows) and (self._exact or stands_together([chunk.cases[row] for row in rows], self._law))

    def _herds(self, chunk: _Chunk, special: Flags) -> list[Herd]:
        kin: dict[Kin, list[int]] = {}
        for row, past in enumerate(chunk.cases):
            terms = chunk.terms[row]
            if terms is None or special[chunk.contract[row]]:
                continue
            key = kin_of(past, terms, self._law, self._until)
            if key is None:
                self._replay_alone(chunk, [row])
            else:
                kin.setdefault(key, []).append(row)
        return [herd for key, rows in kin.items() for herd in self._walk(chunk, key, rows)]

    def _walk(self, chunk: _Chunk, kin: Kin, rows: list[int]) -> list[Herd]:
        first, terms = chunk.cases[rows[0]], chunk.terms[rows[0]]
        if terms is None:
            return []
        root = self._root(kin, first, terms)
        moments = np.array([chunk.cases[row].moments for row in rows], np.int64)
        path = [(deed, place in kin[2]) for place, deed in enumerate(first.deeds)]
        walked = walk(
            root,
            np.array(rows, np.int64),
            path=path,
            moments=moments,
            dues=self._dues,
            until=self._until,
        )
        for alone in walked.alone:
            self._replay_alone(chunk, alone.tolist())
        return walked.ended

    def _root(self, kin: Kin, past: PastCase, terms: Terms) -> Stage:
        found = self._roots.get(kin[0])
        if found is None:
            _, common = self._law.common(past.contract, terms, past.moments[0])
            found = self._roots[kin[0]] = Stage(self._law, common)
        return found

    def _replay_alone(self, chunk: _Chunk, rows: Iterable[int]) -> None:
        for row in rows:
            terms = chunk.terms[row]
            if terms is not None:
                chunk.replayed[row] = self._replay([chunk.cases[row]], terms)[0]

    def _replay(self, cases: Sequence[PastCase], terms: Terms) -> Sequence[Replayed | None]:
        try:
            return replay_contract(cases, terms, self._until)
        except NO_ANSWER:
            return [None] * len(cases)

    def _coupled(self, chunk: _Chunk, herds: list[Herd]) -> Flags:
        rooms = [self._law.room(chunk.cases[rows[0]].contract) if rows else None for rows in chunk.members]
        stays = [stay_of_herd(herd, self._until) for herd in herds]
        stays += [
            stay_of_case(one, row, chunk.cases[row], self._until) for row, one in chunk.replayed.items()
        ]
        known = all_stays(stays)
        begins, ends = np.zeros((2, len(chunk.cases)), np.int64)
        begins[known.rows], ends[known.rows] = known.begins, known.ends
        chunk.begins, chunk.ends = begins.tolist(), ends.tolist()
        return are_coupled(known, np.array(chunk.contract, np.int64), rooms, uses=self._law.counts_events())

    def _judge_herd(self, chunk: _Chunk, herd: Herd) -> None:
        if not len(herd.rows):
            return
        unfit = herd.stage.unfit
        if unfit is None:
            try:
                chunk.found.blocks += of_herd(herd, self._dues, self._until)
            except NO_ANSWER:
                unfit = EXHAUSTED
        if unfit is not None:
            for row in herd.rows.tolist():
                chunk.found.unfit[row] = unfit

    def _judge_contract(self, chunk: _Chunk, rows: list[int]) -> None:
        by_text: dict[str, list[int]] = {}
        for row in rows:
            by_text.setdefault(chunk.cases[row].contract.key, []).append(row)
        for alike in by_text.values():
            terms = chunk.terms[alike[0]]
            if terms is None:
                continue
            if self._exact or not self._lead(chunk, alike, terms):
                chunk.found.together += len(alike)
                chunk.joined.update(alike)
                replayed = self._replay([chunk.cases[row] for row in alike], terms)
                for row, one in zip(alike, replayed, strict=True):
                    self._judge_replayed(chunk, row, one)

    def _lead(self, chunk: _Chunk, rows: list[int], terms: Terms) -> bool:
        """Lead together those of a contract's cases that met; False where all have to be replayed step by step."""
        law, cases = self._law, [chunk.cases[row] for row in rows]
        room = law.room(cases[0].contract)
        if law.limits is None or law.asks_counters or room is None or stands_together(cases, law):
            return False
        lead_rows = partial(self._lead_rows, chunk, rows, terms)
        begins, ends = ([of[row] for row in rows] for of in (chunk.begins, chunk.ends))
        try:
            groups = lead_who_met(begins, ends, room, lead=lead_rows, until=self._until)
        except (NotAlike, *NO_ANSWER):
            return False
        for group, led in groups.items():
            chunk.joined.update(rows[place] for place in group)
            for place, one in zip(group, led, strict=True):
                if isinstance(one, LedByStages):
                    chunk.led.setdefault(one.stage, []).append((rows[place], one.moments))
                elif isinstance(one, LedAlone):
                    self._judge_alone(chunk, rows[place], one.stepper, terms)
        return True

    def _lead_rows(self, chunk: _Chunk, rows: list[int], terms: Terms, places: Sequence[int]) -> list[Led]:
        law, cases = self._law, [chunk.cases[rows[place]] for place in places]
        kin = [kin_of(past, terms, law, self._until) for past in cases]
        roots = [self._root(one, past, terms) if one else None for one, past in zip(kin, cases, strict=True)]
        return lead(cases, roots, terms=terms, law=law, dues=self._dues, until=self._until)

    def _judge_alone(self, chunk: _Chunk, row: int, one: Stepper, terms: Terms) -> None:
        chunk.found.alone += 1
        try:
            owed = targets(terms, one.entries, at=self._until, known_at=self._until, steps=False)
            replayed = Replayed(one.past, one.entries, one.unfit, owed)
        except NO_ANSWER:
            replayed = None
        self._judge_replayed(chunk, row, replayed)

    def _judge_replayed(self, chunk: _Chunk, row: int, one: Replayed | None) -> None:
        terms = chunk.terms[row]
        if one is None or terms is None:
            chunk.found.unfit[row] = EXHAUSTED
        elif one.unfit is not None:
            chunk.found.unfit[row] = one.unfit
        else:
            chunk.found.blocks += of_case(row, terms, one.entries, one.targets, self._until)
