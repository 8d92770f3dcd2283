"""What is said when something fails: the right status, words, and nothing of how we are made."""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import Client

from tests.web.cast import Browser, carry


@pytest.fixture
def cut_off(browser: Browser) -> Iterator[Client]:
    """Somebody signed in, and then the database went away."""
    client = browser("ann")
    connection.close()
    port, connection.settings_dict["PORT"] = connection.settings_dict["PORT"], "1"
    yield client
    connection.settings_dict["PORT"] = port


@pytest.mark.parametrize("path", ["/", "/queue/", "/cases/A-1", "/sign-in/"])
def test_a_database_that_is_away_is_worth_another_try(path: str, cut_off: Client) -> None:
    answer = cut_off.get(path)
    page = answer.content.decode()
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert "Сейчас не получается ответить" in page
    for word in ("Traceback", "psycopg", "Operational", "PGSQL", "server"):
        assert word not in page
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")


def test_a_bug_of_ours_is_told_without_its_insides(browser: Browser) -> None:
    client = browser("ann")
    carry(client, object())
    answer = client.get("/queue/")
    assert answer.status_code == 500
    assert "Ошибка на нашей стороне" in answer.content.decode()
    assert "AttributeError" not in answer.content.decode()


def test_a_body_that_is_too_large_is_refused_before_it_is_read(browser: Browser) -> None:
    answer = browser("ann").post("/cases/A-1/reply", {"act": "0" * 32, "text": "x" * 1024 * 1024})
    assert answer.status_code == 413
    assert "Слишком большой запрос" in answer.content.decode()


def test_a_host_nobody_gave_us_is_refused(browser: Browser) -> None:
    assert browser().get("/sign-in/", headers={"host": "evil.test"}).status_code == 400


def test_pages_that_are_only_shown_take_no_forms(browser: Browser) -> None:
    for path in ("/", "/queue/", "/cases/", "/cases/A-1"):
        assert browser("ann").post(path).status_code == 405
