"""When access ends after a contract's end."""

from dataclasses import replace
from datetime import date

from reglament.core.contract.access import access_ends_at, end_of_access
from reglament.core.contract.contract import Certificate, Contract
from reglament.core.hours.amount import Amount
from reglament.core.hours.amount_text import read_amount
from reglament.core.regulation.model.condition import ALWAYS, Is
from reglament.core.regulation.model.permission import AccessRule
from reglament.core.regulation.place import BEGINNING
from tests.core.case.cast import at, regulation, terms
from tests.core.contract.cast import NOTHING, ours


def rule(after: str, on: str = "office") -> AccessRule:
    amount = read_amount(after)
    assert isinstance(amount, Amount)
    return AccessRule(id="1.5/end", clause="1.5", place=BEGINNING, condition=ALWAYS, after=amount, on=on)


def ends(contract: Contract | None, *rules: AccessRule) -> int | None:
    return access_ends_at(terms(contract, regulation(*rules)), standing=None, at=at("2026-06-01 12:00"))


TEN = rule("10 working days")
FRIDAY = ours(until_on=date(2026, 10, 16))


def test_ten_working_days_are_counted_from_the_day_after_the_last_one_to_closing() -> None:
    assert ends(FRIDAY, TEN) == at("2026-10-30 15:00")


def test_hours_are_counted_from_the_end_of_the_last_day() -> None:
    assert ends(FRIDAY, rule("24 clock hours")) == at("2026-10-17 21:00")


def test_a_revoked_contract_ends_when_it_was_revoked_if_that_is_sooner() -> None:
    revoked = ours(until_on=date(2026, 10, 16), revoked_at=at("2026-10-12 12:00"))
    assert ends(revoked, TEN) == at("2026-10-26 15:00")
    late = ours(until_on=date(2026, 10, 16), revoked_at=at("2026-10-20 12:00"))
    assert ends(late, TEN) == at("2026-10-30 15:00")
    assert ends(ours(until_on=None, revoked_at=at("2026-10-12 12:00")), TEN) == at("2026-10-26 15:00")


def test_a_contract_of_certificates_ends_with_the_last_of_them() -> None:
    certificates = (
        Certificate("L", date(2026, 6, 1), date(2026, 10, 16)),
        Certificate("K", date(2026, 1, 1), date(2026, 5, 31)),
    )
    assert ends(ours(from_on=None, until_on=None, certificates=certificates), TEN) == at("2026-10-30 15:00")


def test_without_an_end_or_a_rule_access_does_not_end() -> None:
    assert ends(ours(until_on=None), TEN) is None
    assert ends(None, TEN) is None
    assert ends(FRIDAY) is None


def test_the_first_rule_that_applies_speaks() -> None:
    for_the_rich = replace(rule("1 calendar month"), condition=Is("tier", ("rich",)))
    assert ends(FRIDAY, for_the_rich, TEN) == at("2026-10-30 15:00")
    assert ends(replace(FRIDAY, tier="rich"), for_the_rich, TEN) == at("2026-11-16 21:00")


def test_the_calendar_may_be_that_of_the_tier() -> None:
    by_tier = rule("1 working day", on="tier")
    assert ends(FRIDAY, by_tier) == at("2026-10-19 15:00")
    assert ends(replace(FRIDAY, tier="rich"), by_tier) == at("2026-10-17 21:00")


def test_a_contract_renewed_since_counts_and_not_the_text_a_case_was_received_under() -> None:
    renewed = replace(NOTHING, contract=replace(FRIDAY, until_on=date(2026, 11, 6)))
    of = terms(FRIDAY, regulation(TEN))
    moment = at("2026-06-01 12:00")
    assert access_ends_at(of, standing=renewed, at=moment) == at("2026-11-20 15:00")
    assert end_of_access(of, standing=renewed, at=moment) == (at("2026-11-20 15:00"), TEN)
    assert access_ends_at(of, standing=NOTHING, at=moment) == at("2026-10-30 15:00")
