"""Whether a contract or a certificate entitles, to the day of the home zone."""

from datetime import date

import pytest

from reglament.core.contract.contract import Certificate, Contract
from reglament.core.contract.key import key_tag
from reglament.core.contract.status import certificate_of, status, status_now, tag_of, tags_in_force
from reglament.core.hours.zone import Zone
from tests.core.case.cast import at
from tests.core.contract.cast import ours
from tests.core.hours.cast import almanac

KEYED = Certificate("ABCDE-12345", date(2026, 3, 1), date(2026, 3, 31))
BY_KEY = Contract("18", "plain", "Europe/Moscow", certificates=(KEYED,))


def moscow() -> Zone:
    return Zone(almanac().zone_bytes("Europe/Moscow") or b"")


def said(contract: Contract | None, moment: str, key: str | None = None) -> str:
    return status(contract, key=key, at=at(moment), zone=moscow())


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2025-12-31 20:59:59", "not yet"),
        ("2025-12-31 21:00:00", "valid"),  # midnight in Moscow
        ("2026-12-31 20:59:59", "valid"),
        ("2026-12-31 21:00:00", "expired"),
    ],
)
def test_dates_are_whole_days_of_the_home_zone_and_both_belong(moment: str, expected: str) -> None:
    assert said(ours(), moment) == expected


def test_a_contract_without_dates_is_always_valid() -> None:
    assert said(ours(from_on=None, until_on=None), "2099-01-01 00:00") == "valid"
    assert said(ours(until_on=None), "2099-01-01 00:00") == "valid"
    assert said(ours(from_on=None), "1999-01-01 00:00") == "valid"
    assert said(ours(until_on=None), "1999-01-01 00:00") == "not yet"
    assert said(ours(from_on=None), "2099-01-01 00:00") == "expired"


def test_a_revocation_counts_from_its_moment_on_and_above_everything() -> None:
    revoked = ours(revoked_at=at("2026-06-01 12:00"))
    assert said(revoked, "2026-06-01 11:59:59") == "valid"
    assert said(revoked, "2026-06-01 12:00") == "revoked"
    assert said(revoked, "2027-06-01 12:00") == "revoked"


def test_no_contract_is_none_and_a_key_of_nobody_is_unknown() -> None:
    assert said(None, "2026-06-01 12:00") == "none"
    assert said(None, "2026-06-01 12:00", key="ABCDE-12345") == "unknown"


def test_a_key_picks_its_certificate_whose_dates_then_count() -> None:
    assert said(BY_KEY, "2026-02-28 20:59:59", key="abcde 12345") == "not yet"
    assert said(BY_KEY, "2026-03-15 12:00", key="abcde 12345") == "valid"
    assert said(BY_KEY, "2026-03-31 21:00:00", key="abcde 12345") == "expired"
    assert said(BY_KEY, "2026-03-15 12:00", key="ABCDE-12346") == "unknown"
    assert said(BY_KEY, "2026-03-15 12:00") == "none"


def test_the_dates_of_the_certificate_count_and_not_those_of_the_contract() -> None:
    both = ours(certificates=(KEYED,))
    assert said(both, "2026-06-01 12:00", key="ABCDE-12345") == "expired"
    assert said(both, "2026-06-01 12:00") == "valid"


def test_a_revoked_certificate_is_revoked_and_a_revoked_contract_takes_its_certificates_along() -> None:
    revoked_at = at("2026-03-10 00:00")
    one = Contract(
        "18", None, "", certificates=(Certificate("K", date(2026, 3, 1), date(2026, 3, 31), 0, revoked_at),)
    )
    assert said(one, "2026-03-09 23:59:59", key="K") == "valid"
    assert said(one, "2026-03-10 00:00", key="K") == "revoked"
    whole = Contract("18", None, "", revoked_at=revoked_at, certificates=(KEYED,))
    assert said(whole, "2026-03-10 00:00", key="ABCDE-12345") == "revoked"


def test_of_two_certificates_with_one_key_the_later_counts() -> None:
    renewed = Certificate("abcde12345", date(2026, 4, 1), date(2026, 4, 30))
    contract = Contract("18", None, "", certificates=(KEYED, renewed))
    assert certificate_of(contract, "ABCDE-12345") == renewed
    assert certificate_of(contract, None) is None
    assert certificate_of(None, "ABCDE-12345") is None


def test_the_books_name_a_certificate_by_its_tag() -> None:
    contract = ours(certificates=(KEYED, Certificate("OTHER", None, None)))
    tag = key_tag("ABCDE-12345")
    assert tag_of(contract, "abcde 12345") == tag_of(contract, None, tag) == tag
    assert tag_of(contract, "other", tag) == key_tag("OTHER")
    assert tag_of(contract, None, key_tag("UNHEARD OF")) is None
    assert tag_of(contract, tag) is None
    moment = at("2026-06-01 12:00")
    assert status(contract, key=None, at=moment, zone=moscow(), tag=tag) == "expired"
    assert status(contract, key=None, at=moment, zone=moscow(), tag=key_tag("UNHEARD OF")) == "valid"
    assert status(None, key=None, at=moment, zone=moscow(), tag=tag) == "none"


def test_certificates_in_force_are_named_by_their_tags() -> None:
    endless = Certificate("ENDLESS", None, None)
    contract = Contract("18", None, "", certificates=(KEYED, endless, Certificate("", None, None)))
    for moment, keys in (
        ("2026-03-15 12:00", ("ABCDE-12345", "ENDLESS")),
        ("2026-04-15 12:00", ("ENDLESS",)),
    ):
        found = tags_in_force(contract, at=at(moment), zone=moscow())
        assert found == tuple(key_tag(key) for key in keys)
    assert tags_in_force(None, at=at("2026-03-15 12:00"), zone=moscow()) == ()


def test_a_certificate_with_an_empty_key_entitles_nobody() -> None:
    contract = Contract("18", None, "", certificates=(Certificate(" - ", None, None),))
    assert status_now(contract, at=at("2026-06-01 12:00"), zone=moscow()) == "unknown"
    assert tag_of(contract, None, key_tag("")) is None
    assert said(contract, "2026-06-01 12:00", key="") == "unknown"


def test_a_contract_of_certificates_stands_as_the_best_of_them() -> None:
    coming = Certificate("NEW", date(2026, 4, 1), date(2026, 4, 30))
    two = Contract("18", None, "", certificates=(KEYED, coming))

    def now(moment: str) -> str:
        return status_now(two, at=at(moment), zone=moscow())

    assert [now("2026-02-01 12:00"), now("2026-03-15 12:00")] == ["not yet", "valid"]
    assert [now("2026-04-15 12:00"), now("2026-05-15 12:00")] == ["valid", "expired"]
    assert status_now(None, at=0, zone=moscow()) == "none"
    assert status_now(ours(), at=at("2027-06-01 12:00"), zone=moscow()) == "expired"
