"""A new edition is told to whom it concerns: what changes for them, from when, which of their cases keep the former; once."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from reglament.core.contract.contract import Contract as Text
from reglament.core.hours.almanac import Almanac
from reglament.core.regulation.model.regulation import Regulation
from reglament.core.regulation.read import read_regulation
from reglament.desk.acts.contact import NewContact
from reglament.desk.acts.customer import NewCustomer, take_on
from reglament.desk.acts.line import NewLine, open_line
from reglament.desk.acts.publish import Plan, first_moment, plan, publish
from reglament.desk.clock.fail_point import on_fail_point
from reglament.desk.clock.virtual import VirtualWorld
from reglament.desk.models import Case, Edition, Letter
from reglament.desk.record.desk import Desk
from reglament.desk.record.transaction import seen_by
from reglament.desk.record.viewer import SYSTEM
from tests.books import MONDAY
from tests.channels.house import ANNA, BOB, STAFF, TEXT, House, build, letter, written
from tests.desk.several import together
from tests.desk.vendor import edition

DAY = 86_400
AT = MONDAY + 30 * DAY
SLOWER = ("premium: 2 working hours", "premium: 3 working hours")
NOTICE = """      lead:
        publish: notice
        effective no earlier than: 10 calendar days
        on: always
        to: key contact
"""
RULES = """    rules:
      changes:
        permit: account changed
"""


@pytest.fixture
def house(desk: Desk, tmp_path: Path) -> House:
    return build(desk, tmp_path)


def next_edition(*changes: tuple[str, str], name: str = "2027-01") -> tuple[Regulation, bytes]:
    """The shipped regulation with pieces of its text otherwise, under a new name."""
    source = edition("monq")[1].decode()
    for was, now in (('edition: "2025-01"', f'edition: "{name}"'), *changes):
        assert was in source
        source = source.replace(was, now, 1)
    regulation, faults = read_regulation(source.encode())
    assert regulation is not None, faults
    return regulation, source.encode()


def bring(desk: Desk, new: tuple[Regulation, bytes], *, at: int = AT) -> bool:
    return publish(desk=desk, viewer=SYSTEM, regulation=new[0], source=new[1], examples=None, effective_at=at)


def planned(desk: Desk, new: tuple[Regulation, bytes], *, at: int = AT) -> Plan:
    return plan(desk=desk, viewer=SYSTEM, regulation=new[0], effective_at=at)


def another(house: House, text: Text, *people: NewContact) -> None:
    with seen_by(SYSTEM):
        line = Case.objects.values_list("line_id", flat=True).first() or 1
    take_on(
        desk=house.desk,
        viewer=SYSTEM,
        customer=NewCustomer("Birch", "organisation", "Europe/Moscow", line, text, people),
        by=STAFF,
    )


def told() -> dict[str, str]:
    """Recipient → words of the letters about editions."""
    return {one.recipient: f"{one.subject}\n{one.body}" for one in Letter.objects.filter(message=None)}


def test_everybody_served_is_told_in_his_language_what_changes_for_him(house: House) -> None:
    house.arrive(letter(ANNA))
    new = next_edition(SLOWER, ("base: 1 working day of length", "base: 2 working days of length"))
    assert planned(house.desk, new).letters == 2
    assert bring(house.desk, new)
    anna, bob = told()[ANNA], told()[BOB]
    assert "было 2 рабочих часа, будет 3 рабочих часа" in anna
    assert "was 2 working hours, will be 3 working hours" in bob
    assert "From Wed 23 Dec 2026 08:00 (Moscow, UTC+3)" in bob
    assert "Basic" not in bob
    assert "Ваши из открытых сейчас: P-1." in anna
    assert "P-1" not in bob


def test_the_letters_go_out_from_the_mailbox_of_the_line_and_no_case_is_told(house: House) -> None:
    bring(house.desk, next_edition(SLOWER))
    assert house.post_all() == ["sent", "sent"]
    text = next(one for one in written(house) if f"To: {BOB}" in one)
    assert "From: support@desk.example.com\n" in text
    assert "Auto-Submitted: auto-generated\n" in text
    assert "Case:" not in text
    assert "Receipt" not in text


def test_an_answer_to_such_a_letter_is_a_request_of_its_own(house: House) -> None:
    bring(house.desk, next_edition(SLOWER))
    house.post_all()
    stable = Letter.objects.get(recipient=BOB).stable_id
    (opened,) = house.arrive(letter(BOB, In_Reply_To=f"<{stable}>"))
    assert opened.outcome == "received"


def test_however_often_it_is_published_each_is_told_once(house: House) -> None:
    new = next_edition(SLOWER)
    assert [bring(house.desk, new) for _ in range(3)] == [True, False, False]
    assert Letter.objects.count() == 2
    again = planned(house.desk, new)
    assert (again.is_published, again.letters) == (True, 0)


def test_two_who_publish_it_at_once_bring_one_edition_and_one_letter_to_each(
    house: House, almanac: Almanac
) -> None:
    new = next_edition(SLOWER)
    brought = together(2, almanac, house.desk.world.now(), lambda _, desk: bring(desk, new))
    assert sorted(brought) == [False, True]
    assert sorted(told()) == [ANNA, BOB]


def test_a_process_that_dies_between_edition_and_letters_leaves_neither(house: House) -> None:
    new = next_edition(SLOWER)

    def die(name: str) -> None:
        if name == "publish.edition written":
            raise Died

    on_fail_point(die)
    try:
        with pytest.raises(Died):
            bring(house.desk, new)
    finally:
        on_fail_point(None)
    assert (Edition.objects.count(), Letter.objects.count()) == (1, 0)
    assert bring(house.desk, new)
    assert Letter.objects.count() == 2


def test_the_regulation_names_who_is_told_and_how_long_before(house: House, world: VirtualWorld) -> None:
    bring(
        house.desk,
        next_edition((RULES, RULES.replace("      changes:", NOTICE + "      changes:"))),
        at=MONDAY,
    )
    Letter.objects.all().delete()
    world.at += 1
    last = next_edition(SLOWER, name="2027-02")
    made = planned(house.desk, last, at=MONDAY + DAY)
    assert (made.letters, made.earliest_by) == (1, "1.key")
    assert made.effective_at == made.earliest_at > MONDAY + 10 * DAY
    assert planned(house.desk, last).effective_at == AT
    bring(house.desk, last)
    assert list(told()) == [BOB]


def test_a_contract_without_such_a_contact_has_all_of_its_people_told(
    house: House, world: VirtualWorld
) -> None:
    with_notice = next_edition((RULES, RULES.replace("      changes:", NOTICE + "      changes:")))
    bring(house.desk, with_notice, at=MONDAY)
    Letter.objects.all().delete()
    another(house, replace(TEXT, number="18-B"), NewContact("Ира", "ira@birch.test", "contact"))
    world.at += 1
    bring(house.desk, next_edition(SLOWER, name="2027-02"))
    assert sorted(told()) == [BOB, "ira@birch.test"]


def test_a_contract_that_ends_before_is_not_concerned_and_who_has_no_address_is_counted(house: House) -> None:
    ended = replace(TEXT, number="18-B", until_on=date(2026, 12, 1))
    another(house, ended, NewContact("Ира", "ira@birch.test", "contact"))
    another(house, replace(TEXT, number="19-C"), NewContact("Лев", "", "contact", phone="+7 000"))
    made = planned(house.desk, next_edition(SLOWER))
    assert (made.letters, made.unreached) == (2, 1)


def test_nothing_that_concerns_a_contract_is_said_to_be_nothing(house: House) -> None:
    bring(house.desk, next_edition(("base: 1 working day of length", "base: 2 working days of length")))
    assert "Nothing changes in what concerns your contract." in told()[BOB]


def test_budgets_hold_for_these_letters_too(house: House, world: VirtualWorld) -> None:
    for number in range(5):
        bring(house.desk, next_edition(SLOWER, name=f"2027-0{number + 1}"), at=AT + number)
    assert len(house.post_all()) == 6
    world.at += 3600
    assert len(house.post_all()) == 4


def test_it_is_in_force_from_its_moment_and_what_came_before_keeps_the_former(
    house: House, world: VirtualWorld
) -> None:
    house.arrive(letter(ANNA))
    new = next_edition(SLOWER)
    bring(house.desk, new)
    world.at = AT - 1
    house.arrive(letter(ANNA, body="до"))
    world.at = AT
    house.arrive(letter(ANNA, body="после"))
    by_number = dict(Case.objects.values_list("number", "digest"))
    former = edition("monq")[0].digest
    assert by_number == {"P-1": former, "P-2": former, "P-3": new[0].digest}


def test_the_first_edition_is_told_to_nobody(desk: Desk) -> None:
    new = next_edition()
    made = planned(desk, new, at=first_moment(desk=desk, regulation=new[0], on=date(2026, 12, 1).toordinal()))
    assert (made.former, made.letters, made.earliest_by) == (None, 0, "")
    assert bring(desk, new)
    open_line(viewer=SYSTEM, line=NewLine("Platform", "monq", "P", ()))
    assert Letter.objects.count() == 0


class Died(Exception):  # noqa: N818 - named for what happened
    """The process ends here."""
