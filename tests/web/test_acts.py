"""What is done from the page of a case: one act, once, or a refusal with its clause."""

import re
from uuid import UUID

from django.test import Client

from reglament.core.case.act import Close
from reglament.core.case.event import Assigned, Entries, Replied
from reglament.desk.ledger.stream import find_streams
from reglament.desk.models import Case, Content, Letter, Mailbox, Message
from reglament.desk.record.transaction import seen_by
from reglament.desk.record.viewer import SYSTEM
from tests.desk.town import OPEN_LINE, Town, acorn
from tests.web.cast import Behind, Browser


def act_of(client: Client, number: str = "A-1") -> str:
    """The id that the forms of a page carry."""
    found = re.search(r'name="act" value="([0-9a-f-]+)"', client.get(f"/cases/{number}").content.decode())
    assert found is not None
    return found[1]


def entries(town: Town, case: UUID) -> Entries:
    with seen_by(SYSTEM):
        return town.desk.cases.entries(find_streams([case])[case])


def test_taking_a_case_twice_by_one_form_is_one_event(town: Town, browser: Browser, behind: Behind) -> None:
    client = browser("ann")
    given = {"act": act_of(client)}
    answers = [client.post("/cases/A-1/assign", given) for _ in range(2)]
    assert [(one.status_code, one.headers["Location"]) for one in answers] == [(303, "/cases/A-1")] * 2
    page = client.get("/cases/A-1").content.decode()
    assert "Взять себе" not in page
    assert "Анна Ковш" in page
    with behind():
        assert len([e for e in entries(town, town.cases["ash"][0]) if isinstance(e.event, Assigned)]) == 1


def test_an_answer_of_staff_is_shown_and_queued_for_sending_once(
    town: Town, browser: Browser, behind: Behind
) -> None:
    with behind(), seen_by(SYSTEM):
        Mailbox.objects.create(id=1, line_id=OPEN_LINE, channel="console", address="acorn@example.com")
    client = browser("ann")
    given = {"act": act_of(client), "text": "Перезапустите службу.\n\nAnd tell us."}
    for _ in range(2):
        assert client.post("/cases/A-1/reply", given).status_code == 303
    assert client.get("/cases/A-1").content.decode().count("Перезапустите службу.\n\nAnd tell us.") == 1
    case = town.cases["ash"][0]
    with behind(), seen_by(SYSTEM):
        assert Message.objects.filter(stream=case, party="staff", note=False).count() == 1
        assert list(Letter.objects.values_list("recipient", flat=True)) == ["ash@example.com"]
        replied = [
            e for e in town.desk.cases.entries(find_streams([case])[case]) if isinstance(e.event, Replied)
        ]
        assert [(e.party, e.actor) for e in replied] == [("staff", str(town.ann_id))]


def test_a_form_sent_again_with_another_text_is_another_answer(browser: Browser) -> None:
    client = browser("ann")
    act = act_of(client)
    for text in ("first", "second"):
        assert client.post("/cases/A-1/reply", {"act": act, "text": text}).status_code == 303
    page = client.get("/cases/A-1").content.decode()
    assert ">first</div>" in page
    assert ">second</div>" in page


def test_a_customer_writes_on_his_case_and_staff_reads_it(browser: Browser) -> None:
    client = browser("ash")
    given = {"act": act_of(client), "text": "It still burns."}
    assert client.post("/cases/A-1/reply", given).status_code == 303
    assert "It still burns." in client.get("/cases/A-1").content.decode()
    assert "It still burns." in browser("ann").get("/cases/A-1").content.decode()
    assert "It still burns." not in browser("birch").get("/cases/A-1").content.decode()


def test_news_on_a_closed_case_are_heard(town: Town, browser: Browser, behind: Behind) -> None:
    case = town.cases["ash"][0]
    with behind():
        town.act(case, Close(_ground()))
    client = browser("ash")
    answer = client.post("/cases/A-1/reply", {"act": act_of(client), "text": "It burns again."})
    assert answer.status_code == 303
    with behind(), seen_by(SYSTEM):
        (kept,) = Content.objects.filter(text="It burns again.")
        assert Case.objects.get(stream_id=kept.stream_id).status == "open"


def test_a_refusal_is_told_in_words_on_the_page_itself(town: Town, browser: Browser, behind: Behind) -> None:
    with behind():
        town.act(town.cases["ash"][0], Close(_ground()))
    client = browser("ann")
    answer = client.post("/cases/A-1/assign", {"act": act_of(client)})
    assert answer.status_code == 422
    assert 'class="refused" role="alert"' in answer.content.decode()


def test_an_empty_answer_is_none(browser: Browser) -> None:
    client = browser("ann")
    answer = client.post("/cases/A-1/reply", {"act": act_of(client), "text": " \n "})
    assert answer.status_code == 422
    assert "Ответ пуст" in answer.content.decode()


def test_a_form_without_a_readable_act_is_not_understood(browser: Browser) -> None:
    client = browser("ann")
    for act in ("", "7", "x" * 36):
        assert client.post("/cases/A-1/reply", {"act": act, "text": "hello"}).status_code == 400


def test_one_act_is_not_done_to_two_cases(browser: Browser) -> None:
    client = browser("ann")
    given = {"act": act_of(client)}
    assert client.post("/cases/A-1/assign", given).status_code == 303
    assert client.post("/cases/A-2/assign", given).status_code == 400


def test_an_act_without_the_token_of_its_form_is_refused(
    town: Town, browser: Browser, behind: Behind
) -> None:
    client = browser("ann")
    act = act_of(client)
    client.handler.enforce_csrf_checks = True
    before = len(_entries_now(town, behind))
    assert client.post("/cases/A-1/assign", {"act": act}).status_code == 403
    assert len(_entries_now(town, behind)) == before


def test_any_characters_may_be_written(browser: Browser) -> None:
    client = browser("ann")
    text = "\x00nul \u202ereversed \ud7ff \U0001f600 " + "long " * 2000
    assert client.post("/cases/A-1/reply", {"act": act_of(client), "text": text}).status_code == 303
    page = client.get("/cases/A-1").content.decode()
    assert "\N{REPLACEMENT CHARACTER}nul" in page
    assert "\u202e" not in page


def _entries_now(town: Town, behind: Behind) -> Entries:
    with behind():
        return entries(town, town.cases["ash"][0])


def _ground() -> str:
    return next(iter(acorn().grounds))
