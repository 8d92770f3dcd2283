"""Who wrote is found out the same way for every letter, and each hold and refusal says by which clause and what to send."""

import json
from datetime import date
from pathlib import Path

import pytest

from reglament.core.contract.contract import Certificate
from reglament.core.contract.contract import Contract as Text
from reglament.core.contract.key import key_tag
from reglament.desk.acts.contact import NewContact
from reglament.desk.models import Case, Content, Event, Letter
from reglament.desk.record.desk import Desk
from tests.channels.house import ANNA, STRANGER, House, build, case_of, letter, written

KEY = "7K2PQ-X9VHT-4MNRD-W6BCE-8FGYA"
TYPED = "7k2pq x9vht 4mnrd w6bce 8fgya"
BY_KEY = Text(
    number="17-P",
    tier=None,
    zone="Europe/Moscow",
    certificates=(Certificate(KEY, date(2026, 1, 1), date(2026, 12, 31), 40 * 3600),),
)
PEOPLE = (NewContact("Анна Липова", ANNA, "representative"),)


@pytest.fixture
def keyed(desk: Desk, tmp_path: Path) -> House:
    """A line where a key entitles."""
    return build(desk, tmp_path, regulation="smart-monitor", text=BY_KEY, people=PEOPLE)


def test_a_key_in_the_field_that_asks_for_it_lets_the_case_in(keyed: House) -> None:
    (opened,) = keyed.arrive(letter(ANNA, Field=f"support key={TYPED}"))
    assert Case.objects.get().status == "open"
    kept = Content.objects.filter(stream_id=case_of(opened)).values_list("text", flat=True)
    assert not any("x9vht" in (text or "").casefold() for text in kept)


def test_without_a_key_the_case_waits_and_its_sender_is_asked_once(keyed: House) -> None:
    (opened,) = keyed.arrive(letter(ANNA))
    assert Case.objects.get().status == "held"
    keyed.post_all()
    (text,) = written(keyed)
    assert "«Ключ технической поддержки»" in text
    assert "п. 1.2.2" in text
    assert Letter.objects.count() == 1
    keyed.arrive(letter(ANNA, subject="[P-1]", body="Вот ключ.", Field=f"support key={KEY}"))
    assert Case.objects.get(stream_id=case_of(opened)).status == "open"
    assert Letter.objects.count() == 1


def test_a_key_that_does_not_hold_is_answered_by_the_letter_the_rule_names(keyed: House) -> None:
    (opened,) = keyed.arrive(letter(ANNA, Key="AAAAA-AAAAA-AAAAA-AAAAA-AAAAA", Field="support key=AAAAA"))
    marked = Event.objects.get(stream_id=case_of(opened), type="marked")
    assert (marked.party, b"key demand letter" in bytes(marked.facts)) == ("system", True)
    assert str(Letter.objects.get().message_id).encode() in bytes(marked.facts)
    keyed.post_all()
    (text,) = written(keyed)
    assert "«Ключ не действует»" in text
    assert "Пункт T.7:" in text


def test_a_stranger_with_the_key_is_served_under_its_contract(keyed: House) -> None:
    keyed.arrive(letter(STRANGER, Field=f"support key={KEY}"))
    case = Case.objects.get()
    assert (case.contract_id, case.contact_id) == (keyed.contract, None)


def test_a_stranger_who_brings_the_key_later_gets_a_case_under_the_contract(keyed: House) -> None:
    (first,) = keyed.arrive(letter(STRANGER))
    (second,) = keyed.arrive(letter(STRANGER, subject="[P-1]", Field=f"support key={KEY}"))
    assert second.case != first.case
    assert Case.objects.get(stream_id=case_of(second)).contract_id == keyed.contract
    assert Event.objects.filter(stream_id=case_of(first), type="linked").count() == 1


def test_a_key_of_another_line_opens_nothing_here(house: House) -> None:
    house.arrive(letter(STRANGER, Key=KEY))
    assert Case.objects.get().contract_id is None


def test_a_key_in_the_text_of_a_letter_fills_the_field_and_only_the_rest_is_asked_for(keyed: House) -> None:
    (opened,) = keyed.arrive(letter(STRANGER, body=f"Добрый день! Наш ключ: {TYPED}. Не открывается отчёт."))
    case = Case.objects.get()
    assert (case.status, case.contract_id) == ("open", keyed.contract)
    (asked,) = Event.objects.filter(stream_id=case_of(opened), type="asked")
    assert json.loads(bytes(asked.facts))["fields"] == ["case description"]
    facts = b"".join(bytes(event.facts) for event in Event.objects.filter(stream_id=case_of(opened)))
    assert (b"X9VHT" in facts, f"tag:{key_tag(KEY)}".encode() in facts) == (False, True)


def test_a_key_in_the_text_of_a_reply_lets_a_waiting_case_in(keyed: House) -> None:
    (opened,) = keyed.arrive(letter(ANNA))
    keyed.arrive(letter(ANNA, subject="[P-1]", body=f"Вот ключ: {KEY}"))
    assert Case.objects.get(stream_id=case_of(opened)).status == "open"


def test_the_key_in_its_field_goes_before_one_in_the_text(keyed: House) -> None:
    other = "ZZZZZ-ZZZZZ-ZZZZZ-ZZZZZ-ZZZZZ"
    keyed.arrive(letter(STRANGER, body=f"Старый ключ {other} потерян.", Field=f"support key={KEY}"))
    assert Case.objects.get().contract_id == keyed.contract
