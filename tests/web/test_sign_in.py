"""Signing in: who gets in, what nobody is told, and what becomes of the session."""

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from reglament.people.models import User
from tests.desk.town import Town
from tests.web.cast import PASSWORD, Browser, person

WRONG = "not this one at all"
ADDRESSES = {"known": "ann@example.com", "unknown": "nobody@example.com", "inactive": "gone@example.com"}


@pytest.fixture
def keyed(town: Town) -> Town:
    """Ann and somebody who left have a password."""
    for name in ("ann", "gone"):
        user = person(town, name)
        user.set_password(PASSWORD)
        user.is_active = name != "gone"
        user.save()
    return town


def sign_in(client: Client, email: str, password: str = PASSWORD, **more: str) -> tuple[int, str, str]:
    answer = client.post("/sign-in/", {"login": email, "password": password, **more})
    return answer.status_code, answer.headers.get("Location", ""), answer.content.decode()


@pytest.mark.usefixtures("keyed")
def test_whoever_has_the_password_comes_to_his_work(browser: Browser) -> None:
    client = browser()
    status, where, _ = sign_in(client, ADDRESSES["known"])
    assert (status, where) == (302, "/")
    assert client.get("/").headers["Location"] == "/queue/"
    assert client.get("/queue/").status_code == 200


@pytest.mark.usefixtures("keyed")
def test_the_address_may_be_written_in_any_case(browser: Browser) -> None:
    assert sign_in(browser(), "Ann@Example.COM")[0] == 302


@pytest.mark.usefixtures("keyed")
def test_a_wrong_password_and_an_unknown_address_are_answered_alike(browser: Browser) -> None:
    told = {}
    for kind in ("known", "unknown"):
        status, _, page = sign_in(browser(), ADDRESSES[kind], WRONG)
        told[kind] = status, _without_tokens(page).replace(ADDRESSES[kind], "")
    assert told["known"] == told["unknown"]
    assert told["known"][0] == 422


@pytest.mark.usefixtures("keyed")
def test_somebody_who_left_does_not_get_in(browser: Browser) -> None:
    client = browser()
    sign_in(client, ADDRESSES["inactive"])
    assert client.get("/queue/").headers["Location"].startswith("/sign-in/")


@pytest.mark.usefixtures("keyed")
def test_the_id_of_the_session_changes_at_sign_in_and_the_old_one_opens_nothing(browser: Browser) -> None:
    client = browser()
    session = client.session
    session["planted"] = "by a stranger"
    session.save()
    client.cookies["sessionid"] = planted = session.session_key or ""
    sign_in(client, ADDRESSES["known"])
    assert client.cookies["sessionid"].value != planted
    assert not Session.objects.filter(session_key=planted).exists()


@pytest.mark.usefixtures("keyed")
def test_the_cookies_are_out_of_reach_of_scripts_and_other_sites(browser: Browser) -> None:
    client = browser()
    client.get("/sign-in/")
    sign_in(client, ADDRESSES["known"])
    for name in ("sessionid", "csrftoken"):
        cookie = client.cookies[name]
        assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax"), name


@pytest.mark.usefixtures("keyed")
def test_after_a_few_wrong_passwords_even_the_right_one_waits(browser: Browser) -> None:
    for _ in range(5):
        assert "не подходят" in sign_in(browser(), ADDRESSES["known"], WRONG)[2]
    status, _, page = sign_in(browser(), ADDRESSES["known"])
    assert status == 422
    assert "Слишком много" in page


@pytest.mark.usefixtures("keyed")
def test_signing_out_ends_the_session_in_the_books(browser: Browser) -> None:
    client = browser("ann")
    assert client.get("/sign-out/").status_code == 405
    kept = client.cookies["sessionid"].value
    assert client.post("/sign-out/").status_code == 302
    assert not Session.objects.filter(session_key=kept).exists()
    assert client.get("/queue/").status_code == 302


@pytest.mark.usefixtures("keyed")
@pytest.mark.parametrize("where", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_nobody_is_sent_to_another_site_after_signing_in(where: str, browser: Browser) -> None:
    assert sign_in(browser(), ADDRESSES["known"], next=where)[:2] == (302, "/")


@pytest.mark.usefixtures("keyed")
def test_whoever_was_stopped_goes_on_where_he_wanted_to(browser: Browser) -> None:
    stopped = browser().get("/cases/A-1")
    assert stopped.headers["Location"] == "/sign-in/?next=/cases/A-1"
    assert sign_in(browser(), ADDRESSES["known"], next="/cases/A-1")[1] == "/cases/A-1"


@pytest.mark.usefixtures("keyed")
def test_a_form_without_its_token_is_refused(browser: Browser) -> None:
    client = browser()
    client.handler.enforce_csrf_checks = True
    status, _, page = sign_in(client, ADDRESSES["known"])
    assert status == 403
    assert "Форма устарела" in page


def test_nobody_signs_up(browser: Browser) -> None:
    assert browser().get("/sign-up/").status_code == 404


def test_a_changed_password_ends_other_sessions(keyed: Town, browser: Browser) -> None:
    client = browser("ann")
    user = User.objects.get(id=keyed.ann_id)
    user.set_password("another one entirely")
    user.save()
    assert client.get("/queue/").status_code == 302


def _without_tokens(page: str) -> str:
    return "\n".join(line for line in page.splitlines() if "csrfmiddlewaretoken" not in line)
