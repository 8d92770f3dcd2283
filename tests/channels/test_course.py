"""A case's whole course by letters: closed by silence, news on it, automatic answers going round and round."""

import re
from pathlib import Path
from uuid import UUID

from reglament.channels.channel import NotSent
from reglament.channels.console.channel import Console
from reglament.channels.post import post
from reglament.core.case.act import Close, Doer, Record
from reglament.core.contract.contract import Contract as Text
from reglament.desk.acts.contact import NewContact
from reglament.desk.clock.fail_point import on_fail_point
from reglament.desk.clock.ids import new_id
from reglament.desk.clock.virtual import VirtualWorld
from reglament.desk.content.fresh import NewContent, NewMessage
from reglament.desk.models import Case, Event, Letter, Message
from reglament.desk.outbox.claim import LEASE
from reglament.desk.outbox.outgoing import Outgoing
from reglament.desk.outbox.queue import NewLetter
from reglament.desk.outbox.settle import MOST_ATTEMPTS, Stage
from reglament.desk.record.desk import Desk
from reglament.desk.record.enclosed import Enclosed
from reglament.desk.record.record import record
from reglament.desk.record.viewer import SYSTEM
from reglament.desk.watch.tick import tick
from tests.channels.house import ANNA, STAFF, House, build, case_of, letter, prose, sent, written

ENGINEER = Doer("staff", actor="engineer")
WEEK = 7 * 86_400


def write_by_hand(house: House, case: UUID, mark: str) -> str:
    """An engineer writes to the customer, and the letter carries a mark."""
    world = house.desk.world
    body = NewContent(new_id(world), "body", "Попробуйте перезапустить.")
    message = NewMessage(new_id(world), "staff", "engineer", "console", None, body.id, sent_at=world.now())
    new = NewLetter(new_id(world), message.id, "console", ANNA)
    enclosed = Enclosed((body,), (message,), (new,))
    act = Record(mark, message=str(message.id))
    done = record(desk=house.desk, viewer=SYSTEM, case=case, act=act, by=ENGINEER, enclosed=enclosed)
    assert not done.is_refused, done.answer
    return str(message.id)


def let_pass(house: House, world: VirtualWorld, seconds: int) -> None:
    """Let time pass: alarms ring, letters go out."""
    end = world.at + seconds
    while world.at < end:
        world.at = min(world.at + 3600, end)
        while tick(desk=house.desk):
            pass
        house.post_all()


def test_silence_closes_the_case_and_its_sender_is_told_by_which_clause(
    house: House, world: VirtualWorld
) -> None:
    (opened,) = house.arrive(letter(ANNA))
    house.post_all()
    message = write_by_hand(house, case_of(opened), "question asked")
    house.post_all()
    reports = Event.objects.filter(stream_id=case_of(opened), type="delivered")
    assert message.encode() in b"".join(bytes(report.facts) for report in reports)
    let_pass(house, world, WEEK)
    assert Case.objects.get().status == "closed"
    marks = Event.objects.filter(stream_id=case_of(opened), type="marked", party="system")
    assert [b"notice of closing" in bytes(mark.facts) for mark in marks] == [True]
    closing = [text for text in written(house) if "закрыто" in text]
    assert len(closing) == 1
    assert re.search(r"Пункт 1\.2\.silence:", closing[0])
    assert set(sent()) == {"sent"}


def test_a_person_s_own_letter_needs_none_of_ours(house: House) -> None:
    (opened,) = house.arrive(letter(ANNA))
    write_by_hand(house, case_of(opened), "question asked")
    assert Letter.objects.filter(automatic=True).count() == 1
    assert Letter.objects.count() == 2


def test_a_person_s_letter_goes_out_as_his(house: House) -> None:
    (opened,) = house.arrive(letter(ANNA))
    write_by_hand(house, case_of(opened), "question asked")
    house.post_all()
    assert [("Auto-Submitted" in text, "перезапустить" in text) for text in written(house)] in (
        [(True, False), (False, True)],
        [(False, True), (True, False)],
    )


def test_news_on_a_closed_case_is_a_case_of_its_own_with_its_prose_and_an_answer(
    desk: Desk, tmp_path: Path
) -> None:
    text = Text(number="17-P", tier=None, zone="Europe/Moscow")
    people = (NewContact("Анна Липова", ANNA, "representative"),)
    house = build(desk, tmp_path, regulation="konus", text=text, people=people)
    (first,) = house.arrive(letter(ANNA))
    done = record(desk=desk, viewer=SYSTEM, case=case_of(first), act=Close(), by=STAFF)
    assert not done.is_refused, done.answer
    (second,) = house.arrive(letter(ANNA, subject="[P-1] опять", body="Сломалось снова."))
    assert second.case != first.case
    message = Message.objects.get(stream_id=case_of(second), party="customer")
    assert prose(case_of(second)) == ("[P-1] опять", "Сломалось снова.")
    assert Letter.objects.filter(stream_id=case_of(second)).count() == 1
    assert Case.objects.get(stream_id=case_of(second)).subject == message.subject


def test_two_machines_that_answer_each_other_fall_silent(house: House, world: VirtualWorld) -> None:
    """The other side is a known contact whose machine answers each letter with a fresh one, unmarked, for four hours."""
    house.arrive(letter(ANNA, body="0"))
    answered = 0
    for turn in range(4 * 6):
        house.post_all()
        for text in written(house)[answered:]:
            answered += 1
            house.arrive(letter(ANNA, subject="Out of office", body=f"{turn} {text[:80]}"))
        world.at += 600
    sent_in_all = len(written(house))
    assert sent_in_all <= 3 * 4
    assert Case.objects.count() <= sent_in_all + 1


class Mute(Console):
    """A channel that sends each time and can never tell afterwards."""

    sendings = 0

    def send(self, letter: Outgoing) -> Stage:
        type(self).sendings += 1
        return super().send(letter)

    def has_sent(self, stable_id: str) -> Stage | None:
        assert stable_id
        return None


def test_a_letter_whose_sending_can_never_be_written_down_goes_out_five_times_at_most(
    house: House, world: VirtualWorld
) -> None:
    house.arrive(letter(ANNA))
    Mute.sendings = 0

    def fail(name: str) -> None:
        if name == "post.after send" and Mute.sendings <= MOST_ATTEMPTS:
            raise NotSent("the books are away")

    channels = {"console": Mute(house.console.folder)}
    for _ in range(MOST_ATTEMPTS):
        on_fail_point(fail)
        try:
            post(desk=house.desk, channels=channels, outward=True)
        except NotSent:
            world.at += LEASE
        finally:
            on_fail_point(None)
    assert post(desk=house.desk, channels=channels, outward=True) == "unknown"
    world.at += 86_400
    assert post(desk=house.desk, channels=channels, outward=True) is None
    assert (Mute.sendings, sent()) == (MOST_ATTEMPTS, ["unknown"])
    assert Event.objects.filter(type="failed").count() == 1
