"""The shipped almanac: zones by name only, years by file, and a file that is wrong said with its name."""

from pathlib import Path

import pytest

from reglament.config.almanac import CalendarFileUnreadable, load_almanac

GOOD = """
country: XX
year: 2030
decree: {number: "1", date: 2029-10-01, evidence: made up}
holidays: [2030-01-01]
days off: [2030-01-01]
"""


def folder(tmp_path: Path, text: str) -> Path:
    (tmp_path / "xx").mkdir()
    (tmp_path / "xx" / "2030.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "xx" / "notes.txt").write_text("not a year", encoding="utf-8")
    return tmp_path


def test_zones_come_from_the_wheel_by_their_names_only() -> None:
    almanac = load_almanac()
    zone = almanac.zone_bytes("Europe/Moscow")
    assert zone is not None
    assert zone.startswith(b"TZif")
    names = ("Europe/Atlantis", "../zoneinfo/Europe/Moscow", "/etc/localtime", "", "Europe", "europe/moscow")
    assert [almanac.zone_bytes(name) for name in names] == [None] * 6
    assert "Asia/Irkutsk" in almanac.zones
    assert almanac.tzdata_version


def test_years_are_found_by_country_and_year(tmp_path: Path) -> None:
    almanac = load_almanac(folder(tmp_path, GOOD))
    assert {country: sorted(years) for country, years in almanac.years.items()} == {"XX": [2030]}
    assert {country: len(years) for country, years in load_almanac().years.items()} == {"RU": 15}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: [", r"calendars/xx/2030\.yaml: while parsing"),
        ("- a list", r"calendars/xx/2030\.yaml: year: write `year: …` as text"),
        (GOOD.replace("2030-01-01]", "2031-01-01]"), "holidays: keep only dates of 2030 in this file"),
        (GOOD.replace("2029-10-01", "soon"), "decree/date: write a date as YYYY-MM-DD"),
    ],
)
def test_a_wrong_file_is_said_with_its_name_and_place(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(CalendarFileUnreadable, match=message):
        load_almanac(folder(tmp_path, text))


def test_a_file_that_is_no_text_is_said_with_its_name(tmp_path: Path) -> None:
    (folder(tmp_path, "") / "xx" / "2030.yaml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(CalendarFileUnreadable, match=r"calendars/xx/2030\.yaml"):
        load_almanac(tmp_path)
