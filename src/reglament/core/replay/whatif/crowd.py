"""What others of its contract are to one case, as far as that decides anything: which counters have no place for it."""

from collections.abc import Iterator

from reglament.core.contract.event import CaseCounted, ContractEvent, Granted
from reglament.core.contract.known import facts_of
from reglament.core.contract.limit import allowed
from reglament.core.contract.terms import Terms
from reglament.core.regulation.model.figure import Flat
from reglament.core.regulation.model.permission import CountRule
from reglament.core.regulation.model.regulation import Regulation

Crowd = tuple[str, ...]
"""Counters that have no place for the case: others leave no room or, where one waits in line, somebody waits before it."""

ALONE: Crowd = ()


def case_limits(regulation: Regulation) -> tuple[CountRule, ...] | None:
    """Give the rules that limit cases where a contract alone says how many: one rule a counter, the same for every case."""
    rules = [one for one in regulation.of_kind(CountRule) if one.counter in regulation.counters]
    found = [one for one in rules if regulation.counters[one.counter].of == "cases"]
    if any(regulation.counters[one.counter].of == "events" for one in rules):
        return None
    if len({one.counter for one in found}) < len(found):
        return None
    by_contract = all(isinstance(one.limit, Flat) or one.limit.by == ("tier",) for one in found)
    return tuple(found) if by_contract else None


def number_of(rule: CountRule, terms: Terms) -> int | None:
    """How many cases the rule lets this contract have; None: no limit."""
    return allowed(rule, facts_of(terms, None, 0))


def crowd_of(crowd: Crowd, terms: Terms) -> Iterator[ContractEvent]:
    """The contract and others of its cases, as many as it takes to make the crowd.

    They hold all places: to who must wait it is all one whether there is no room, or none but for those before him.
    """
    if terms.contract is None:
        return
    yield Granted(terms.contract)
    rules = {one.counter: one for one in case_limits(terms.regulation) or ()} if crowd else {}
    for counter in crowd:
        for other in range(number_of(rules[counter], terms) or 0):
            yield CaseCounted(f"{counter} {other}", {counter: True})
