"""The shipped Russian production calendars: official sums of days and hours, decrees, and what the reader refuses."""

from datetime import date, timedelta

import holidays
import pytest

from reglament.core.hours.calendar import Calendar
from reglament.core.hours.production import ProductionYear, read_year
from tests.core.hours.cast import WEEKDAYS, almanac, compiled, week

YEARS = almanac().years["RU"]

# Working days and hours of the 40-hour week, as the Ministry of Labour publishes them for each year.
OFFICIAL_SUMS = {
    2013: (247, 1970),
    2014: (247, 1970),
    2015: (247, 1971),
    2016: (247, 1974),
    2017: (247, 1973),
    2018: (247, 1970),
    2019: (247, 1970),
    2020: (248, 1979),
    2021: (247, 1972),
    2022: (247, 1973),
    2023: (247, 1973),
    2024: (248, 1979),
    2025: (247, 1972),
    2026: (247, 1972),
}

# Where the PyPI package `holidays` (0.108) is wrong. 8 March 2014 was a Saturday, so art. 112 moved its rest to Monday.
FAULTS_OF_THE_PACKAGE = {date(2014, 3, 10)}

PLAIN = {
    "country": "XX",
    "year": "2030",
    "decree": {"number": "1", "date": "2029-10-01", "evidence": "made up"},
    "holidays": ["2030-01-01"],
    "days off": ["2030-01-01", "2030-04-29"],
    "transfers": [{"from": "2030-04-27", "to": "2030-04-29"}],
    "working saturdays": ["2030-04-27"],
    "short days": ["2030-12-31"],
    "overlays": {"storm": {"basis": "made up", "days": ["2030-06-03"]}},
}


def every_day_of(year: int) -> list[date]:
    return [date(year, 1, 1) + timedelta(days=day) for day in range(date(year, 12, 31).timetuple().tm_yday)]


@pytest.mark.parametrize("year", OFFICIAL_SUMS)
def test_a_forty_hour_week_gives_the_official_days_and_hours_of(year: int) -> None:
    forty = Calendar(
        "UTC", week(WEEKDAYS, (9, 17)), country="RU", transferred_saturdays=True, short_days=True
    )
    hours = compiled(forty)
    first, after = date(year, 1, 1).toordinal(), date(year + 1, 1, 1).toordinal()
    days = sum(hours.is_working_day(day) for day in range(first, after))
    assert (days, hours.worked(hours.day_start(first), hours.day_start(after)) / 3600) == OFFICIAL_SUMS[year]


@pytest.mark.parametrize("year", YEARS)
def test_days_off_agree_with_the_holidays_package_but_for_its_known_faults(year: int) -> None:
    theirs = holidays.country_holidays("RU", years=year)
    ours = YEARS[year]
    off, worked = {*ours.holidays, *ours.days_off}, set(ours.working_days_off)
    differing = {
        day
        for day in every_day_of(year)
        if theirs.is_working_day(day) != (day in worked or (day.weekday() < 5 and day not in off))
    }
    assert differing == {day for day in FAULTS_OF_THE_PACKAGE if day.year == year}


def test_every_year_from_2013_to_2027_is_there_and_names_its_decree() -> None:
    assert sorted(YEARS) == list(range(2013, 2028))
    for year, facts in YEARS.items():
        assert (facts.year, facts.country, facts.decree.number.isdigit()) == (year, "RU", True)
        assert facts.decree.on.year == year - 1


@pytest.mark.parametrize("year", YEARS)
def test_the_weekdays_off_follow_from_holidays_transfers_and_the_law(year: int) -> None:
    facts = YEARS[year]
    derived = {*facts.holidays, *(rest for _, rest in facts.transfers), *facts.moved_by_law}
    assert {day for day in derived if day.weekday() < 5} == set(facts.days_off)


@pytest.mark.parametrize("year", YEARS)
def test_rest_is_moved_from_a_day_that_would_have_been_one(year: int) -> None:
    facts = YEARS[year]
    assert [
        moved for moved, _ in facts.transfers if moved.weekday() < 5 and moved not in facts.holidays
    ] == []


def test_presidential_days_are_weekdays_that_the_calendar_itself_works() -> None:
    named = {year: overlay for year, facts in YEARS.items() for overlay in facts.overlays}
    assert {year: len(overlay.days) for year, overlay in named.items()} == {2020: 29, 2021: 7}
    for year, overlay in named.items():
        assert [day for day in overlay.days if day.weekday() > 4 or day in YEARS[year].days_off] == []


def test_a_year_is_read_into_sorted_dates() -> None:
    facts = read_year({**PLAIN, "holidays": ["2030-05-09", "2030-01-01"]})
    assert isinstance(facts, ProductionYear)
    assert facts.holidays == (date(2030, 1, 1), date(2030, 5, 9))
    assert facts.transfers == ((date(2030, 4, 27), date(2030, 4, 29)),)
    assert (facts.overlays[0].name, facts.overlays[0].days) == ("storm", (date(2030, 6, 3),))


@pytest.mark.parametrize(
    ("change", "faults"),
    [
        ({"year": "30"}, [("production.year", ("year",), "30")]),
        ({"year": "20x0"}, [("production.year", ("year",), "20x0")]),
        ({"year": "²²²²"}, [("production.year", ("year",), "²²²²")]),
        ({"country": " "}, [("production.text", ("country",), " ")]),
        ({"country": ["RU"]}, [("production.text", ("country",), "['RU']")]),
        (
            {"decree": "1187"},
            [
                ("production.mapping", ("decree",), "1187"),
                ("production.text", ("number",), "None"),
                ("production.date", ("decree", "date"), "None"),
                ("production.text", ("evidence",), "None"),
            ],
        ),
        ({"holidays": ["2030-02-30"]}, [("production.date", ("holidays", 0), "2030-02-30")]),
        ({"holidays": ["?" * 81]}, [("production.date", ("holidays", 0), "?" * 80)]),
        ({"holidays": "2030-01-01"}, [("production.list", ("holidays",), "2030-01-01")]),
        ({"holidays": ["2031-01-01"]}, [("production.other_year", ("holidays",), "2031-01-01")]),
        ({"transfers": "none"}, [("production.list", ("transfers",), "none")]),
        (
            {"transfers": ["x"]},
            [
                ("production.mapping", ("transfers", 0), "x"),
                ("production.date", ("transfers", 0, "from"), "None"),
                ("production.date", ("transfers", 0, "to"), "None"),
            ],
        ),
        ({"transfers": []}, [("production.saturday_without_transfer", ("working saturdays",), "2030-04-27")]),
        ({"days off": ["2030-01-01"]}, [("production.transfer_not_off", ("transfers",), "2030-04-29")]),
        ({"short days": ["2030-04-29"]}, [("production.off_and_worked", ("days off",), "2030-04-29")]),
        ({"overlays": {"storm": {"days": []}}}, [("production.text", ("basis",), "None")]),
        ({"overlays": ["storm"]}, [("production.mapping", ("overlays",), "['storm']")]),
    ],
)
def test_a_wrong_year_is_a_list_of_faults(
    change: dict[str, object], faults: list[tuple[object, ...]]
) -> None:
    found = read_year({**PLAIN, **change})
    assert not isinstance(found, ProductionYear)
    assert [(fault.code, fault.where, fault.values[0][1]) for fault in found] == faults
    assert all(fault.hint for fault in found)
