"""Decisions on a contract: made, renewed, changed, its people and teams, declared periods."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from reglament.core.contract.act import AddContact, AddTeam, Amend, ContractAct, Declare, Grant, RemoveContact
from reglament.core.contract.answer import ContractAccepted, ContractAnswer, ContractRefused
from reglament.core.contract.check import wrong_in
from reglament.core.contract.condition import holds
from reglament.core.contract.contract import Contract
from reglament.core.contract.event import (
    Amended,
    ContactAdded,
    ContactRemoved,
    Granted,
    PeriodDeclared,
    TeamAdded,
)
from reglament.core.contract.known import ContractFacts, facts_of
from reglament.core.contract.limit import allowed
from reglament.core.contract.renewal import carried
from reglament.core.contract.standing import Standing
from reglament.core.contract.terms import Terms
from reglament.core.regulation.model.permission import CountRule, RefuseRule
from reglament.core.regulation.model.rule import ExcuseRule


def decide_contract(act: ContractAct, *, terms: Terms, standing: Standing, at: int) -> ContractAnswer:
    """Answer an act on the contract at `at` (UTC seconds); `terms` under the contract as it stands before the act.

    Rules that refuse a word of these acts look at the contract after the act; `role` is then the role the act gives or takes.
    """
    return _DECISIONS[type(act)](act, terms, standing, at)


def _grant(act: Grant, terms: Terms, standing: Standing, at: int) -> ContractAnswer:
    """A renewal made ahead governs from its first day; until then the contract in force does."""
    after = replace(terms, contract=act.contract)
    no = wrong_in(act.contract, terms.regulation) or _forbidden("grant", facts_of(after, standing, at))
    return no or ContractAccepted((Granted(act.contract, _ahead(act.contract, terms, standing, at)),))


def _ahead(contract: Contract, terms: Terms, standing: Standing, at: int) -> int | None:
    if standing.contract is None or contract.from_on is None:
        return None
    from_at = terms.home.instant(contract.from_on.toordinal(), 0)
    return from_at if from_at > at else None


def _amend(act: Amend, terms: Terms, standing: Standing, at: int) -> ContractAnswer:
    """Only here may a role pass from one contact to another; a contact named for the first time takes a place.

    A renewal made ahead is granted anew where the amendment goes on into it; none may lead there to a text that is refused.
    """
    former = standing.contract
    if former is None:
        return ContractRefused("contract/none")
    after = replace(terms, contract=act.contract)
    laid = [
        (from_at, text, carried(text, former=former, amended=act.contract))
        for from_at, text in standing.ahead
    ]
    renewed = tuple(Granted(text, from_at) for from_at, was, text in laid if text != was)
    for text in (act.contract, *(one.contract for one in renewed)):
        seen = facts_of(replace(terms, contract=text), standing, at)
        no = wrong_in(text, terms.regulation) or _forbidden("amend", seen)
        if no:
            return no
    people = dict(standing.contacts)
    for contact, role in act.contacts:
        no = _no_room(contact, role, after, replace(standing, contacts=people), at)
        if no:
            return no
        people[contact] = role
    moved = tuple(ContactAdded(contact, role) for contact, role in act.contacts)
    return ContractAccepted((Amended(act.contract, act.from_the_change), *renewed, *moved))


def _add_contact(act: AddContact, terms: Terms, standing: Standing, at: int) -> ContractAnswer:
    had = standing.contacts.get(act.contact)
    if had == act.role:
        return ContractRefused("contact/already-known", values={"contact": act.contact})
    if had is not None:
        return ContractRefused("contact/role-by-amendment", values={"contact": act.contact, "role": act.role})
    if act.team is not None and act.team not in standing.teams:
        return ContractRefused("team/unknown", values={"team": act.team})
    no = _forbidden("add contact", facts_of(terms, standing, at, role=act.role))
    no = no or _no_room(act.contact, act.role, terms, standing, at)
    return no or ContractAccepted((ContactAdded(act.contact, act.role, act.team),))


def _remove_contact(act: RemoveContact, terms: Terms, standing: Standing, at: int) -> ContractAnswer:
    if act.contact not in standing.contacts:
        return ContractRefused("contact/unknown", values={"contact": act.contact})
    seen = facts_of(terms, standing, at, role=standing.contacts[act.contact])
    return _forbidden("remove contact", seen) or ContractAccepted((ContactRemoved(act.contact),))


def _add_team(act: AddTeam, terms: Terms, standing: Standing, at: int) -> ContractAnswer:
    if act.team in standing.teams:
        return ContractRefused("team/already-known", values={"team": act.team})
    seen = facts_of(terms, standing, at)
    no = _forbidden("add team", seen) or _over("teams", [seen] * len(standing.teams), seen)
    return no or ContractAccepted((TeamAdded(act.team),))


def _declare(act: Declare, terms: Terms, standing: Standing, at: int) -> ContractAnswer:
    """A period is declared on a ground that some rule excuses by; declaring it again moves its ends."""
    if not any(act.ground in rule.grounds for rule in terms.regulation.of_kind(ExcuseRule)):
        return ContractRefused("period/ground", values={"ground": act.ground})
    if act.until_at is not None and act.until_at <= act.from_at:
        return ContractRefused("period/span", values={"from_at": act.from_at, "until_at": act.until_at})
    no = _forbidden("declare", facts_of(terms, standing, at))
    return no or ContractAccepted((PeriodDeclared(act.period, act.ground, act.from_at, act.until_at),))


def _forbidden(word: str, seen: ContractFacts) -> ContractRefused | None:
    for rule in seen.terms.regulation.of_kind(RefuseRule):
        if rule.what == word and rule.by == "system" and holds(rule.condition, seen):
            values = {"what": word, "ground": rule.ground, "instead": rule.instead}
            return ContractRefused("contract/law", rule.clause, rule.id, values)
    return None


def _no_room(contact: str, role: str, terms: Terms, standing: Standing, at: int) -> ContractRefused | None:
    if role not in terms.regulation.roles:
        return ContractRefused("contact/unknown-role", values={"role": role})
    others = [
        facts_of(terms, standing, at, role=had) for who, had in standing.contacts.items() if who != contact
    ]
    return _over("contacts", others, facts_of(terms, standing, at, role=role))


def _over(what: str, others: list[ContractFacts], one_more: ContractFacts) -> ContractRefused | None:
    """Refuse one more where a rule that counts such things is at its limit with the others that count."""
    regulation = one_more.terms.regulation
    for rule in regulation.of_kind(CountRule):
        declared = regulation.counters.get(rule.counter)
        if declared is None or declared.of != what or rule.over == "charge":
            continue
        if not (holds(rule.condition, one_more) and holds(rule.counts, one_more)):
            continue
        number = allowed(rule, one_more)
        if number is not None and sum(holds(rule.counts, other) for other in others) >= number:
            values = {"ground": rule.ground, "counter": rule.counter, "limit": number}
            return ContractRefused("contract/limit", rule.clause, rule.id, values)
    return None


_DECISIONS: Mapping[type, Callable[[Any, Terms, Standing, int], ContractAnswer]] = {
    Grant: _grant,
    Amend: _amend,
    AddContact: _add_contact,
    RemoveContact: _remove_contact,
    AddTeam: _add_team,
    Declare: _declare,
}
