"""From a contract's entries to its standing at a moment, as known at another."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from reglament.core.contract.contract import Contract
from reglament.core.contract.event import (
    Amended,
    CaseCounted,
    CaseEnded,
    ContactAdded,
    ContactRemoved,
    ContractEntry,
    EventCounted,
    Granted,
    HoursCharged,
    HoursRefunded,
    HoursReserved,
    PeriodDeclared,
    TeamAdded,
)
from reglament.core.contract.key import key_tag
from reglament.core.contract.standing import CaseStanding, Pool, Standing
from reglament.core.regulation.model.regulation import Regulation

# A counter of hours, and the tag of a certificate's key or nothing.
Part: TypeAlias = tuple[str, str]
OWN = ""


@dataclass(slots=True)
class Counted:
    """The counters while they are being counted; `at` is the moment of the entry in hand."""

    at: int = 0
    contract: Contract | None = None
    cases: dict[str, frozenset[str]] = field(default_factory=dict)
    line: list[str] = field(default_factory=list)
    charged: dict[Part, int] = field(default_factory=dict)
    refunded: dict[Part, int] = field(default_factory=dict)
    reserved: dict[Part, dict[str, int]] = field(default_factory=dict)
    used: dict[str, list[int]] = field(default_factory=dict)
    contacts: dict[str, str] = field(default_factory=dict)
    teams: set[str] = field(default_factory=set)
    periods: dict[str, PeriodDeclared] = field(default_factory=dict)

    def copy(self) -> "Counted":
        """Give counters that go on by themselves."""
        return Counted(
            self.at,
            self.contract,
            dict(self.cases),
            list(self.line),
            dict(self.charged),
            dict(self.refunded),
            {part: dict(seconds) for part, seconds in self.reserved.items()},
            {counter: list(moments) for counter, moments in self.used.items()},
            dict(self.contacts),
            set(self.teams),
            dict(self.periods),
        )


def fold_contract(
    entries: Iterable[ContractEntry], regulation: Regulation, *, at: int, known_at: int
) -> Standing:
    """Fold what was known by `known_at` and happened by `at` (UTC seconds).

    A renewal made ahead counts from its first day. Who waits keeps the place of his arrival. A contract granted anew begins its hours anew: what the former had left
    lapses, what is reserved stays reserved; certificates keep
    theirs, whoever grants them again. A charge ends the case's reservation, and so does one of nothing.
    """
    entries = tuple(entries)
    books = Counted()
    count(books, known_in(entries, at, known_at))
    return standing_of(books, regulation, entries, at=at, known_at=known_at)


def count(books: Counted, entries: Iterable[ContractEntry]) -> None:
    """Count on with entries that follow in order of their moments."""
    for entry in entries:
        books.at = moment_of(entry)
        _STEPS[type(entry.event)](books, entry.event)


def standing_of(
    books: Counted, regulation: Regulation, entries: Iterable[ContractEntry], *, at: int, known_at: int
) -> Standing:
    """Give what the counters say; `entries`: among them the renewals that may lie ahead."""
    places = {case: place for place, case in enumerate(books.line, 1)}
    return Standing(
        contract=books.contract,
        cases={
            case: CaseStanding(case, counters, places.get(case)) for case, counters in books.cases.items()
        },
        pools=_pools(books, regulation),
        used={counter: tuple(moments) for counter, moments in books.used.items()},
        contacts=books.contacts,
        teams=frozenset(books.teams),
        periods=books.periods,
        line=tuple(books.line),
        ahead=_ahead(entries, at, known_at),
    )


def contract_of_case(
    entries: Iterable[ContractEntry], *, received_at: int, at: int, known_at: int
) -> Contract | None:
    """Give the text under which a case received at `received_at` is served at `at` (UTC seconds).

    It is the text then in force, and every change made since that says it governs open cases too.
    """
    contract: Contract | None = None
    for entry in known_in(entries, at, known_at):
        event = entry.event
        if isinstance(event, Granted | Amended):
            later = moment_of(entry) > received_at
            if not later or (isinstance(event, Amended) and event.from_the_change):
                contract = event.contract
    return contract


def known_in(entries: Iterable[ContractEntry], at: int, known_at: int) -> list[ContractEntry]:
    """Give what counted at `at` as known at `known_at`, in the order in which it is counted."""
    known = [entry for entry in entries if entry.known_at <= known_at and moment_of(entry) <= at]
    return sorted(known, key=place_of)


def place_of(entry: ContractEntry) -> tuple[int, int]:
    """Where an entry stands in that order."""
    return moment_of(entry), entry.seq


def _ahead(entries: Iterable[ContractEntry], at: int, known_at: int) -> tuple[tuple[int, Contract], ...]:
    """Renewals that govern later; of two from the same moment on the later one told."""
    found = {
        moment: entry.event.contract
        for entry in entries
        if isinstance(entry.event, Granted) and entry.known_at <= known_at and entry.happened_at <= at
        if (moment := moment_of(entry)) > at
    }
    return tuple(sorted(found.items(), key=lambda one: one[0]))


def moment_of(entry: ContractEntry) -> int:
    """From when on an entry counts: a contract renewed ahead does from its first day."""
    from_at = entry.event.from_at if isinstance(entry.event, Granted) else None
    return entry.happened_at if from_at is None else max(from_at, entry.happened_at)


def _pools(books: Counted, regulation: Regulation) -> dict[str, Pool]:
    granted = (
        {(name, OWN): seconds for name, seconds in books.contract.granted.items()} if books.contract else {}
    )
    hours = [name for name, counter in regulation.counters.items() if counter.of == "hours"]
    for certificate in books.contract.certificates if books.contract else ():
        if certificate.granted and hours:
            granted[hours[0], key_tag(certificate.key)] = certificate.granted
    found: dict[str, dict[str, Pool]] = {}
    for part in sorted({*granted, *books.charged, *books.refunded, *books.reserved}):
        pool = Pool(
            granted.get(part, 0),
            books.charged.get(part, 0),
            books.refunded.get(part, 0),
            books.reserved.get(part, {}),
        )
        found.setdefault(part[0], {})[part[1]] = pool
    return {name: _whole(parts) for name, parts in found.items()}


def _whole(parts: Mapping[str, Pool]) -> Pool:
    """All hours of a counter; they have parts only where a certificate holds some."""
    if parts.keys() == {OWN}:
        return parts[OWN]
    return Pool(
        sum(pool.granted for pool in parts.values()),
        sum(pool.charged for pool in parts.values()),
        sum(pool.refunded for pool in parts.values()),
        {case: seconds for pool in parts.values() for case, seconds in pool.reserved.items()},
        parts,
    )


def _granted(books: Counted, event: Granted) -> None:
    books.contract = event.contract
    for spent in (books.charged, books.refunded):
        for part in [part for part in spent if part[1] == OWN]:
            del spent[part]


def _amended(books: Counted, event: Amended) -> None:
    books.contract = event.contract


def _contact_added(books: Counted, event: ContactAdded) -> None:
    books.contacts[event.contact] = event.role


def _contact_removed(books: Counted, event: ContactRemoved) -> None:
    books.contacts.pop(event.contact, None)


def _team_added(books: Counted, event: TeamAdded) -> None:
    books.teams.add(event.team)


def _case_counted(books: Counted, event: CaseCounted) -> None:
    books.cases[event.case] = frozenset(name for name, counts in event.counters.items() if counts)
    if not event.waiting:
        _leave(books, event.case)
    elif event.case not in books.line:
        books.line.append(event.case)


def _case_ended(books: Counted, event: CaseEnded) -> None:
    books.cases.pop(event.case, None)
    _leave(books, event.case)


def _leave(books: Counted, case: str) -> None:
    if case in books.line:
        books.line.remove(case)


def _event_counted(books: Counted, event: EventCounted) -> None:
    books.used.setdefault(event.counter, []).append(books.at)


def _reserved(books: Counted, event: HoursReserved) -> None:
    _free(books, event.counter, event.case)
    if event.seconds:
        books.reserved.setdefault(_part(event), {})[event.case] = event.seconds


def _free(books: Counted, counter: str, case: str) -> None:
    """End the case's reservation, on whatever certificate it was made."""
    for part, reserved in books.reserved.items():
        if part[0] == counter:
            reserved.pop(case, None)


def _part(event: HoursReserved | HoursCharged | HoursRefunded) -> Part:
    return event.counter, event.certificate or OWN


def _charged(books: Counted, event: HoursCharged) -> None:
    _free(books, event.counter, event.case)
    books.charged[_part(event)] = books.charged.get(_part(event), 0) + event.seconds


def _refunded(books: Counted, event: HoursRefunded) -> None:
    books.refunded[_part(event)] = books.refunded.get(_part(event), 0) + event.seconds


def _declared(books: Counted, event: PeriodDeclared) -> None:
    books.periods[event.period] = event


_STEPS: Mapping[type, Callable[[Counted, Any], None]] = {
    Granted: _granted,
    Amended: _amended,
    ContactAdded: _contact_added,
    ContactRemoved: _contact_removed,
    TeamAdded: _team_added,
    CaseCounted: _case_counted,
    CaseEnded: _case_ended,
    EventCounted: _event_counted,
    HoursReserved: _reserved,
    HoursCharged: _charged,
    HoursRefunded: _refunded,
    PeriodDeclared: _declared,
}
