"""What happens to a case by a rule is told to the right person, in his language, with the clause; what sending did comes back."""

from reglament.channels.post import post
from reglament.desk.models import Event, Letter, Message
from tests.channels.house import ANNA, BOB, STRANGER, House, case_of, letter, sent, written


def test_a_contact_is_told_the_number_and_the_times_in_his_language(house: House) -> None:
    house.arrive(letter(ANNA))
    house.post_all()
    (text,) = written(house)
    assert f"To: {ANNA}\n" in text
    assert "Subject: [P-1] Обращение: в работе\n" in text
    assert "номер P-1" in text
    assert "Ответ по существу" in text
    assert "п. " in text
    assert "Auto-Submitted: auto-replied\n" in text


def test_another_contact_is_told_in_english(house: House) -> None:
    house.arrive(letter(BOB))
    house.post_all()
    (text,) = written(house)
    assert f"To: {BOB}\n" in text
    assert "its number is P-1" in text


def test_a_stranger_s_answer_holds_none_of_his_words(house: House) -> None:
    house.arrive(letter(f"Buy Pills <{STRANGER}>", subject="cheap pills", body="http://pills.test"))
    house.post_all()
    (text,) = written(house)
    assert f"To: {STRANGER}\n" in text
    assert "pills" not in text.casefold()


def test_an_automatic_message_is_not_answered(house: House) -> None:
    house.arrive(letter(ANNA, Auto_Submitted="auto-replied"))
    assert Letter.objects.count() == 0


def test_a_reply_brings_no_second_acknowledgement(house: House) -> None:
    house.arrive(letter(ANNA))
    house.arrive(letter(ANNA, subject="[P-1]", body="Ещё."))
    assert Letter.objects.count() == 1


def test_what_sending_did_comes_back_as_an_event_of_the_case(house: House) -> None:
    (opened,) = house.arrive(letter(ANNA))
    house.post_all()
    told = Event.objects.filter(stream_id=case_of(opened), type="delivered")
    assert [bytes(event.facts) for event in told] == [
        b'{"message":"%s"}' % str(Message.objects.get(party="system").id).encode()
    ]
    assert sent() == ["sent"]


def test_a_letter_is_answered_by_its_id(house: House) -> None:
    (first,) = house.arrive(letter(ANNA))
    house.post_all()
    stable = Letter.objects.get().stable_id
    (second,) = house.arrive(letter(ANNA, In_Reply_To=f"<{stable}>"))
    assert (second.outcome, case_of(second)) == ("answered", case_of(first))


def test_nothing_goes_out_while_the_clock_is_doubted(house: House) -> None:
    house.arrive(letter(ANNA))
    assert post(desk=house.desk, channels=house.channels, outward=False) is None
    assert sent() == ["ready"]
