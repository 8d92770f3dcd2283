"""What somebody would have been told who has left before its moment is told to others, unless they know it."""

import pytest

from reglament.core.case.act import Assign
from reglament.desk.models import Mailbox
from reglament.desk.outbox.claim import claim
from reglament.desk.record.desk import Desk
from reglament.desk.record.transaction import seen_by
from reglament.desk.record.viewer import SYSTEM
from reglament.desk.watch.trouble import has_trouble
from reglament.desk.watch.turn import turn
from reglament.people.models import User
from tests.desk.lab import LINE, rows
from tests.desk.staff import MINUTE, WARNED, Staff, lab_of, watch


@pytest.fixture
def staff(desk: Desk) -> Staff:
    return Staff(desk)


def leave(staff: Staff, name: str) -> None:
    with seen_by(SYSTEM):
        User.objects.filter(id=staff.ids[name]).update(is_active=False)


def ends(name: str) -> list[tuple[str]]:
    """What became of somebody's summaries."""
    return rows('select state from summary s join "user" u on u.id = s.person_id where u.name = %s', name)


def untold() -> int:
    ((count,),) = rows("select count(*) from notice where told_at is null")
    return int(count)


def test_it_is_told_to_whoever_is_there_and_waits_where_nobody_is(staff: Staff) -> None:
    who = staff.hire("ann", quiet=(9, 12))
    lab, (case,) = lab_of(staff)
    lab.act(case, Assign(str(who)))
    watch(lab, lab.world.at + WARNED)
    leave(staff, "ann")
    turn(desk=lab.desk)
    assert (ends("ann"), untold()) == ([("moot",)], 1)
    staff.hire("ben")
    watch(lab, lab.world.at + MINUTE)
    assert (ends("ben"), untold()) == ([("sent",)], 0)
    assert staff.told()["ben"] == [("nobody to tell", ""), *staff.told()["ann"]]


def test_what_somebody_else_was_told_is_not_told_again(staff: Staff) -> None:
    staff.hire("ann", quiet=(9, 12))
    staff.hire("ben")
    lab, _ = lab_of(staff)
    watch(lab, lab.world.at + WARNED)
    leave(staff, "ann")
    watch(lab, lab.world.at + MINUTE)
    assert (ends("ann"), ends("ben"), untold()) == ([("moot",)], [("sent",)], 0)


def test_a_letter_that_was_not_sent_yet_is_withdrawn_and_told_to_others(staff: Staff) -> None:
    staff.hire("ann")
    lab, _ = lab_of(staff)
    with seen_by(SYSTEM):
        Mailbox.objects.create(id=1, line_id=LINE, channel="console", address="desk@example.com")
    watch(lab, lab.world.at + WARNED)
    leave(staff, "ann")
    staff.hire("ben")
    turn(desk=lab.desk)
    turn(desk=lab.desk)
    found = "select split_part(recipient, '@', 1), state, trouble from letter order by recipient"
    assert rows(found) == [("ann", "withdrawn", "outbox/recipient-left"), ("ben", "ready", "")]
    assert (ends("ann"), ends("ben"), untold()) == ([("moot",)], [("sent",)], 0)
    assert staff.told()["ben"] == staff.told()["ann"]


def test_a_letter_in_the_hands_of_whoever_sends_it_is_left_to_him(staff: Staff) -> None:
    staff.hire("ann")
    lab, _ = lab_of(staff)
    with seen_by(SYSTEM):
        Mailbox.objects.create(id=1, line_id=LINE, channel="console", address="desk@example.com")
    watch(lab, lab.world.at + WARNED)
    with seen_by(SYSTEM):
        assert claim(channels=["console"], at=lab.world.at, safe=lab.desk.safe) is not None
    leave(staff, "ann")
    staff.hire("ben")
    turn(desk=lab.desk)
    assert (rows("select state from letter"), ends("ann"), untold()) == ([("leased",)], [("sent",)], 0)


def test_what_went_up_to_him_goes_to_whoever_holds_the_role_now(staff: Staff) -> None:
    staff.hire("ann", role="lead", quiet=(9, 12))
    staff.hire("ben")
    staff.shift("ben")
    lab, _ = lab_of(staff)
    watch(lab, lab.world.at + WARNED + 90 * MINUTE)
    assert staff.told() == {"ann": [("warn", "L-1")], "ben": [("warn", "L-1")]}
    leave(staff, "ann")
    staff.hire("lee", role="lead")
    watch(lab, lab.world.at + MINUTE)
    assert staff.told()["lee"] == staff.told()["ann"]


def test_a_trouble_that_waited_for_him_alone_waits_for_whoever_comes(staff: Staff) -> None:
    staff.hire("ann")
    lab, _ = lab_of(staff)
    for key in ("one", "two", "three", "over the budget"):
        with seen_by(SYSTEM):
            has_trouble(key=key, kind="disk", detail="no room", at=lab.world.at)
        turn(desk=lab.desk)
    assert sorted(ends("ann")) == [("ready",), *[("sent",)] * 3]
    leave(staff, "ann")
    turn(desk=lab.desk)
    staff.hire("ben")
    turn(desk=lab.desk)
    assert staff.told()["ben"] == [("disk", "")]
