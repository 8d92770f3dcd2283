"""One case for a viewer: what staff sees of it, what its customer sees, and that others see nothing."""

from dataclasses import replace
from uuid import UUID, uuid4

import pytest

from reglament.core.case.act import Assign, Join, Link, LogWork, Report, Snooze
from reglament.core.case.event import Assigned, Replied, Snoozed
from reglament.core.target.target import Target
from reglament.desk.content.safe import Safe
from reglament.desk.models import Blob, Content, Message, Opening
from reglament.desk.queries.case import CaseView, find_case, read_case
from reglament.desk.queries.explain import explain
from reglament.desk.queries.queue import queue
from reglament.desk.record.desk import Desk
from reglament.desk.record.opened import CaseUnknown
from reglament.desk.record.transaction import seen_by
from reglament.desk.record.viewer import SYSTEM, Viewer
from tests.canary import foreign, tokens
from tests.desk.town import OPEN_LINE, OTHER_LINE, Town, found_town

HOUR = 3600


@pytest.fixture
def town(desk: Desk) -> Town:
    return found_town(desk)


def seen(town: Town, viewer: Viewer, case: UUID) -> CaseView:
    return read_case(desk=town.desk, viewer=viewer, case=case, at=town.now)


def named(view: CaseView, metric: str) -> Target:
    return next(target for target in view.targets if target.metric == metric)


def test_staff_sees_row_messages_notes_entries_state_and_explained_targets(town: Town) -> None:
    case = town.open("ash", severity="s2", subject="Не печатает")
    answer = town.reply("ash", case)
    town.act(case, Report("delivered", str(answer)))
    view = seen(town, town.ann, case)
    assert (view.row.number, view.row.status, view.row.contact_email) == ("A-1", "open", "ash@example.com")
    assert [(message.party, message.note) for message in view.messages] == [
        ("customer", False),
        ("staff", True),
        ("staff", False),
    ]
    assert "Не печатает" in str(view.text(view.messages[0].subject))
    assert "the printer burns" in str(view.text(view.messages[1].body))
    assert [type(entry.event).__name__ for entry in view.entries][:1] == ["Received"]
    course = view.course(view.messages[2])
    assert course is not None
    assert course.stages["delivered"] == town.now
    response = named(view, "first response")
    assert (response.verdict, response.clause) == ("met", "1")
    assert response.steps


def test_automatic_letters_stand_behind_what_called_for_them_in_the_same_second(town: Town) -> None:
    case = town.open("ash")
    asked_at = Message.objects.get(stream=case, party="customer").sent_at
    town.later(asked_at - town.now - 1)  # ids sort by the moment they were made, and these are to sort first
    for _ in range(4):
        town.automatic("ash", case, at=asked_at)
    view = seen(town, town.viewer("ash"), case)
    assert [message.party for message in view.messages] == ["customer", *["system"] * 4]


def test_a_customer_sees_his_case_without_notes_and_without_what_staff_does_among_themselves(
    town: Town,
) -> None:
    case, other = town.open("ash"), town.open("birch")
    town.act(case, Assign(town.ann.who))
    town.act(case, Snooze(town.now + HOUR))
    town.act(case, LogWork(HOUR, "ann"))
    town.act(case, Join("ann"))
    town.act(case, Link("A-2", "related"))
    town.reply("ash", case)
    view = seen(town, town.viewer("ash"), case)
    assert [message.party for message in view.messages] == ["customer", "staff"]
    assert foreign(view, owners=["ash"], notes=False) == frozenset()
    assert tokens(view)
    assert not any(isinstance(entry.event, Assigned | Snoozed) for entry in view.entries)
    assert "'ann'" not in repr(view).replace("author='ann'", "")
    assert "A-2" not in repr(view)
    assert (view.state.assignee, view.state.links, view.row.assignee, view.participants) == (
        None,
        (),
        None,
        (),
    )
    assert all(target.alarms == () for target in view.targets)
    staff = seen(town, town.ann, case)
    assert [link.case for link in staff.state.links] == ["A-2"]
    assert [one.who for one in staff.participants] == ["ann"]
    assert any(target.alarms for target in seen(town, town.ann, other).targets)


def test_a_reply_among_staff_is_no_entry_for_the_customer(town: Town) -> None:
    case = town.open("ash")
    message = town.reply("ash", case)
    with seen_by(SYSTEM):
        Message.objects.filter(id=message).update(note=True)
    view = seen(town, town.viewer("ash"), case)
    assert not any(isinstance(entry.event, Replied) for entry in view.entries)
    assert str(message) not in repr(view)


def test_customer_and_staff_get_the_same_targets(town: Town) -> None:
    case = town.open("ash", severity="s1")
    mine, theirs = seen(town, town.viewer("ash"), case), seen(town, town.ann, case)
    assert [target._replace(alarms=()) for target in theirs.targets] == list(mine.targets)
    told = explain(desk=town.desk, viewer=town.ann, case=case, at=town.now)
    assert told.targets == theirs.targets
    assert told.terms == theirs.terms
    (one,) = explain(
        desk=town.desk, viewer=town.viewer("ash"), case=case, at=town.now, metric="update"
    ).targets
    assert one.metric == "update"


def test_a_case_is_seen_as_it_was_and_as_it_was_known(town: Town) -> None:
    case = town.open("ash", severity="s2")
    received_at = town.now - 60
    town.reply("ash", case)
    first = len([entry for entry in seen(town, town.ann, case).entries if entry.happened_at == received_at])
    then = read_case(desk=town.desk, viewer=town.ann, case=case, at=received_at)
    assert (named(then, "first response").verdict, len(then.entries)) == ("open", first)
    unknowing = read_case(desk=town.desk, viewer=town.ann, case=case, at=town.now, known_at=received_at)
    assert named(unknowing, "first response").verdict == "open"
    assert named(seen(town, town.ann, case), "first response").verdict == "met"


def test_unknown_and_foreign_cases_give_the_very_same_answer(town: Town) -> None:
    town.open("ash", line=OTHER_LINE)
    case = town.open("ash", line=OTHER_LINE)
    for viewer in (town.ann, town.viewer("birch"), Viewer("stranger"), SYSTEM):
        said = []
        for asked in (case, uuid4()):
            for ask in (read_case, explain):
                with pytest.raises(CaseUnknown) as refused:
                    ask(desk=town.desk, viewer=viewer, case=asked, at=town.now)
                said.append(repr(refused.value).replace(repr(asked), "it"))
        for number in ("B-2", "B-99"):
            with pytest.raises(CaseUnknown) as refused:
                find_case(viewer=viewer, number=number)
            said.append(repr(refused.value).replace(repr(number), "it"))
        assert set(said) == {"CaseUnknown(it)"}


def test_a_case_is_found_by_its_number_as_people_write_it(town: Town) -> None:
    case = town.open("dill")
    for viewer in (town.ann, town.viewer("dill"), town.viewer("cedar", "dill")):
        assert find_case(viewer=viewer, number=" a-1 ") == case


def test_sealed_prose_is_opened_by_whoever_holds_the_keys_and_that_is_written_down(desk: Desk) -> None:
    town = found_town(desk, sealed=OTHER_LINE)
    case, plain = town.open("ash", subject="Ромашка", line=OTHER_LINE), town.open("ash", line=OPEN_LINE)
    keyless = replace(town.desk, safe=Safe())
    closed = read_case(desk=keyless, viewer=town.bob, case=case, at=town.now)
    assert {(prose.text, prose.sealed, prose.is_purged) for prose in closed.texts.values()} == {
        (None, True, False)
    }
    opened = read_case(desk=town.desk, viewer=town.viewer("ash"), case=case, at=town.now)
    assert "Ромашка" in str(opened.text(opened.messages[0].subject))
    assert foreign(opened, owners=["ash"], notes=False) == frozenset()
    seen(town, town.bob, plain)
    with seen_by(SYSTEM):
        found = list(Opening.objects.values_list("who", "stream", "content", "line_id"))
    assert sorted(found) == [("ash", case, None, OTHER_LINE), ("bob", case, None, OTHER_LINE)]


def test_the_queue_opens_no_seal(desk: Desk) -> None:
    town = found_town(desk, sealed=OTHER_LINE)
    town.open("ash", subject="Ромашка", line=OTHER_LINE)
    (row,) = queue(desk=town.desk, viewer=town.bob, at=town.now).rows
    assert (row.subject, row.confidential) == (None, True)


def test_purged_prose_says_so(town: Town) -> None:
    case = town.open("ash")
    with seen_by(SYSTEM):
        Content.objects.filter(stream_id=case).update(text=None, salt=None)
    view = seen(town, town.ann, case)
    assert {prose.is_purged for prose in view.texts.values()} == {True}
    assert view.text(view.messages[0].body) is None
    assert tokens(view.texts) == frozenset()


def test_files_are_named_and_those_of_notes_are_for_staff(town: Town) -> None:
    case = town.open("ash")
    notes = {one.id: one.note for one in seen(town, town.ann, case).texts.values() if one.kind == "body"}
    with seen_by(SYSTEM):
        for number, name in enumerate(notes):
            Blob.objects.create(
                id=UUID(int=number), customer_id=town.houses["ash"].id, line_id=OPEN_LINE, stream_id=case, name="hmac",
                file_name=name, media_type="text/plain", size=7,
            )  # fmt: skip
    staff, customer = seen(town, town.ann, case), seen(town, town.viewer("ash"), case)
    assert {notes[one.file_name] for one in staff.files} == {True, False}
    assert [(notes[one.file_name], one.size, one.is_purged) for one in customer.files] == [(False, 7, False)]
    assert customer.text(customer.files[0].file_name)
