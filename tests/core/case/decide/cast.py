"""A small invented regulation, its contract and a desk that keeps both streams: what the tests of decisions act with."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache

from reglament.core.case.act import Act, Doer, Receive
from reglament.core.case.answer import Accepted, Answer, Refused
from reglament.core.case.decide.door import decide
from reglament.core.case.event import Entries, Entry, Event
from reglament.core.case.fold import fold
from reglament.core.case.state import CaseState
from reglament.core.case.visible import visible
from reglament.core.contract.compile import Memo, compile_terms
from reglament.core.contract.contract import Contract
from reglament.core.contract.event import ContractEntry, ContractEvent, Granted
from reglament.core.contract.fold import fold_contract
from reglament.core.contract.standing import Standing
from reglament.core.contract.terms import Terms
from reglament.core.regulation.model.regulation import Regulation
from reglament.core.regulation.read import read_regulation
from tests.core.hours.cast import almanac

HOUR = 3600
END = 1 << 60
STAFF = Doer("staff", actor="ann")
TWO = Doer("staff", actor="ann", second="bob")
CUSTOMER = Doer("customer", role="contact", actor="eve")
HEAD = Doer("customer", role="head", actor="max")
SYSTEM = Doer("system")
CHANNEL = Doer("channel")
REQUEST = Receive(channel="email", role="contact", message="m0")


HEAD_OF_FILE = """
regulation: invented
edition: "2026"
title: {ru: Т, en: T}
effective: 2026-01-01
zone: Europe/Moscow
calendars:
  office: {zone: Europe/Moscow, week: {mon-fri: "09:00-18:00"}}
  nights: {zone: Europe/Moscow, week: {mon-fri: "18:00-24:00", sat-sun: "00:00-24:00"}}
tiers:
  plain: {title: {ru: Т, en: T}, calendar: office}
  rich: {title: {ru: Т, en: T}, calendar: nights}
axes:
  kind:
    title: {ru: Т, en: T}
    values: {fault: {ru: Т, en: T}, task: {ru: Т, en: T}, wish: {ru: Т, en: T}}
    default: fault
  weight:
    title: {ru: Т, en: T}
    values: {high: {ru: Т, en: T}, low: {ru: Т, en: T}}
    default: low
    set by: [staff]
roles: {contact: {title: {ru: Т, en: T}}, head: {title: {ru: Т, en: T}}}
channels: {email: {title: {ru: Т, en: T}}, phone: {title: {ru: Т, en: T}}, safe: {title: {ru: Т, en: T}}}
fields:
  organisation: {title: {ru: Т, en: T}, kind: text}
  licence: {title: {ru: Т, en: T}, kind: text}
  serial: {title: {ru: Т, en: T}, kind: text}
  logs: {title: {ru: Т, en: T}, kind: file}
  seats: {title: {ru: Т, en: T}, kind: number}
  bought: {title: {ru: Т, en: T}, kind: date}
  ours: {title: {ru: Т, en: T}, kind: yes no}
  support key: {title: {ru: Т, en: T}, kind: key}
  colour: {title: {ru: Т, en: T}, kind: choice, values: {red: {ru: Т, en: T}, blue: {ru: Т, en: T}}}
  from: {title: {ru: Т, en: T}, kind: moment}
  to: {title: {ru: Т, en: T}, kind: moment}
metrics: {react: {title: {ru: Т, en: T}}, fix: {title: {ru: Т, en: T}}, silence: {title: {ru: Т, en: T}}}
marks:
  solved: {title: {ru: Т, en: T}, by: [staff], message: out, may have: [logs], withdrawn by: not solved}
  not solved: {title: {ru: Т, en: T}, by: [customer], message: in}
  asked for more: {title: {ru: Т, en: T}, by: [staff], message: out, asks: yes}
  phoned: {title: {ru: Т, en: T}, by: [staff, customer]}
  visited: {title: {ru: Т, en: T}, by: [staff], needs: [organisation]}
  waived: {title: {ru: Т, en: T}, by: [staff], second person: yes}
  agreed: {title: {ru: Т, en: T}, by: [customer], message: in}
  consent: {title: {ru: Т, en: T}, by: [head]}
  upgraded: {title: {ru: Т, en: T}, by: [staff]}
  reminded: {title: {ru: Т, en: T}, by: [system], message: out, automatic: yes}
pauses:
  waiting: {title: {ru: Т, en: T}}
  elsewhere: {title: {ru: Т, en: T}}
  parts: {title: {ru: Т, en: T}}
grounds:
  no answer: {title: {ru: Т, en: T}}
  done: {title: {ru: Т, en: T}}
  not ours: {title: {ru: Т, en: T}}
  too many: {title: {ru: Т, en: T}}
  nameless: {title: {ru: Т, en: T}}
  flood: {title: {ru: Т, en: T}}
counters:
  open: {title: {ru: Т, en: T}, of: cases}
  heavy: {title: {ru: Т, en: T}, of: cases}
  hours: {title: {ru: Т, en: T}, of: hours}
  visits: {title: {ru: Т, en: T}, of: events}
  requests: {title: {ru: Т, en: T}, of: events}
terms:
  sharing: {title: {ru: Т, en: T}, kind: yes no, default: yes}
clauses:
  - {clause: "1", text: Т, prose: Т}
"""


def at(text: str) -> int:
    """`2026-11-03 15:00` (UTC) as a moment."""
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp())


MONDAY = at("2026-11-02 07:00")


@cache
def law(rules: str = "") -> Regulation:
    """The invented edition with these rules (`name: {…}` a line) in its second clause; all their ids begin with `2/`."""
    lines = "".join(f"      {line}\n" for line in rules.strip().splitlines())
    clause = f'  - clause: "2"\n    text: Т\n    rules:\n{lines}' if lines else ""
    found, faults = read_regulation((HEAD_OF_FILE + clause).encode())
    assert found is not None, faults
    return found


BOUGHT = Contract(
    number="K-1",
    tier="plain",
    zone="Europe/Moscow",
    from_on=date(2026, 1, 1),
    until_on=date(2026, 12, 31),
    granted={"hours": 10 * HOUR},
)


@cache
def memo() -> Memo:
    return Memo()


class Desk:
    """One contract and its cases, an hour between any two acts unless a moment is named."""

    def __init__(self, rules: str = "", *, contract: Contract | None = BOUGHT) -> None:
        self.edition = law(rules)
        compiled = compile_terms(self.edition, contract, almanac(), memo=memo())
        assert isinstance(compiled, Terms)
        self.terms = compiled
        self.cases: dict[str, Entries] = {}
        self.contract: tuple[ContractEntry, ...] = ()
        self.now = MONDAY
        if contract is not None:
            self.enter_on_contract(Granted(contract), at=at("2026-01-01 00:00"))

    def enter_on_contract(self, *events: ContractEvent, at: int | None = None) -> None:
        moment = self.now if at is None else at
        for event in events:
            seq = len(self.contract) + 1
            self.contract = (*self.contract, ContractEntry(seq, moment, moment, "staff", event))

    def enter(self, case: str, events: tuple[Event, ...], by: Doer, moment: int) -> None:
        for event in events:
            entries = self.cases.get(case, ())
            entry = Entry(len(entries) + 1, moment, self.now, by.party, event, by.role, by.actor)
            self.cases[case] = (*entries, entry)

    def standing(self) -> Standing:
        return fold_contract(self.contract, self.edition, at=END, known_at=END)

    def ask(self, act: Act, by: Doer = STAFF, *, case: str = "A", at: int | None = None) -> Answer:
        """Answer an act without entering anything."""
        return decide(
            act,
            case=case,
            by=by,
            entries=self.cases.get(case, ()),
            terms=self.terms,
            standing=self.standing(),
            at=self.now if at is None else at,
        )

    def do(self, act: Act, by: Doer = STAFF, *, case: str = "A", at: int | None = None) -> Answer:
        """Answer an act and enter what the answer says, then let an hour pass."""
        moment = self.now if at is None else at
        self.now = max(self.now, moment)
        answer = self.ask(act, by, case=case, at=moment)
        events = answer.events if isinstance(answer, Accepted) else answer.recorded
        own = len(events) - answer.automatic
        self.enter(case, events[:own], by, moment)
        self.enter(case, events[own:], SYSTEM, moment)
        if isinstance(answer, Accepted):
            self.enter_on_contract(*answer.contract, at=moment)
            for other, theirs in answer.other.items():
                self.enter(other, theirs, by, moment)
        self.now += HOUR
        return answer

    def must(self, act: Act, by: Doer = STAFF, *, case: str = "A", at: int | None = None) -> Accepted:
        return may(self.do(act, by, case=case, at=at))

    def refused(self, act: Act, by: Doer = STAFF, *, case: str = "A", at: int | None = None) -> Refused:
        return may_not(self.do(act, by, case=case, at=at))

    def receive(
        self, name: str = "A", by: Doer = CUSTOMER, *, at: int | None = None, **changes: object
    ) -> Accepted:
        """Receive a plain request, but for these changes, as the case with this name."""
        return self.must(replace(REQUEST, **changes), by, case=name, at=at)  # type: ignore[arg-type]

    def state(self, case: str = "A") -> CaseState:
        seen = visible(self.cases.get(case, ()), at=END, known_at=END)
        return fold(seen, self.edition)


def code(answer: Answer) -> str:
    """The code of a refusal; `done` for an act that was accepted."""
    return answer.code if isinstance(answer, Refused) else "done"


def may(answer: Answer) -> Accepted:
    assert isinstance(answer, Accepted), answer
    return answer


def may_not(answer: Answer) -> Refused:
    assert isinstance(answer, Refused), answer
    return answer


def values(answer: Answer) -> Mapping[str, object]:
    return may_not(answer).values
