"""Nobody is shown what is not his, on any page; and what is not for him looks like what is not there."""

import re

import pytest

from reglament.desk.models import Case
from reglament.desk.record.transaction import seen_by
from reglament.desk.record.viewer import Viewer
from tests.canary import foreign, tokens
from tests.desk.town import CUSTOMERS
from tests.web.cast import Browser
from tests.web.pages import everything

# Whose texts somebody may read; cedar is the partner of dill.
VIEWERS: dict[str, tuple[str, ...]] = {
    "ash": ("ash",), "cedar": ("cedar", "dill"), "dill": ("dill",), "ann": CUSTOMERS, "bob": CUSTOMERS, "": (), "stranger": (),
}  # fmt: skip
STAFF = ("ann", "bob", "stranger")


@pytest.mark.parametrize("name", VIEWERS)
def test_no_page_shows_anybody_a_text_that_is_not_for_him(name: str, browser: Browser) -> None:
    shown = everything(browser(name))
    assert foreign(shown, owners=VIEWERS[name], notes=name in STAFF) == frozenset()
    assert {token.owner for token in tokens(shown)} == set(VIEWERS[name])
    assert any(token.kind == "note" for token in tokens(shown)) == (name in {"ann", "bob"})
    assert {status for status, _ in shown.values()} <= {200, 302, 404, 405}


def test_staff_of_one_line_is_shown_nothing_of_another(browser: Browser) -> None:
    shown = everything(browser("ann"))
    assert [shown[f"/cases/B-{number}"][0] for number in (1, 2, 3, 4)] == [404] * 4
    assert "B-1" not in shown["/queue/"][1]
    assert "B-1" in everything(browser("bob"))["/queue/"][1]


@pytest.mark.parametrize("name", ["ash", "ann", "stranger"])
def test_a_foreign_case_and_one_that_is_not_there_get_the_same_page(name: str, browser: Browser) -> None:
    client = browser(name)
    theirs = {"ash": "/cases/A-2", "ann": "/cases/B-1", "stranger": "/cases/A-1"}[name]
    pages = [client.get(path) for path in (theirs, "/cases/A-99", "/cases/%3Cb%3E", "/nothing/at/all")]
    assert {page.status_code for page in pages} == {404}
    assert len({_bare(page.content.decode()) for page in pages}) == 1
    assert len({len(page.content) for page in pages}) == 1


@pytest.mark.parametrize("deed", ["assign", "reply"])
@pytest.mark.parametrize("number", ["A-2", "A-99"])
def test_nothing_is_done_to_a_foreign_case(number: str, deed: str, browser: Browser) -> None:
    answer = browser("ash").post(f"/cases/{number}/{deed}", {"act": "0" * 32, "text": "mine now"})
    assert answer.status_code == 404


def test_a_customer_does_not_assign_even_his_own_case(browser: Browser) -> None:
    assert browser("ash").post("/cases/A-1/assign", {"act": "0" * 32}).status_code == 404


def test_a_stranger_is_asked_to_sign_in_wherever_he_knocks(browser: Browser) -> None:
    shown = everything(browser())
    pages = [path for path in shown if path.startswith(("/queue", "/cases"))]
    assert {shown[path][0] for path in pages} <= {302, 405}


def test_what_one_request_was_allowed_is_forgotten_by_the_next_on_the_same_connection(
    browser: Browser,
) -> None:
    assert "A-1" in browser("ash").get("/cases/").content.decode()
    assert "A-1" not in browser("birch").get("/cases/").content.decode()
    with seen_by(Viewer("nobody")):
        assert not Case.objects.exists()


def _bare(page: str) -> str:
    return re.sub(r'value="[^"]*"', "", page)
