"""The server's log is kept for long and read by many: statements stand in it, and none of the words people wrote."""

from pathlib import Path

import psycopg
import pytest

from reglament.config.postgres import address, start, stop

WORDS = "слова клиента"


def test_neither_a_slow_statement_nor_a_refused_row_brings_words_of_people_into_the_log(home: Path) -> None:
    start(home)
    with psycopg.connect(address(home, "postgres").dsn, autocommit=True) as superuser:
        superuser.execute("set log_min_duration_statement = 0")  # everything is slow
        superuser.execute("create temp table letter(body text check (body = ''), again text unique)")
        superuser.execute("select %s::text as slow", (WORDS,))
        with pytest.raises(psycopg.errors.CheckViolation):
            superuser.execute("insert into letter(body) values (%s)", (WORDS,))
        superuser.execute("insert into letter(again) values (%s)", (WORDS,))
        with pytest.raises(psycopg.errors.UniqueViolation):
            superuser.execute("insert into letter(again) values (%s)", (WORDS,))
        with pytest.raises(psycopg.errors.UntranslatableCharacter):
            superuser.execute("select %s::jsonb", (f'{{"body": "{WORDS} \\u0000"}}',))
    stop(home)
    log = "".join(path.read_text("utf-8") for path in (home / "postgres" / "log").glob("*.log"))
    assert "select $1::text as slow" in log
    assert "violates check constraint" in log
    assert WORDS not in log
