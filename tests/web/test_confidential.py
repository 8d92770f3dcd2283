"""A confidential case on its page: read by whom it is for, its subject in no list, every opening on record."""

import re

import pytest
from django.test import Client

from reglament.desk.models import Content, Opening
from reglament.desk.record.desk import Desk
from reglament.desk.record.transaction import seen_by
from reglament.desk.record.viewer import SYSTEM
from tests.books import AsRole
from tests.canary import tokens
from tests.desk.town import OPEN_LINE, Town, found_town
from tests.web.cast import Behind, carry, person


@pytest.fixture
def sealed(desk: Desk) -> Town:
    """A town whose first line is confidential, with one case; everybody of staff works on it."""
    town = found_town(desk, sealed=OPEN_LINE)
    town.open("ash")
    person(town, "ann")
    return town


def test_staff_reads_and_answers_a_sealed_case_and_it_is_noted(
    sealed: Town, as_role: AsRole, behind: Behind
) -> None:
    with as_role("desk_web"):
        client = Client(SERVER_NAME="localhost")
        carry(client, sealed.desk)
        client.force_login(person(sealed, "ann"))
        listed = client.get("/queue/").content.decode()
        assert "Тема скрыта до открытия" in listed
        assert {token.number for token in tokens(listed)} == {0}
        page = client.get("/cases/A-1").content.decode()
        assert "the printer burns" in page
        act = re.findall(r'name="act" value="([^"]+)"', page)[0]
        text = "Only between us."
        assert client.post("/cases/A-1/reply", {"act": act, "text": text}).status_code == 303
        assert text in client.get("/cases/A-1").content.decode()
        with behind(), seen_by(SYSTEM):
            assert Opening.objects.filter(stream=sealed.cases["ash"][0]).count() == 2
            assert not Content.objects.filter(text__contains="Only between").exists()
