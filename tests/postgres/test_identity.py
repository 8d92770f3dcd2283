"""Identity: missing or foreign data are refused, and never replaced by an empty database."""

import json
from pathlib import Path

import pytest

from reglament.config.postgres import DatabaseTrouble, init, is_initialised, start
from reglament.config.postgres.passwords import read_password
from tests.postgres.conftest import data_of


def change(home: Path, **changed: object) -> None:
    path = home / "postgres" / "identity.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | changed))


def test_missing_data_are_refused_and_nothing_is_made_in_their_place(hollow_home: Path) -> None:
    away = hollow_home / "postgres" / "elsewhere"
    data_of(hollow_home).rename(away)
    for act in (start, init):
        with pytest.raises(DatabaseTrouble, match="The disk may not be mounted"):
            act(hollow_home)
    data_of(hollow_home).mkdir()
    for act in (start, init):
        with pytest.raises(DatabaseTrouble, match="The disk may not be mounted"):
            act(hollow_home)
    assert list(data_of(hollow_home).iterdir()) == []
    assert is_initialised(hollow_home)


def test_the_data_of_another_database_are_refused(hollow_home: Path) -> None:
    change(hollow_home, system_identifier=7)
    with pytest.raises(
        DatabaseTrouble, match=r"belong to another database: system identifier \d+ instead of 7"
    ):
        start(hollow_home)


def test_data_of_another_major_version_are_refused(hollow_home: Path) -> None:
    (data_of(hollow_home) / "PG_VERSION").write_text("16\n")
    with pytest.raises(DatabaseTrouble, match="made by PostgreSQL 16, and this program brings PostgreSQL 18"):
        start(hollow_home)


@pytest.mark.parametrize("told", ["", "{", "[]", "{}", '{"system_identifier": "x"}', "null"])
def test_an_unreadable_identity_is_refused(hollow_home: Path, told: str) -> None:
    (hollow_home / "postgres" / "identity.json").write_text(told)
    with pytest.raises(DatabaseTrouble, match="The identity of the database cannot be read"):
        start(hollow_home)


@pytest.mark.parametrize("content", [None, b"", b"1234567"])
def test_a_control_file_missing_or_cut_short_is_refused(hollow_home: Path, content: bytes | None) -> None:
    control = data_of(hollow_home) / "global" / "pg_control"
    control.unlink() if content is None else control.write_bytes(content)
    with pytest.raises(DatabaseTrouble, match="The data are damaged"):
        start(hollow_home)


def test_a_home_where_nothing_was_made_says_so_and_stays_untouched(tmp_path: Path) -> None:
    with pytest.raises(DatabaseTrouble, match="No database was made here yet"):
        start(tmp_path / "nowhere")
    assert list(tmp_path.iterdir()) == []


def test_a_trouble_says_what_happened_where_and_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(DatabaseTrouble) as trouble:
        start(tmp_path)
    lines = str(trouble.value).splitlines()
    assert [line.split(":")[0].strip() for line in lines[1:]] == ["where", "what to do"]
    assert str(tmp_path) in trouble.value.where


@pytest.mark.parametrize(
    ("mode", "told", "says"),
    [(0o640, "secret", "others may read it"), (0o600, "", "is empty"), (0o604, "secret", "mode 0604")],
)
def test_a_password_that_is_no_secret_is_refused(tmp_path: Path, mode: int, told: str, says: str) -> None:
    (tmp_path / "desk_web").write_text(told)
    (tmp_path / "desk_web").chmod(mode)
    with pytest.raises(DatabaseTrouble, match=says):
        read_password(tmp_path, "desk_web")


def test_a_missing_password_is_named(tmp_path: Path) -> None:
    with pytest.raises(DatabaseTrouble, match="There is no password of the role «desk_web»"):
        read_password(tmp_path, "desk_web")
