"""Limits of counters: how many a rule allows, and how many of them a contract has used."""

from reglament.core.contract.condition import Known, holds
from reglament.core.contract.period import MONTHS, period_of
from reglament.core.contract.row import row_of
from reglament.core.contract.standing import Standing
from reglament.core.contract.terms import Terms
from reglament.core.regulation.model.permission import CountRule, Limit


def allowed(rule: CountRule, known: Known) -> int | None:
    """Give the number the rule allows; None where it is unlimited, or where its table states no limit for such a case."""
    row = row_of(rule.limit, known.fact)
    return _number(row.value, known) if row and row.value else None


def _number(limit: Limit, known: Known) -> int | None:
    if limit.number is None or limit.of is None:
        return limit.number
    bought = known.option(limit.of)
    many = int(bought[0]) if bought and bought[0].isdecimal() else 0
    number = limit.base + many // limit.each * limit.number
    return number if limit.most is None else min(number, limit.most)


def used(rule: CountRule, *, terms: Terms, standing: Standing, at: int) -> int:
    """Give how many count against the rule at `at`: cases in work, contacts, teams, or uses in its period."""
    declared = terms.regulation.counters.get(rule.counter)
    match declared.of if declared else None:
        case "cases":
            return sum(one.place is None and rule.counter in one.counters for one in standing.cases.values())
        case "contacts":
            return len(standing.contacts)
        case "teams":
            return len(standing.teams)
        case _:
            return _uses(rule, terms, standing, at)


def _uses(rule: CountRule, terms: Terms, standing: Standing, at: int) -> int:
    moments = standing.used.get(rule.counter, ())
    if rule.per in MONTHS:
        begin, end = period_of(rule.per, at, terms.home)
        return sum(begin <= moment < end for moment in moments)
    if rule.per == "contract" and terms.contract and terms.contract.from_on:
        begin = terms.home.instant(terms.contract.from_on.toordinal(), 0)
        return sum(begin <= moment for moment in moments)
    return len(moments)


def is_at_limit(counter: str, known: Known, *, terms: Terms, standing: Standing | None, at: int) -> bool:
    """Say whether any rule that counts `counter` and applies has no room for one more."""
    if standing is None:
        return False
    for rule in terms.regulation.of_kind(CountRule):
        if rule.counter == counter and holds(rule.condition, known):
            number = allowed(rule, known)
            if number is not None and used(rule, terms=terms, standing=standing, at=at) >= number:
                return True
    return False
