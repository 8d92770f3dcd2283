"""Whatever anybody writes is shown as what he wrote: no mark-up of his becomes mark-up of the page."""

from collections import Counter
from html.parser import HTMLParser

import pytest

from reglament.core.case.act import Doer, Receive
from reglament.desk.clock.ids import new_id
from reglament.desk.content.fresh import NewContent, NewMessage
from reglament.desk.ledger.number import take_number
from reglament.desk.record.enclosed import Enclosed
from reglament.desk.record.receive import Sender, receive
from reglament.desk.record.transaction import seen_by
from reglament.desk.record.viewer import SYSTEM
from reglament.people.models import Contact, Customer, User
from tests.desk.town import OPEN_LINE, Town, acorn
from tests.web.cast import Behind, Browser
from tests.web.pages import Inline, inline

PAYLOADS = (
    "<script>alert(1)</script>",
    "</title><script>alert(2)</script>",
    '"><img src=x onerror=alert(3)>',
    "'><svg/onload=alert(4)>",
    "<a href=javascript:alert(5)>x</a>",
    "</textarea><script>alert(6)</script>",
    "</div></article><iframe src=//evil.test>",
    "{{ 7 * 7 }}{% raw %}<style>*{display:none}</style>",
    "<!-- --!><script>alert(8)</script>",
    "&lt;script&gt;alert(9)&lt;/script&gt;",
)


def wicked(town: Town, payload: str) -> str:
    """A case with the payload in every text and name; give its number."""
    house, world = town.houses["ash"], town.desk.world
    subject, body = NewContent(new_id(world), "subject", payload), NewContent(new_id(world), "body", payload)
    message = NewMessage(new_id(world), "customer", payload, "console", subject.id, body.id, world.now())
    with seen_by(SYSTEM):
        number = take_number(OPEN_LINE)
        Customer.objects.filter(id=house.id).update(name=payload)
        Contact.objects.filter(id=house.contact).update(name=payload)
        User.objects.all().update(name=payload)
    done = receive(
        desk=town.desk, viewer=SYSTEM, act=Receive("portal", "contact", axes={"severity": "s3"}, message=str(message.id)),
        sender=Sender(house.id, OPEN_LINE, acorn(), "Europe/Berlin", house.contracts[OPEN_LINE], house.contact),
        by=Doer("customer", "contact", str(house.contact)), name=number,
        enclosed=Enclosed((subject, body), (message,)),
    )  # fmt: skip
    assert done.seq, done.answer
    return number


@pytest.mark.parametrize("payload", PAYLOADS)
def test_mark_up_is_shown_as_text_on_every_page(
    payload: str, town: Town, browser: Browser, behind: Behind
) -> None:
    clients = {name: browser(name) for name in ("ann", "ash")}
    for client in clients.values():
        client.get("/")
    tame = {path: _tags(clients[name].get(path).content.decode()) for name, path in _pages("A-1")}
    with behind():
        number = wicked(town, payload)
    for name, path in _pages(number):
        answer = clients[name].get(path)
        page = answer.content.decode()
        assert answer.status_code == 200
        assert inline(page) == [], path
        assert "49" not in _text(page) or "49" in payload
        assert payload in _text(page), path
        assert set(_tags(page)) <= set(tame[path.replace(number, "A-1")]) | {"h3"}, path
    refused = clients["ann"].post(f"/cases/{number}/reply", {"act": "7", "text": payload})
    assert payload not in refused.content.decode() or "<" not in payload


def _pages(number: str) -> tuple[tuple[str, str], ...]:
    return ("ann", "/queue/"), ("ann", f"/cases/{number}"), ("ash", "/cases/"), ("ash", f"/cases/{number}")


def _tags(page: str) -> Counter[str]:
    parser = Inline()
    parser.feed(page)
    return Counter(parser.tags)


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []

    def handle_data(self, data: str) -> None:
        self.parts.append(data)


def _text(page: str) -> str:
    parser = _Text()
    parser.feed(page)
    return "".join(parser.parts)
