"""A letter through the console becomes a case, or a reply, exactly once; what cannot is set apart in sight."""

from reglament.desk.models import Case, Event, Inbound, Message, Timer
from tests.channels.house import ANNA, BOB, STRANGER, House, case_of, contact, letter, prose


def test_a_letter_of_a_contact_becomes_a_case_under_his_contract(house: House) -> None:
    house.drop("question.txt", letter(f"Анна Липова <{ANNA}>"))
    assert house.fetch().new == 1
    (opened,) = house.open_all()
    case = Case.objects.get(stream_id=case_of(opened))
    assert (opened.outcome, case.number, case.contract_id) == ("received", "P-1", house.contract)
    assert (case.status, case.contact_id) == ("open", contact(ANNA).id)
    assert case.due_at is not None
    assert Timer.objects.filter(stream_id=case.stream_id, state="armed").exists()
    inbound = Inbound.objects.get()
    assert (inbound.state, inbound.stream) == ("done", case.stream_id)
    message = Message.objects.get(party="customer")
    assert message.inbound == inbound.id
    assert prose(case.stream_id) == ("Не открывается отчёт", "Ошибка 500.")


def test_a_letter_of_somebody_unknown_is_a_stranger_s_case(house: House) -> None:
    (opened,) = house.arrive(letter(STRANGER))
    case = Case.objects.select_related("customer").get(stream_id=case_of(opened))
    assert (case.contract_id, case.contact_id, case.customer.kind) == (None, None, "nobody")


def test_a_taken_letter_leaves_the_inbox_and_stays_beside_it(house: House) -> None:
    house.arrive(letter(ANNA))
    assert [path.name for path in house.console.inbox.iterdir()] == ["taken"]
    assert len(list((house.console.inbox / "taken").iterdir())) == 1


def test_the_same_letter_again_is_there_already(house: House) -> None:
    house.arrive(letter(ANNA))
    house.drop("0000.txt", letter(ANNA))
    house.drop("copy.txt", letter(ANNA))
    assert house.fetch().repeated == 2
    assert house.open_all() == []
    assert Case.objects.count() == 1


def test_a_reply_by_number_of_the_same_contact_joins_the_case(house: House) -> None:
    (first,) = house.arrive(letter(ANNA))
    (second,) = house.arrive(letter(ANNA, subject="Re: [P-1] и ещё", body="Снова."))
    assert (second.outcome, case_of(second)) == ("answered", case_of(first))
    assert Event.objects.filter(stream_id=case_of(first), type="replied").count() == 1


def test_a_stranger_who_knows_the_number_gets_a_case_of_his_own(house: House) -> None:
    (first,) = house.arrive(letter(ANNA))
    (second,) = house.arrive(letter(STRANGER, subject="[P-1] дайте взглянуть"))
    assert second.outcome == "received"
    assert second.case != first.case


def test_a_colleague_named_by_the_contract_may_answer(house: House) -> None:
    (first,) = house.arrive(letter(ANNA))
    (second,) = house.arrive(letter(BOB, subject="[P-1] me too"))
    assert (second.outcome, case_of(second)) == ("answered", case_of(first))


def test_a_letter_that_cannot_be_moved_away_stops_nothing_and_is_known_when_it_comes_again(
    house: House,
) -> None:
    house.drop("1.txt", letter(ANNA))
    house.drop("2.txt", letter(BOB))
    (house.console.inbox / "taken").write_bytes(b"")
    first, second = house.fetch(), house.fetch()
    assert (first.new, first.left, second.new, second.repeated) == (3, 3, 0, 3)
    assert sorted(one.outcome for one in house.open_all()) == ["quarantined", "received", "received"]
