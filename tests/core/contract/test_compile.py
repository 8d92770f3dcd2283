"""Terms: every declared calendar as this customer has it."""

from dataclasses import replace

from reglament.core.contract.compile import Memo, compile_terms
from reglament.core.contract.terms import Terms
from reglament.core.hours.faults import CalendarFault
from reglament.core.regulation.model.regulation import NamedCalendar
from reglament.core.regulation.place import BEGINNING
from tests.core.case.cast import EDITION, at, terms
from tests.core.contract.cast import ours
from tests.core.hours.cast import almanac, office, plain

NINE_IN_MOSCOW = at("2026-11-03 06:30")


def test_every_declared_calendar_is_compiled_and_combined() -> None:
    compiled = terms(ours())
    assert set(compiled.calendars) == {"office", "always", "there", "night"}
    open_at = {name: hours.is_open(NINE_IN_MOSCOW) for name, hours in compiled.calendars.items()}
    assert open_at == {"office": True, "always": True, "there": True, "night": False}
    assert compiled.tzdata == almanac().tzdata_version


def test_the_zone_of_the_customer_is_the_contracts_else_the_one_given_else_the_home_zone() -> None:
    def zone(contract_zone: str | None, given: str | None) -> str:
        contract = None if contract_zone is None else ours(zone=contract_zone)
        compiled = compile_terms(EDITION, contract, almanac(), customer_zone=given)
        assert isinstance(compiled, Terms)
        calendar = compiled.calendars["there"].calendar
        assert calendar.zone == compiled.zone
        return compiled.zone

    assert zone("Asia/Irkutsk", "Asia/Tokyo") == "Asia/Irkutsk"
    assert zone(None, "Asia/Tokyo") == "Asia/Tokyo"
    assert zone("", "Asia/Tokyo") == "Asia/Tokyo"
    assert zone(None, None) == "Europe/Moscow"


def test_a_contract_replaces_only_the_calendar_it_may_and_what_is_combined_of_it() -> None:
    early = plain("Europe/Moscow", range(5), (6, 8))
    compiled = terms(ours(calendars={"office": early, "always": early}))
    assert compiled.calendars["office"].is_open(NINE_IN_MOSCOW) is False
    assert compiled.calendars["night"].is_open(NINE_IN_MOSCOW) is True
    assert compiled.calendars["always"].is_open(NINE_IN_MOSCOW) is True


def test_combinations_open_where_their_operation_says() -> None:
    operations = {
        name: NamedCalendar(None, name, ("office", "there"), replaceable=False, place=BEGINNING)
        for name in ("union", "intersection")
    }
    edition = replace(EDITION, calendars={**EDITION.calendars, **operations})
    compiled = terms(ours(calendars={"office": plain("Europe/Moscow", range(5), (9, 10))}), edition)
    at_noon = at("2026-11-03 09:00")
    assert compiled.calendars["union"].is_open(at_noon) is True
    assert compiled.calendars["intersection"].is_open(at_noon) is False
    assert compiled.calendars["intersection"].is_open(NINE_IN_MOSCOW) is True


def test_every_fault_names_its_calendar() -> None:
    broken = {"office": NamedCalendar(office(zone="Mars/Base"), None, (), replaceable=False, place=BEGINNING)}
    found = compile_terms(replace(EDITION, calendars={**EDITION.calendars, **broken}), ours(), almanac())
    assert isinstance(found, tuple)
    assert (found[0].code, found[0].where) == ("calendar.unknown_zone", ("office", "zone"))
    assert {fault.where[0] for fault in found} == {"office", "night"}


def test_an_unknown_home_zone_is_a_fault() -> None:
    found = compile_terms(replace(EDITION, zone="Mars/Base"), ours(), almanac())
    assert isinstance(found, tuple)
    assert found[0] == CalendarFault(
        "calendar.unknown_zone", ("zone",), (("zone", "Mars/Base"),), "name a zone as in Europe/Moscow"
    )


def test_a_circle_of_calendars_and_an_operand_nobody_declared_are_left_out() -> None:
    named = {
        "a": NamedCalendar(None, "union", ("b", "office"), replaceable=False, place=BEGINNING),
        "b": NamedCalendar(None, "union", ("a", "office"), replaceable=False, place=BEGINNING),
        "c": NamedCalendar(None, "union", ("office", "nobody"), replaceable=False, place=BEGINNING),
        "d": NamedCalendar(None, "union", (), replaceable=False, place=BEGINNING),
    }
    edition = replace(EDITION, calendars={**EDITION.calendars, **named})
    assert set(terms(ours(), edition).calendars) == set(EDITION.calendars)


def test_equal_declarations_are_compiled_once_with_a_memo_of_the_callers() -> None:
    memo = Memo()
    one = compile_terms(EDITION, ours(), almanac(), memo=memo)
    two = compile_terms(EDITION, ours(number="18"), almanac(), memo=memo)
    assert isinstance(one, Terms)
    assert isinstance(two, Terms)
    assert all(one.calendars[name] is two.calendars[name] for name in one.calendars)
    assert one.home is two.home
    other = terms(ours())
    assert other.calendars["office"] is not one.calendars["office"]
    assert other.calendars["office"].digest == one.calendars["office"].digest
