"""Notices reach people: whoever is on shift, his stand-in, wider circles; one summary a person and period; quiet hours."""

import pytest

from reglament.core.case.act import Assign
from reglament.desk.clock.fail_point import on_fail_point
from reglament.desk.record.desk import Desk
from reglament.desk.record.transaction import seen_by
from reglament.desk.record.viewer import SYSTEM
from reglament.desk.watch.tell import tell
from reglament.desk.watch.trouble import has_trouble, troubles
from reglament.desk.watch.turn import turn
from tests.desk.lab import HOUR, rows
from tests.desk.staff import LATE, MINUTE, WARNED, Staff, lab_of, watch


@pytest.fixture
def staff(desk: Desk) -> Staff:
    return Staff(desk)


def test_whoever_works_on_the_case_is_warned_alone(staff: Staff) -> None:
    staff.hire("ann")
    staff.hire("bob")
    lab, (case,) = lab_of(staff)
    lab.act(case, Assign(str(staff.ids["bob"])))
    watch(lab, lab.world.at + WARNED)
    assert staff.told() == {"bob": [("warn", "L-1")]}


def test_his_stand_in_is_told_and_the_stand_in_of_that_one(staff: Staff) -> None:
    for name in ("ann", "bob", "kim"):
        staff.hire(name)
    staff.away("ann", "bob")
    staff.away("bob", "kim")
    lab, (case,) = lab_of(staff)
    lab.act(case, Assign(str(staff.ids["ann"])))
    watch(lab, lab.world.at + WARNED)
    assert staff.told() == {"kim": [("warn", "L-1")]}


def test_people_who_stand_in_for_each_other_leave_it_to_the_team(staff: Staff) -> None:
    for name in ("ann", "bob", "kim"):
        staff.hire(name)
    staff.away("ann", "bob")
    staff.away("bob", "ann")
    lab, (case,) = lab_of(staff)
    lab.act(case, Assign(str(staff.ids["ann"])))
    watch(lab, lab.world.at + WARNED)
    assert list(staff.told()) == ["kim"]


def test_a_case_nobody_works_on_is_told_to_who_is_on_shift(staff: Staff) -> None:
    staff.hire("ann")
    staff.hire("bob")
    staff.shift("ann")
    lab, _ = lab_of(staff)
    watch(lab, lab.world.at + WARNED)
    assert list(staff.told()) == ["ann"]


def test_escalation_goes_up_in_stages_as_the_rule_says(staff: Staff) -> None:
    staff.hire("ann")
    staff.hire("lee", role="lead")
    staff.hire("max", role="head")
    staff.shift("ann")
    lab, _ = lab_of(staff)
    watch(lab, lab.world.at + LATE)
    assert staff.told() == {"ann": [("warn", "L-1")], "lee": [("warn", "L-1")], "max": [("tell", "L-1")]}
    moments = rows("select kind, role, at - %s from notice order by at", lab.world.at - LATE)
    assert moments == [
        ("warn", "staff", 2 * HOUR),
        ("warn", "lead", 3 * HOUR + 12 * MINUTE),
        ("tell", "head", LATE),
    ]


def test_of_several_with_a_role_only_those_on_shift_are_told(staff: Staff) -> None:
    staff.hire("lee", role="lead")
    staff.hire("lou", role="lead")
    staff.shift("lou")
    lab, _ = lab_of(staff)
    watch(lab, lab.world.at + 4 * HOUR)
    assert list(staff.told()) == ["lou"]


def test_a_role_nobody_on_shift_holds_is_told_to_all_who_hold_it(staff: Staff) -> None:
    staff.hire("ann")
    staff.shift("ann")
    staff.hire("lee", role="lead")
    staff.hire("lou", role="lead")
    lab, _ = lab_of(staff)
    watch(lab, lab.world.at + 4 * HOUR)
    assert set(staff.told()) == {"ann", "lee", "lou"}


def test_a_role_nobody_holds_is_told_to_the_team(staff: Staff) -> None:
    staff.hire("ann")
    staff.hire("bob")
    lab, _ = lab_of(staff)
    watch(lab, lab.world.at + LATE)
    assert staff.told()["ann"] == [("warn", "L-1"), ("warn", "L-1"), ("tell", "L-1")]
    assert staff.told()["bob"] == staff.told()["ann"]


def test_a_team_that_is_all_away_is_told_all_the_same(staff: Staff) -> None:
    staff.hire("ann")
    staff.away("ann")
    lab, _ = lab_of(staff)
    watch(lab, lab.world.at + WARNED)
    assert list(staff.told()) == ["ann"]


def test_a_line_without_people_is_a_trouble_and_whoever_is_there_is_told(staff: Staff) -> None:
    staff.hire("eve", member=False)
    lab, _ = lab_of(staff)
    watch(lab, lab.world.at + WARNED)
    assert [(one.key, one.kind) for one in troubles()] == [("nobody to tell: line 1", "nobody to tell")]
    watch(lab, lab.world.at + MINUTE)
    assert staff.told() == {"eve": [("warn", "L-1"), ("nobody to tell", "")]}
    staff.hire("ann")
    watch(lab, lab.world.at + MINUTE)
    assert troubles() == ()


def test_without_any_staff_nothing_is_lost(staff: Staff) -> None:
    lab, _ = lab_of(staff)
    watch(lab, lab.world.at + WARNED)
    assert rows("select count(*) from notice where told_at is null") == [(1,)]
    assert len(troubles()) == 1
    staff.hire("ann")
    watch(lab, lab.world.at + MINUTE)
    assert ("warn", "L-1") in staff.told()["ann"]


def test_a_storm_becomes_one_summary_in_ten_minutes(staff: Staff) -> None:
    who = staff.hire("ann")
    lab, _ = lab_of(staff, cases=15)
    began = lab.world.at
    watch(lab, began + WARNED + 40 * MINUTE)
    assert len(staff.told()["ann"]) == 15
    moments = [
        row[0] - began for row in rows("select ready_at from summary where person_id = %s order by 1", who)
    ]
    assert moments == [WARNED, WARNED + 10 * MINUTE]


def test_warnings_wait_for_the_end_of_quiet_hours_and_a_broken_promise_does_not(staff: Staff) -> None:
    # The laboratory opens at 08:00 in Moscow: the warning falls due at 10:00, the end at 12:00.
    who = staff.hire("ann", quiet=(9, 14))
    lab, _ = lab_of(staff)
    began = lab.world.at
    watch(lab, began + WARNED)
    waiting = "select ready_at - %s from summary where person_id = %s"
    assert rows(waiting, began, who) == [(6 * HOUR,)]
    assert rows("select state from summary") == [("ready",)]
    watch(lab, began + LATE)
    assert rows(waiting, began, who) == [(LATE,)]
    assert [kind for kind, _ in staff.told()["ann"]] == ["warn", "warn", "tell"]


def test_an_aim_missed_in_quiet_hours_waits(staff: Staff) -> None:
    who = staff.hire("ann", quiet=(19, 7))
    lab, (case,) = lab_of(staff)
    lab.ask(case)
    began = lab.world.at
    watch(lab, began + 13 * HOUR)  # an aim of twelve hours
    waiting = "select ready_at - %s from summary where person_id = %s"
    assert rows(waiting, began, who) == [(23 * HOUR,)]


def test_a_process_that_dies_while_telling_tells_nobody_twice(staff: Staff) -> None:
    staff.hire("ann")
    lab, _ = lab_of(staff)
    lab.later(WARNED)

    def die(name: str) -> None:
        if name == "watch.summaries written":
            raise Died

    on_fail_point(die)
    try:
        with pytest.raises(Died):
            turn(desk=lab.desk)
    finally:
        on_fail_point(None)
    assert rows("select count(*) from summary") == [(0,)]
    assert tell(desk=lab.desk) == 1
    assert tell(desk=lab.desk) == 0
    assert staff.told() == {"ann": [("warn", "L-1")]}


def test_what_is_wrong_with_the_desk_is_told_once_to_who_is_on_shift(staff: Staff) -> None:
    staff.hire("ann")
    staff.hire("bob")
    staff.shift("bob")
    with seen_by(SYSTEM):
        has_trouble(key="disk", kind="disk", detail="full", at=staff.desk.world.now())
    assert tell(desk=staff.desk) == 1
    assert tell(desk=staff.desk) == 0
    assert staff.told() == {"bob": [("disk", "")]}


class Died(Exception):  # noqa: N818 - named for what happened
    """The process ends here."""
