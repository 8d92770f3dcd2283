"""Digests: equal calendars share one, any change of declaration, facts or zone bytes gives another."""

from dataclasses import replace
from datetime import date

import pytest

from reglament.core.hours.almanac import Almanac
from reglament.core.hours.calendar import Calendar, DateException, Intersection, Union
from reglament.core.hours.compile import compile_calendar
from reglament.core.hours.digest import digest_of
from reglament.core.hours.hours import Hours
from reglament.core.hours.production import Overlay
from tests.core.hours.cast import NINE_TO_SIX, WEEKDAYS, YEAR, almanac, compiled, made, week


def test_equal_calendars_have_equal_digests_and_any_change_another() -> None:
    base = Calendar("Europe/Moscow", NINE_TO_SIX, country="RU")
    digest = compiled(base).digest
    assert compiled(replace(base)).digest == digest
    changed = [
        replace(base, zone="Europe/Samara"),
        replace(base, week=week(WEEKDAYS, (9, 17))),
        replace(base, short_days=True),
        replace(base, holidays=False),
        replace(base, overlays=("presidential non-working days",)),
        replace(base, exceptions=(DateException(date(2026, 1, 5)),)),
    ]
    digests = {digest, *(compiled(other).digest for other in changed)}
    assert (len(digests), {len(one) for one in digests}) == (7, {64})
    assert compiled(Union((base,))).digest != compiled(Intersection((base,))).digest


def test_other_bytes_of_a_zone_change_the_digest() -> None:
    facts = almanac()
    moved = Almanac(
        lambda name: facts.zone_bytes("Europe/Samara" if name == "UTC" else name), facts.years, ""
    )
    base = Calendar("Europe/Moscow", NINE_TO_SIX)
    for calendar in (
        replace(base, zone="UTC"),
        Union((replace(base, zone="UTC"),)),
        Union((base,), zone="UTC"),
    ):
        one, two = compile_calendar(calendar, facts), compile_calendar(calendar, moved)
        assert isinstance(one, Hours)
        assert isinstance(two, Hours)
        assert one.digest != two.digest


def test_names_in_any_script_have_a_digest() -> None:
    storm = Overlay("шторм", "made up", (date(2030, 6, 3),))
    calendar = Calendar("UTC", NINE_TO_SIX, country="XX", overlays=("шторм",))
    found = compile_calendar(calendar, made(replace(YEAR, overlays=(storm,))))
    assert isinstance(found, Hours)
    assert not found.is_working_day(date(2030, 6, 3).toordinal())
    assert len(found.digest) == 64


def test_a_revised_year_changes_the_digest_of_those_who_use_it_only() -> None:
    user, other = Calendar("UTC", NINE_TO_SIX, country="XX"), Calendar("UTC", NINE_TO_SIX)
    before, after = made(YEAR), made(replace(YEAR, days_off=(date(2030, 1, 2),)))
    digests = [
        [compile_calendar(calendar, facts) for facts in (before, after)]
        for calendar in (user, other, Union((user,)))
    ]
    assert [
        one.digest == two.digest for one, two in digests if isinstance(one, Hours) and isinstance(two, Hours)
    ] == [
        False,
        True,
        False,
    ]


def test_a_value_without_a_canonical_form_is_refused_and_not_hashed_as_nothing() -> None:
    with pytest.raises(TypeError, match="no canonical form for float"):
        digest_of([1.5])
