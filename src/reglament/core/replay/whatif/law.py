"""An edition on trial: the terms of each contract under it, what its rules look at, and how many cases it lets a contract have."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from itertools import chain

from reglament.core.contract.check import wrong_in
from reglament.core.contract.compile import Memo, compile_terms
from reglament.core.contract.contract import Contract
from reglament.core.contract.known import tier_of
from reglament.core.contract.status import status
from reglament.core.contract.terms import Terms
from reglament.core.hours.almanac import Almanac
from reglament.core.regulation.model.condition import FieldIs, Left, Over, Received
from reglament.core.regulation.model.figure import Flat, Table
from reglament.core.regulation.model.happening import RECEIPT
from reglament.core.regulation.model.permission import (
    CountRule,
    Limit,
    PoolRule,
    ReopenRule,
    ValidityRule,
    WindowRule,
)
from reglament.core.regulation.model.regulation import Regulation
from reglament.core.regulation.model.rule import TargetRule
from reglament.core.replay.history.past import PastContract
from reglament.core.replay.whatif.crowd import case_limits
from reglament.core.target.plan import plan

UNUSABLE = "contract/calendar"


def parts(value: object) -> Iterator[object]:
    """Walk through a value of the model: itself, and every value inside it."""
    yield value
    if isinstance(value, tuple):
        for one in value:
            yield from parts(one)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from parts(getattr(value, field.name))


def asked_fields(regulation: Regulation) -> frozenset[str]:
    """Name the fields whose value, not only their presence, some rule looks at."""
    found = {
        part.field for rule in regulation.rules.values() for part in parts(rule) if isinstance(part, FieldIs)
    }
    return frozenset(found | ({"from", "to"} if regulation.of_kind(WindowRule) else set()))


class Law:
    """One edition with one almanac. Not a value: it remembers what it has compiled."""

    def __init__(self, regulation: Regulation, almanac: Almanac) -> None:
        self.regulation = regulation
        self._almanac = almanac
        self._memo = Memo()
        self._terms: dict[str, Terms | str] = {}
        self._bounds: dict[str, tuple[int, ...]] = {}
        self._seasons: dict[tuple[str, int], tuple[object, Terms]] = {}
        self._common: dict[str, Terms] = {}
        rules = tuple(regulation.rules.values())
        found = [part for rule in rules for part in parts(rule)]
        self.arrival_calendars = tuple(
            sorted({part.calendar for part in found if isinstance(part, Received)})
        )
        self.asks_counters = any(isinstance(part, Over | Left) for part in found)
        self.has_pools = bool(regulation.of_kind(PoolRule))
        self.reopens_in_time = any(rule.within for rule in regulation.of_kind(ReopenRule))
        self.looks_later = any(rule.looked_at != RECEIPT for rule in regulation.of_kind(ValidityRule))
        self.plans = plan(regulation)
        self.limits = case_limits(regulation)
        self.acting = frozenset(
            rule.metric for rule in regulation.of_kind(TargetRule) if rule.then.kind in ("close", "record")
        )
        self._counts = [
            rule
            for rule in regulation.of_kind(CountRule)
            if rule.counter in regulation.counters
            and regulation.counters[rule.counter].of in ("cases", "events")
        ]

    def terms(self, past: PastContract) -> Terms | str:
        """Give the terms of a contract, or the code of why it can't be served under this edition."""
        found = self._terms.get(past.key)
        if found is None:
            found = self._terms[past.key] = self._compiled(past.contract)
        return found

    def _compiled(self, contract: Contract | None) -> Terms | str:
        wrong = wrong_in(contract, self.regulation) if contract else None
        if wrong is not None:
            return wrong.code
        terms = compile_terms(self.regulation, contract, self._almanac, memo=self._memo)
        return terms if isinstance(terms, Terms) else UNUSABLE

    def common(self, past: PastContract, terms: Terms, at: int) -> tuple[object, Terms]:
        """Give the terms that contracts share which differ in their dates alone, with a key of them.

        Good while `season` stays what it is at `at`, and only there: a valid contract is then as good as one without end.
        """
        season = past.key, self.season(past, terms, at)
        found = self._seasons.get(season)
        if found is None:
            valid = status(past.contract, key=None, at=at, zone=terms.home) == "valid"
            undated = self._without_dates(past.contract, terms) if valid else None
            found = self._seasons[season] = undated or (season, terms)
        return found

    def _without_dates(self, contract: Contract | None, terms: Terms) -> tuple[object, Terms] | None:
        """Certificates, and uses counted for a contract's life, hang on its dates in more ways."""
        if contract is None or contract.certificates or self.counts_events():
            return None
        plain = replace(contract, number="", from_on=None, until_on=None, revoked_at=None)
        key = repr(plain)
        return key, self._common.setdefault(key, replace(terms, contract=plain))

    def season(self, past: PastContract, terms: Terms, at: int) -> int:
        """Number the stretch of time in which nothing about the contract's dates changes."""
        bounds = self._bounds.get(past.key)
        if bounds is None:
            bounds = self._bounds[past.key] = _bounds(past.contract, terms)
        return bisect_right(bounds, at) if bounds else 0

    def room(self, past: PastContract) -> int | None:
        """Give how many cases, or uses of a period, a contract surely may have at once; None: as many as it likes."""
        if past.contract is None:
            return None
        tier = tier_of(self.regulation, past.contract)
        found = [number for rule in self._counts for number in _numbers(rule, tier)]
        return min(found) - (1 if self.asks_counters else 0) if found else None

    def counts_events(self) -> bool:
        counters = self.regulation.counters
        return any(counters[rule.counter].of == "events" for rule in self._counts)


def _numbers(rule: CountRule, tier: str | None) -> Iterator[int]:
    """Give every number the rule may allow a contract of the tier; a formula may come to its base."""
    figure = rule.limit
    rows: list[Limit | None] = []
    if isinstance(figure, Flat):
        rows = [figure.value]
    elif isinstance(figure, Table):
        by_tier = figure.by[:1] == ("tier",)
        named = [row for row in figure.rows if by_tier and row.keys[0] == tier]
        others = [row for row in figure.rows if not by_tier or row.keys[0] == "else"]
        exact = bool(named) and len(figure.by) == 1
        rows = [row.value for row in (named if exact else chain(named, others))]
    for limit in rows:
        if limit is not None and limit.number is not None:
            yield limit.number if limit.of is None else limit.base


def _bounds(contract: Contract | None, terms: Terms) -> tuple[int, ...]:
    if contract is None:
        return ()
    spans = [(contract.from_on, contract.until_on, contract.revoked_at)]
    spans += [(one.from_on, one.until_on, one.revoked_at) for one in contract.certificates]
    found: set[int] = set()
    for from_on, until_on, revoked_at in spans:
        found.update(terms.home.instant(day.toordinal(), 0) for day in (from_on,) if day)
        found.update(terms.home.instant(day.toordinal() + 1, 0) for day in (until_on,) if day)
        found.update(() if revoked_at is None else (revoked_at,))
    return tuple(sorted(found))
