"""Limits: which counters a case takes a place of, the waiting line before a full one, and uses of periodic counters."""

from reglament.core.case.answer import Refused
from reglament.core.case.decide.draft import Draft, caution, follow, stop
from reglament.core.case.decide.law import applying
from reglament.core.case.decide.situation import Situation
from reglament.core.case.event import Entered, Event, Queued
from reglament.core.case.event import Refused as ServiceRefused
from reglament.core.case.facts import holds
from reglament.core.contract.event import CaseCounted, EventCounted
from reglament.core.contract.limit import allowed, used
from reglament.core.regulation.model.happening import RECEIPT
from reglament.core.regulation.model.permission import CountRule


def counting(now: Situation, *, of_cases: bool) -> tuple[CountRule, ...]:
    """Give the rules by which the case takes a place (`of_cases`), or what happens on it is a use."""
    counters = now.regulation.counters
    kinds = {"cases"} if of_cases else {"events"}
    rules = [
        rule
        for rule in now.regulation.of_kind(CountRule)
        if rule.counter in counters and counters[rule.counter].of in kinds
    ]
    if not rules:
        return ()
    seen = now.facts()
    return tuple(rule for rule in applying(rules, seen) if holds(rule.counts, seen))


def room(rule: CountRule, now: Situation, *, taken: int = 0) -> int | None:
    """Give how many more the rule lets in once `taken` more are; None: as many as come."""
    number = allowed(rule, now.facts())
    if number is None:
        return None
    return number - taken - used(rule, terms=now.terms, standing=now.standing, at=now.at)


def is_behind(rule: CountRule, now: Situation) -> bool:
    """Whether somebody waits for this counter already: nobody overtakes the line."""
    for case in now.standing.line:
        if case == now.case:
            return False
        if rule.counter in now.standing.cases[case].counters:
            return True
    return False


def count_case(draft: Draft) -> Draft | Refused:
    """Let the case take its places, put it in line, or refuse it; give places back that it no longer needs."""
    now = draft.now
    if now.terms.contract is None or not draft.is_live:
        return draft
    served = now.state.identified_at is not None and now.state.status != "held"
    rules = counting(now, of_cases=True) if served else ()
    places = {rule.counter: True for rule in rules}
    if now.state.status == "waiting":
        return _wait_on(draft, rules, places)
    standing = now.standing.cases.get(now.case)
    waited = standing is not None and standing.place is not None
    had = standing.counters if standing and not waited else frozenset()
    # Whoever has just entered was found room for; that a case merely left the line (its queueing was annulled) is no room.
    asked = () if _has(Entered, draft) else rules
    for rule in asked:
        if rule.counter not in had and _is_full(rule, now):
            if rule.over != "charge":
                return _turn_away(draft, rule, places)
            draft = caution(draft, "limit/charged")
    if standing is not None and not waited and had == set(places):
        return draft
    return follow(draft, contract=(_counted(draft, places, waiting=False),))


def _is_full(rule: CountRule, now: Situation) -> bool:
    left = room(rule, now)
    return left is not None and (left <= 0 or (rule.over == "wait" and is_behind(rule, now)))


def _turn_away(draft: Draft, rule: CountRule, places: dict[str, bool]) -> Draft | Refused:
    if rule.over == "wait":
        queued = Queued(rule.id, rule.counter)
        return follow(draft, queued, contract=(_counted(draft, places, waiting=True),))
    if draft.before.state.held is not None:
        return follow(draft, ServiceRefused(rule.id, rule.ground or ""))
    number = allowed(rule, draft.now.facts())
    return stop(draft, "limit/reached", rule, ground=rule.ground, counter=rule.counter, limit=number)


def _wait_on(draft: Draft, rules: tuple[CountRule, ...], places: dict[str, bool]) -> Draft:
    """Stay in line for whatever is still full for the case; a use of a period is waited for until it comes."""
    if _has(Queued, draft):
        return draft
    queued = draft.now.state.queued
    counter = draft.now.regulation.counters.get(queued) if queued else None
    if queued and counter and counter.of == "events":
        places = {**places, queued: True}
    elif not any(rule.over == "wait" for rule in rules):
        return follow(draft, Entered(), contract=(_counted(draft, places, waiting=False),))
    standing = draft.now.standing.cases.get(draft.now.case)
    if standing is not None and standing.place is not None and standing.counters == set(places):
        return draft
    return follow(draft, contract=(_counted(draft, places, waiting=True),))


def _has(kind: type[Event], draft: Draft) -> bool:
    return kind in {type(event) for event in draft.answer.events}


def _counted(draft: Draft, places: dict[str, bool], *, waiting: bool) -> CaseCounted:
    standing = draft.now.standing.cases.get(draft.now.case)
    given_back = (
        {counter: False for counter in standing.counters if counter not in places} if standing else {}
    )
    return CaseCounted(draft.now.case, {**given_back, **places}, waiting)


def count_uses(draft: Draft) -> Draft | Refused:
    """Count what happened with this act against periodic counters, and stop it where none is left."""
    if draft.now.terms.contract is None or (draft.is_receipt and not draft.is_live):
        return draft
    for rule in counting(draft.now, of_cases=False):
        fresh = len(draft.happened(rule.when or RECEIPT))
        if _has(Entered, draft) and draft.before.state.queued == rule.counter:
            fresh += 1
        for taken in range(fresh):
            next_draft = _use(rule, draft, taken)
            if isinstance(next_draft, Refused):
                return next_draft
            draft = next_draft
    return draft


def _use(rule: CountRule, draft: Draft, taken: int) -> Draft | Refused:
    now = draft.now
    left = room(rule, now, taken=taken)
    if left is None or left > 0:
        return follow(draft, contract=(EventCounted(now.case, rule.counter),))
    if rule.over == "charge":
        return caution(follow(draft, contract=(EventCounted(now.case, rule.counter),)), "limit/charged")
    if rule.over == "wait" and draft.is_live:
        return _queue(draft, rule)
    number = allowed(rule, now.facts())
    return stop(draft, "limit/reached", rule, ground=rule.ground, counter=rule.counter, limit=number)


def _queue(draft: Draft, rule: CountRule) -> Draft:
    places = {one.counter: True for one in counting(draft.now, of_cases=True)}
    queued = Queued(rule.id, rule.counter)
    return follow(draft, queued, contract=(_counted(draft, {**places, rule.counter: True}, waiting=True),))
