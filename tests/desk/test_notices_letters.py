"""Summaries become letters to staff: what is due on the reader's wall, once each under kills, and nothing that is settled by then."""

from pathlib import Path

import pytest

from reglament.channels.channel import Channel
from reglament.channels.console.channel import Console
from reglament.channels.post import post
from reglament.core.case.act import Assign, Reply
from reglament.desk.clock.fail_point import on_fail_point
from reglament.desk.clock.ids import new_id
from reglament.desk.models import Case, Mailbox
from reglament.desk.outbox.caseless import CaselessLetter, queue_caseless
from reglament.desk.record.desk import Desk
from reglament.desk.record.transaction import seen_by
from reglament.desk.record.viewer import SYSTEM
from reglament.desk.watch.manner import Manner
from reglament.desk.watch.trouble import has_trouble, trouble_is_over
from reglament.desk.watch.turn import turn
from reglament.people.models import User
from tests.desk.lab import HOUR, LINE, Lab, rows
from tests.desk.staff import LATE, MINUTE, WARNED, Staff, lab_of, watch

MANNER = Manner(pages="https://desk.example.com/")


@pytest.fixture
def staff(desk: Desk) -> Staff:
    return Staff(desk)


def lettered(staff: Staff, cases: int = 1) -> Lab:
    """A laboratory that has a mailbox to write from, with fresh cases."""
    lab, _ = lab_of(staff, cases)
    with seen_by(SYSTEM):
        Mailbox.objects.create(id=1, line_id=LINE, channel="console", address="desk@example.com")
    return lab


def send_all(lab: Lab, folder: Path) -> list[str]:
    """Send what is queued; give the letters as they lie in the outbox, in order of their names."""
    channels: dict[str, Channel] = {"console": Console(folder)}
    while post(desk=lab.desk, channels=channels, outward=True):
        pass
    return [path.read_text("utf-8") for path in sorted((folder / "outbox").glob("*.txt"))]


def queued() -> list[tuple[str, str]]:
    return rows("select recipient, subject from letter order by queued_at, id")


def test_a_warning_is_a_letter_in_the_reader_s_language_on_his_wall(staff: Staff, tmp_path: Path) -> None:
    staff.hire("ann", language="en", zone="Asia/Yekaterinburg")
    lab = lettered(staff)
    watch(lab, lab.world.at + WARNED, MANNER)
    (text,) = send_all(lab, tmp_path)
    assert text.startswith("From: desk@example.com\nTo: ann@example.com\n")
    assert "Subject: L-1: Response, due Mon 23 Nov 14:00\n" in text
    assert "Due soon:\n  L-1, C-1. Response (cl. 1) · due Mon 23 Nov 2026 14:00 (Moscow 12:00)" in text
    assert "2 h left" in text
    assert "https://desk.example.com/cases/L-1" in text
    assert "Yekaterinburg, UTC+5" in text
    assert "Auto-Submitted: auto-generated\n" in text
    assert rows("select state, channel from summary") == [("sent", "console")]


def test_a_broken_promise_says_by_how_much_and_as_whom_one_is_told(staff: Staff, tmp_path: Path) -> None:
    staff.hire("max", role="head")
    lab = lettered(staff)
    watch(lab, lab.world.at + LATE)
    text = "".join(send_all(lab, tmp_path))
    assert "Subject: L-1: просрочено, Ответ\n" in text
    assert "Передано вам как: «Руководитель»" in text
    assert "просрочено на 1 с" in text


def test_what_is_answered_by_then_is_told_to_nobody(staff: Staff) -> None:
    staff.hire("ann", quiet=(9, 11))
    lab = lettered(staff)
    watch(lab, lab.world.at + WARNED)
    with seen_by(SYSTEM):
        case = Case.objects.get().stream_id
    lab.act(case, Reply("answer"))
    watch(lab, lab.world.at + 2 * HOUR)
    assert queued() == []
    assert rows("select state from summary") == [("moot",)]


def test_a_storm_is_one_letter_a_period_that_names_the_most_urgent_first(staff: Staff) -> None:
    staff.hire("ann")
    lab = lettered(staff, cases=30)
    watch(lab, lab.world.at + WARNED + 40 * MINUTE)
    assert [subject for _, subject in queued()] == [
        "L-1: Ответ, срок пн 23 нояб. 12:00",
        "Поддержка — подходит срок: 29",
    ]
    ((body,),) = rows("select body from letter order by queued_at desc limit 1")
    assert body.index("L-2,") < body.index("L-3,") < body.index("L-26,")
    assert "И ещё 4 обращения" in body
    assert "L-27" not in body


def test_a_person_s_own_period_outweighs_the_desk_s(staff: Staff) -> None:
    staff.hire("ann", told_every=HOUR)
    lab = lettered(staff, cases=2)
    began = lab.world.at
    watch(lab, began + WARNED + 30 * MINUTE, Manner(every=60))
    assert len(queued()) == 1
    watch(lab, began + WARNED + HOUR, Manner(every=60))
    assert len(queued()) == 2


def test_what_goes_up_comes_at_once_within_a_budget(staff: Staff) -> None:
    staff.hire("ann")
    staff.hire("lee", role="lead")
    staff.shift("ann")
    lab = lettered(staff, cases=8)
    began = lab.world.at
    raised = 3 * HOUR + 12 * MINUTE  # four fifths of a response's time
    watch(lab, began + raised + 8)
    to_lead = "select queued_at - %s from letter where recipient = 'lee@example.com' order by 1"
    assert [at for (at,) in rows(to_lead, began)] == [raised, raised + 1, raised + 2]
    watch(lab, began + raised + 20 * MINUTE)
    assert len(rows(to_lead, began)) == 4


def test_an_escalation_waits_for_the_end_of_quiet_hours_and_a_broken_promise_does_not(staff: Staff) -> None:
    staff.hire("lee", role="lead", quiet=(9, 20))
    lab = lettered(staff)
    began = lab.world.at
    watch(lab, began + LATE)
    assert rows("select queued_at - %s from letter", began) == [(LATE,)]


def test_a_summary_whose_moment_was_missed_waits_for_the_end_of_quiet_hours(staff: Staff) -> None:
    staff.hire("ann", quiet=(11, 12))
    lab = lettered(staff, cases=2)
    began = lab.world.at
    watch(lab, began + WARNED + 2)
    assert rows("select ready_at - %s from summary where state = 'ready'", began) == [(WARNED + 10 * MINUTE,)]
    lab.world.at = began + 3 * HOUR + MINUTE
    turn(desk=lab.desk)
    assert len(queued()) == 1
    watch(lab, began + 4 * HOUR)
    assert rows("select queued_at - %s from letter order by 1", began) == [(WARNED,), (4 * HOUR,)]


def test_who_reads_his_page_gets_no_letter(staff: Staff) -> None:
    staff.hire("ann", told_by="browser")
    lab = lettered(staff)
    watch(lab, lab.world.at + WARNED)
    assert queued() == []
    assert rows("select state, channel from summary") == [("sent", "browser")]


def test_a_channel_the_desk_lacks_is_replaced_by_its_first(staff: Staff) -> None:
    staff.hire("ann", told_by="telegram")
    lab = lettered(staff)
    watch(lab, lab.world.at + WARNED)
    assert rows("select channel from letter") == [("console",)]


def test_who_has_left_is_written_to_no_more(staff: Staff) -> None:
    who = staff.hire("ann", quiet=(9, 12))
    lab = lettered(staff)
    watch(lab, lab.world.at + WARNED)
    with seen_by(SYSTEM):
        User.objects.filter(id=who).update(is_active=False)
    watch(lab, lab.world.at + 3 * HOUR)
    assert "ann@example.com" not in [recipient for recipient, _ in queued()]


def test_troubles_of_the_desk_are_told_while_they_last(staff: Staff) -> None:
    staff.hire("ann", language="en")
    lab = lettered(staff)
    with seen_by(SYSTEM):
        has_trouble(key="disk", kind="disk", detail="no room", at=lab.world.at)
    turn(desk=lab.desk)
    assert queued() == [("ann@example.com", "Support desk: 1 trouble")]
    with seen_by(SYSTEM):
        has_trouble(key="log", kind="log", detail="no key", at=lab.world.at)
        trouble_is_over(key="log")
    turn(desk=lab.desk)
    assert len(queued()) == 1


@pytest.mark.parametrize("place", ["watch.summaries written", "watch.letters to staff queued"])
def test_a_process_that_dies_while_writing_writes_once(staff: Staff, place: str) -> None:
    staff.hire("ann")
    lab = lettered(staff)
    lab.later(WARNED)

    def die(name: str) -> None:
        if name == place:
            raise Died

    on_fail_point(die)
    try:
        with pytest.raises(Died):
            turn(desk=lab.desk)
    finally:
        on_fail_point(None)
    assert queued() == []
    turn(desk=lab.desk)
    turn(desk=lab.desk)
    assert len(queued()) == 1
    assert rows("select s.id = l.id from summary s, letter l") == [(True,)]


def test_a_case_that_cannot_be_worked_out_is_named_and_the_others_are_told(staff: Staff) -> None:
    staff.hire("ann", language="en")
    lab = lettered(staff, cases=2)
    lab.later(WARNED + 1)
    met: list[str] = []

    def fail_first(name: str) -> None:
        if name == "watch.case asked" and not met:
            met.append(name)
            raise Died

    on_fail_point(fail_first)
    try:
        turn(desk=lab.desk)
    finally:
        on_fail_point(None)
    ((body,),) = rows("select body from letter")
    assert "L-2, C-1. Response (cl. 1) · due Mon 23 Nov 2026 12:00:01" in body
    assert "L-1, C-1. Due soon (cl. 1)" in body


def test_of_a_great_storm_most_are_only_counted(staff: Staff) -> None:
    staff.hire("ann", quiet=(9, 11))
    lab = lettered(staff, cases=102)
    lab.later(WARNED + 102)
    while turn(desk=lab.desk).carried_out:
        pass
    lab.later(HOUR)
    asked: list[str] = []
    on_fail_point(asked.append)
    try:
        turn(desk=lab.desk)
    finally:
        on_fail_point(None)
    assert asked.count("watch.case asked") == 100
    ((subject, body),) = rows("select subject, body from letter")
    assert subject == "Поддержка — подходит срок: 102"
    assert "И ещё 77 обращений" in body


def test_one_address_of_staff_gets_twelve_an_hour_and_the_rest_later(staff: Staff, tmp_path: Path) -> None:
    lab = lettered(staff)
    with seen_by(SYSTEM):
        for _ in range(14):
            one = CaselessLetter(new_id(lab.world), None, None, "console", "ann@example.com", "s", "b")
            queue_caseless([one], at=lab.world.at)
    assert len(send_all(lab, tmp_path)) == 12
    lab.later(HOUR)
    assert len(send_all(lab, tmp_path)) == 14


def test_a_letter_to_staff_that_failed_is_tried_again_under_the_same_name(
    staff: Staff, tmp_path: Path
) -> None:
    staff.hire("ann")
    lab = lettered(staff)
    with seen_by(SYSTEM):
        case = Case.objects.get().stream_id
    lab.act(case, Assign(str(staff.ids["ann"])))
    watch(lab, lab.world.at + WARNED)
    (tmp_path / "outbox").write_text("no folder", encoding="utf-8")
    assert post(desk=lab.desk, channels={"console": Console(tmp_path)}, outward=True) == "unknown"
    (tmp_path / "outbox").unlink()
    lab.later(MINUTE)
    assert len(send_all(lab, tmp_path)) == 1
    assert rows("select state, attempts from letter") == [("sent", 2)]


class Died(Exception):  # noqa: N818 - named for what happened
    """The process ends here."""
