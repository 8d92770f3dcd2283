"""How many a rule allows, and how many are used in the period that counts."""

from dataclasses import replace

import pytest

from reglament.core.contract.contract import Contract
from reglament.core.contract.known import facts_of
from reglament.core.contract.limit import allowed, used
from reglament.core.contract.period import period_of
from reglament.core.contract.standing import Standing
from reglament.core.hours.zone import Zone
from reglament.core.regulation.model.figure import Flat, Row, Table
from reglament.core.regulation.model.permission import CountRule, Limit
from tests.core.case.cast import at, count, terms
from tests.core.contract.cast import NOTHING, ours
from tests.core.hours.cast import almanac

NOW = at("2026-11-03 12:00")


def limit(rule: CountRule, contract: Contract) -> int | None:
    return allowed(rule, facts_of(terms(contract), NOTHING, NOW))


def test_a_limit_is_looked_up_in_its_table() -> None:
    rule = count(limit=Table(("tier",), (Row(("plain",), Limit(5)), Row(("rich",), Limit(None)))))
    assert limit(rule, ours(tier="plain")) == 5
    assert limit(rule, ours(tier="rich")) is None


def test_no_limit_is_stated_where_no_row_fits_or_the_row_says_none() -> None:
    assert limit(count(limit=Table(("tier",), (Row(("rich",), Limit(5)),))), ours()) is None
    assert limit(count(limit=Flat(None)), ours()) is None
    assert limit(count(limit=Flat(Limit(0))), ours()) == 0


@pytest.mark.parametrize(
    ("seats", "expected"), [("0", 2), ("99", 2), ("100", 3), ("250", 4), ("900", 6), ("many", 2)]
)
def test_a_limit_may_grow_with_what_the_contract_has_bought(seats: str, expected: int) -> None:
    rule = count(limit=Flat(Limit(1, of="seats", each=100, base=2, most=6)))
    assert limit(rule, ours(terms={"seats": (seats,)})) == expected


def test_a_limit_by_a_term_the_contract_does_not_set_is_its_base() -> None:
    assert limit(count(limit=Flat(Limit(1, of="seats", each=100, base=2))), ours()) == 2


def uses(rule: CountRule, standing: Standing, moment: int = NOW, contract: Contract | None = None) -> int:
    return used(rule, terms=terms(contract or ours()), standing=standing, at=moment)


MOMENTS = (
    "2025-12-31 20:59",
    "2025-12-31 21:00",
    "2026-09-30 20:59",
    "2026-09-30 21:00",
    "2026-10-31 20:59",
    "2026-10-31 21:00",
)
VISITS = replace(NOTHING, used={"visits": tuple(at(moment) for moment in MOMENTS)})


@pytest.mark.parametrize(
    ("per", "expected"), [("month", 1), ("quarter", 3), ("year", 5), ("contract", 5), (None, 6)]
)
def test_uses_count_in_the_period_of_the_home_zone(per: str | None, expected: int) -> None:
    assert uses(count(counter="visits", per=per), VISITS) == expected


def test_uses_of_a_contract_without_a_beginning_all_count() -> None:
    assert uses(count(counter="visits", per="contract"), VISITS, contract=ours(from_on=None)) == 6


def test_people_and_teams_count_by_what_there_is() -> None:
    standing = replace(
        NOTHING,
        contacts={"anna": "head", "boris": "contact"},
        teams=frozenset({"north"}),
    )
    assert [uses(count(counter=name), standing) for name in ("people", "groups", "visits")] == [2, 1, 0]


@pytest.mark.parametrize(
    ("per", "begin", "end"),
    [
        ("month", "2026-10-31 21:00", "2026-11-30 21:00"),
        ("quarter", "2026-09-30 21:00", "2026-12-31 21:00"),
        ("year", "2025-12-31 21:00", "2026-12-31 21:00"),
    ],
)
def test_a_period_begins_and_ends_at_midnight_of_the_home_zone(per: str, begin: str, end: str) -> None:
    moscow = Zone(almanac().zone_bytes("Europe/Moscow") or b"")
    assert period_of(per, NOW, moscow) == (at(begin), at(end))
    assert period_of(per, at(begin), moscow) == (at(begin), at(end))
    assert period_of(per, at(end) - 1, moscow) == (at(begin), at(end))
    assert period_of(per, at(end), moscow)[0] == at(end)
