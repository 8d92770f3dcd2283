"""Decisions on a contract: what is accepted, and by which clause the rest is refused."""

from dataclasses import replace
from datetime import date

import pytest

from reglament.core.contract.act import AddContact, AddTeam, Amend, ContractAct, Declare, Grant, RemoveContact
from reglament.core.contract.amend import decide_contract
from reglament.core.contract.answer import ContractAccepted, ContractAnswer, ContractRefused
from reglament.core.contract.code import CONTRACT_CODES
from reglament.core.contract.contract import Certificate, Contract
from reglament.core.contract.event import (
    Amended,
    ContactAdded,
    ContactRemoved,
    Granted,
    PeriodDeclared,
    TeamAdded,
)
from reglament.core.contract.standing import Standing
from reglament.core.regulation.model.condition import ALWAYS, Is
from reglament.core.regulation.model.figure import Flat, Row, Table
from reglament.core.regulation.model.permission import Limit, RefuseRule
from reglament.core.regulation.model.regulation import Regulation
from reglament.core.regulation.model.rule import ExcuseRule
from reglament.core.regulation.place import BEGINNING
from tests.core.case.cast import EDITION, at, count, regulation, terms
from tests.core.contract.cast import NOTHING, OURS, ours

PEOPLE = count(
    id="9/people",
    clause="9",
    counter="people",
    limit=Table(("tier",), (Row(("plain",), Limit(2)), Row(("rich",), Limit(3)))),
)
TEAMS = count(id="9/teams", clause="9", counter="groups", limit=Flat(Limit(1)), over="refuse")
NO_HEAD = RefuseRule(
    id="8/head",
    clause="8",
    place=BEGINNING,
    condition=Is("role", ("head",)),
    what="add contact",
    ground="flood",
    by="system",
)
STANDING = replace(NOTHING, contract=OURS, contacts={"anna": "head"})


def answer(
    act: ContractAct,
    *,
    standing: Standing = STANDING,
    edition: Regulation = EDITION,
    contract: Contract | None = OURS,
    moment: str = "2026-06-01 12:00",
) -> ContractAnswer:
    found = decide_contract(act, terms=terms(contract, edition), standing=standing, at=at(moment))
    if isinstance(found, ContractRefused):
        assert set(found.values) == set(CONTRACT_CODES[found.code])
    return found


def code(found: ContractAnswer) -> str | None:
    return found.code if isinstance(found, ContractRefused) else None


def test_a_contract_is_granted_as_it_reads() -> None:
    assert answer(Grant(OURS), standing=NOTHING, contract=None) == ContractAccepted((Granted(OURS),))


def test_a_renewal_made_ahead_is_entered_with_its_first_day() -> None:
    next_year = ours(from_on=date(2027, 1, 1), until_on=date(2027, 12, 31))
    first_day = at("2026-12-31 21:00")
    assert answer(Grant(next_year)) == ContractAccepted((Granted(next_year, first_day),))
    assert answer(Grant(next_year), moment="2026-12-31 21:00") == ContractAccepted((Granted(next_year),))
    first = answer(Grant(next_year), standing=NOTHING, contract=None)
    assert first == ContractAccepted((Granted(next_year),))
    undated = replace(next_year, from_on=None)
    assert answer(Grant(undated)) == ContractAccepted((Granted(undated),))


def test_a_contract_is_amended_from_now_on_or_for_open_cases_too() -> None:
    richer = ours(tier="rich")
    assert answer(Amend(richer, from_the_change=True)) == ContractAccepted(
        (Amended(richer, from_the_change=True),)
    )
    assert answer(Amend(richer)) == ContractAccepted((Amended(richer, from_the_change=False),))


def test_what_was_never_granted_cannot_be_amended() -> None:
    assert code(answer(Amend(OURS), standing=NOTHING)) == "contract/none"


WRONG: list[tuple[str, Contract]] = [
    ("contract/dates", ours(from_on=date(2026, 2, 1), until_on=date(2026, 1, 31))),
    ("contract/dates", ours(certificates=(Certificate("K", date(2026, 2, 1), date(2026, 1, 31)),))),
    ("contract/tier", ours(tier="unheard of")),
    ("contract/term", ours(terms={"unheard of": ("yes",)})),
    ("contract/term-value", ours(terms={"sharing": ("perhaps",)})),
    ("contract/term-value", ours(terms={"seats": ("many",)})),
    ("contract/term-value", ours(terms={"seats": ("1", "2")})),
    ("contract/term-value", ours(terms={"sharing": ()})),
    ("contract/term-value", ours(terms={"kinds": ("visit", "spying")})),
    ("contract/metric", ours(figures={"unheard of": Flat(None)})),
    ("contract/calendar", ours(calendars={"always": EDITION.calendars["always"].calendar})),
    ("contract/calendar", ours(calendars={"unheard of": EDITION.calendars["always"].calendar})),
    ("contract/counter", ours(granted={"open": 1})),
    ("contract/counter", ours(granted={"unheard of": 1})),
    ("contract/counter", ours(granted={"hours": -1})),
    ("contract/key", ours(certificates=(Certificate(" - ", date(2026, 1, 1), date(2026, 1, 1)),))),
    ("contract/key", ours(certificates=(Certificate("K", date(2026, 1, 1), date(2026, 1, 1), -1),))),
    (
        "contract/key",
        ours(
            certificates=(
                Certificate("AB-1", date(2026, 1, 1), date(2026, 1, 1)),
                Certificate("ab1", date(2026, 2, 1), date(2026, 2, 1)),
            )
        ),
    ),
]


@pytest.mark.parametrize(("expected", "contract"), WRONG)
def test_a_text_the_edition_does_not_know_is_neither_granted_nor_amended(
    expected: str, contract: Contract
) -> None:
    assert code(answer(Grant(contract))) == expected
    assert code(answer(Amend(contract))) == expected


def test_everything_the_edition_declares_may_stand_in_a_contract() -> None:
    full = ours(
        tier="wealthy",
        until_on=date(2026, 1, 1),
        terms={"sharing": ("no",), "seats": ("0",), "kinds": ("visit", "advice")},
        figures={"fix": Flat(None)},
        calendars={"office": EDITION.calendars["always"].calendar},
        granted={"hours": 0},
        certificates=(Certificate("K", date(2026, 1, 1), date(2026, 1, 1), 3_600),),
    )
    assert answer(Grant(full)) == ContractAccepted((Granted(full),))


def test_a_rule_may_refuse_a_contract_or_a_change_of_one() -> None:
    no_grant = replace(NO_HEAD, id="8/grant", what="grant", condition=Is("tier", ("rich",)))
    no_change = replace(NO_HEAD, id="8/amend", what="amend", condition=Is("tier", ("rich",)))
    edition = regulation(no_grant, no_change)
    for act, rule in ((Grant(ours(tier="rich")), "8/grant"), (Amend(ours(tier="rich")), "8/amend")):
        found = answer(act, edition=edition)
        assert isinstance(found, ContractRefused)
        assert (found.code, found.clause, found.rule) == ("contract/law", "8", rule)
    assert code(answer(Grant(OURS), edition=edition)) is None


def test_a_contact_is_added_with_role_and_team() -> None:
    in_a_team = replace(STANDING, teams=frozenset({"north"}))
    added = ContractAccepted((ContactAdded("boris", "contact", "north"),))
    assert answer(AddContact("boris", "contact", "north"), standing=in_a_team) == added
    assert code(answer(AddContact("boris", "contact", "south"), standing=in_a_team)) == "team/unknown"
    assert code(answer(AddContact("boris", "emperor"))) == "contact/unknown-role"


def test_a_role_moves_only_by_an_amendment() -> None:
    assert code(answer(AddContact("anna", "contact"))) == "contact/role-by-amendment"
    assert code(answer(AddContact("anna", "head"))) == "contact/already-known"
    moved = answer(Amend(OURS, contacts=(("anna", "contact"), ("boris", "head"))))
    assert moved == ContractAccepted(
        (Amended(OURS, from_the_change=False), ContactAdded("anna", "contact"), ContactAdded("boris", "head"))
    )


def test_a_rule_may_keep_a_role_to_amendments() -> None:
    edition = regulation(NO_HEAD)
    found = answer(AddContact("boris", "head"), edition=edition)
    assert found == ContractRefused(
        "contract/law", "8", "8/head", {"what": "add contact", "ground": "flood", "instead": None}
    )
    assert code(answer(AddContact("boris", "contact"), edition=edition)) is None
    assert code(answer(Amend(OURS, contacts=(("boris", "head"),)), edition=edition)) is None


def test_a_refusal_that_is_offered_to_staff_stops_nobody_by_itself() -> None:
    edition = regulation(replace(NO_HEAD, by="staff"))
    assert code(answer(AddContact("boris", "head"), edition=edition)) is None


def test_contacts_are_limited_by_tier() -> None:
    edition = regulation(PEOPLE)
    two = replace(STANDING, contacts={"anna": "head", "boris": "contact"})
    assert code(answer(AddContact("boris", "contact"), edition=edition)) is None
    found = answer(AddContact("vera", "contact"), standing=two, edition=edition)
    assert found == ContractRefused(
        "contract/limit", "9", "9/people", {"ground": None, "counter": "people", "limit": 2}
    )
    rich = ours(tier="rich")
    assert code(answer(AddContact("vera", "contact"), standing=two, edition=edition, contract=rich)) is None


def test_an_amendment_takes_the_places_of_its_own_text_and_a_moved_role_takes_none() -> None:
    edition = regulation(PEOPLE)
    two = replace(STANDING, contacts={"anna": "head", "boris": "contact"})
    moves = (("anna", "contact"), ("boris", "head"))
    assert code(answer(Amend(OURS, contacts=moves), standing=two, edition=edition)) is None
    third = (*moves, ("vera", "contact"))
    assert code(answer(Amend(OURS, contacts=third), standing=two, edition=edition)) == "contract/limit"
    assert code(answer(Amend(ours(tier="rich"), contacts=third), standing=two, edition=edition)) is None
    fourth = (*third, ("gleb", "contact"))
    assert (
        code(answer(Amend(ours(tier="rich"), contacts=fourth), standing=two, edition=edition))
        == "contract/limit"
    )


def test_only_contacts_that_count_take_places() -> None:
    edition = regulation(replace(PEOPLE, counts=Is("role", ("contact",)), limit=Flat(Limit(1))))
    one = replace(STANDING, contacts={"anna": "head", "boris": "contact"})
    assert code(answer(AddContact("vera", "contact"), standing=one, edition=edition)) == "contract/limit"
    assert code(answer(AddContact("vera", "head"), standing=one, edition=edition)) is None
    assert code(answer(AddContact("boris", "contact"), edition=edition)) is None


def test_a_limit_that_is_charged_for_stops_nobody() -> None:
    edition = regulation(replace(PEOPLE, limit=Flat(Limit(0)), over="charge"))
    assert code(answer(AddContact("boris", "contact"), edition=edition)) is None


def test_a_contact_is_removed_once() -> None:
    assert answer(RemoveContact("anna")) == ContractAccepted((ContactRemoved("anna"),))
    assert code(answer(RemoveContact("boris"))) == "contact/unknown"
    kept = regulation(replace(NO_HEAD, what="remove contact"))
    two = replace(STANDING, contacts={"anna": "head", "boris": "contact"})
    assert code(answer(RemoveContact("anna"), standing=two, edition=kept)) == "contract/law"
    assert code(answer(RemoveContact("boris"), standing=two, edition=kept)) is None


def test_teams_are_limited_and_named_once() -> None:
    edition = regulation(TEAMS)
    assert answer(AddTeam("north"), edition=edition) == ContractAccepted((TeamAdded("north"),))
    full = replace(STANDING, teams=frozenset({"north"}))
    assert code(answer(AddTeam("north"), standing=full, edition=edition)) == "team/already-known"
    found = answer(AddTeam("south"), standing=full, edition=edition)
    assert found == ContractRefused(
        "contract/limit", "9", "9/teams", {"ground": None, "counter": "groups", "limit": 1}
    )
    refusing = regulation(replace(NO_HEAD, what="add team", condition=ALWAYS))
    assert code(answer(AddTeam("south"), edition=refusing)) == "contract/law"


def test_a_period_is_declared_on_a_ground_that_some_rule_excuses_by() -> None:
    excuse = ExcuseRule(
        id="6/force", clause="6", place=BEGINNING, condition=ALWAYS, metrics=("fix",), grounds=("flood",)
    )
    edition = regulation(excuse)
    assert answer(Declare("p", "flood", 10, 20), edition=edition) == ContractAccepted(
        (PeriodDeclared("p", "flood", 10, 20),)
    )
    assert code(answer(Declare("p", "flood", 10, None), edition=edition)) is None
    assert code(answer(Declare("p", "silence", 10, 20), edition=edition)) == "period/ground"
    assert code(answer(Declare("p", "flood", 10, 20))) == "period/ground"
    assert code(answer(Declare("p", "flood", 10, 10), edition=edition)) == "period/span"
    refusing = regulation(excuse, replace(NO_HEAD, what="declare", condition=ALWAYS))
    assert code(answer(Declare("p", "flood", 10, 20), edition=refusing)) == "contract/law"
