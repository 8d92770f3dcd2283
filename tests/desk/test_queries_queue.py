"""The staff queue: its order, its pages, its filters."""

import pytest

from reglament.core.case.act import Assign, Close, Reopen, Snooze
from reglament.desk.models import Line
from reglament.desk.queries.cursor import Cursor, CursorUnreadable, read_cursor
from reglament.desk.queries.queue import KEYS, Only, QueueRow, queue
from reglament.desk.record.desk import Desk
from reglament.desk.record.transaction import seen_by
from reglament.desk.record.viewer import SYSTEM, Viewer
from reglament.people.models import Team
from tests.desk.town import OTHER_LINE, Town, acorn, found_town

HOUR = 3600


@pytest.fixture
def town(desk: Desk) -> Town:
    return found_town(desk)


def rows(town: Town, viewer: Viewer, only: Only | None = None, limit: int = 50) -> list[QueueRow]:
    """The whole queue, page by page."""
    at, after = town.now, None
    found: list[QueueRow] = []
    while True:
        page = queue(desk=town.desk, viewer=viewer, at=at, only=only or Only(), after=after, limit=limit)
        found += page.rows
        if page.after is None:
            return found
        after = read_cursor(page.after.text, keys=KEYS)


def test_the_most_urgent_come_first_and_within_a_rank_the_soonest_due(town: Town) -> None:
    question, down, degraded = (town.open("ash", severity=one) for one in ("s3", "s1", "s2"))
    town.later(HOUR)
    later = town.open("birch", severity="s1")
    assert [row.id for row in rows(town, town.ann)] == [down, later, degraded, question]


def test_pages_of_any_size_give_every_case_once_in_the_same_order(town: Town) -> None:
    for severity in ("s1", "s2", "s3", "s2", "s1", "s3", "s3"):
        town.open("ash", severity=severity)
        town.reply("ash", town.open("birch", severity=severity, line=OTHER_LINE))
    whole = rows(town, town.bob)
    assert len(whole) == 14
    assert any(row.due_at is None for row in whole)
    for size in (1, 2, 3, 5, 13, 14):
        assert rows(town, town.bob, limit=size) == whole
        assert rows(town, town.bob, Only(unassigned=True), limit=size) == whole


def test_a_row_says_what_the_list_shows(town: Town) -> None:
    case = town.open("ash", severity="s2", subject="Не печатает")
    town.act(case, Assign(town.ann.who))
    (row,) = rows(town, town.ann)
    page = queue(desk=town.desk, viewer=town.ann, at=town.now)
    assert (row.id, row.number, row.customer_name, row.line) == (case, "A-1", "qzashtext0zq", 1)
    assert row.subject is not None
    assert row.subject.startswith("Не печатает ")
    assert (row.axes, row.rank, row.due_metric) == ({"severity": "s2"}, 1, "first response")
    assert (row.assignee, row.assignee_name) == (town.ann.who, "Анна Ковш")
    assert page.regulations == {row.digest: acorn()}


def test_what_is_closed_leaves_and_what_is_reopened_comes_back(town: Town) -> None:
    case = town.open("ash")
    town.act(case, Close())
    assert rows(town, town.ann) == []
    town.act(case, Reopen())
    assert [row.id for row in rows(town, town.ann)] == [case]


def test_mine_and_unassigned_divide_the_queue(town: Town) -> None:
    mine, theirs, nobodys = (town.open("ash") for _ in range(3))
    town.act(mine, Assign(town.ann.who))
    town.act(theirs, Assign("somebody else"))
    assert [row.id for row in rows(town, town.ann, Only(mine=True))] == [mine]
    assert [row.id for row in rows(town, town.ann, Only(unassigned=True))] == [nobodys]
    assert {row.id for row in rows(town, town.ann, limit=1)} == {mine, theirs, nobodys}


def test_mine_on_a_line_i_no_longer_work_on_is_not_shown(town: Town) -> None:
    case = town.open("ash", line=OTHER_LINE)
    town.act(case, Assign(town.ann.who))
    assert rows(town, town.ann, Only(mine=True)) == []


def test_a_snoozed_case_is_hidden_until_its_moment(town: Town) -> None:
    case = town.open("ash")
    until = town.now + HOUR
    town.act(case, Snooze(until))
    assert rows(town, town.ann) == []
    assert [row.id for row in rows(town, town.ann, Only(snoozed=True))] == [case]
    page = queue(desk=town.desk, viewer=town.ann, at=until)
    assert [row.id for row in page.rows] == [case]


def test_a_team_has_the_cases_of_its_lines(town: Town) -> None:
    first, other = town.open("ash"), town.open("ash", line=OTHER_LINE)
    with seen_by(SYSTEM):
        team = Team.objects.create(id=first, name="Первая")
        Line.objects.filter(id=OTHER_LINE).update(team=team)
    assert [row.id for row in rows(town, town.bob, Only(team=team.id))] == [other]
    assert rows(town, town.bob, Only(team=team.id, mine=True)) == []


def test_a_customer_and_the_desk_itself_see_no_queue(town: Town) -> None:
    town.open("ash")
    assert rows(town, town.viewer("ash")) == []
    assert rows(town, SYSTEM) == []


@pytest.mark.parametrize(
    "text", ["", "x", "1.2", "1.2.3", "1.2.zz", f"{'9' * 30}.1.{'0' * 32}", f"1.{'0' * 32}"]
)
def test_a_spoilt_place_in_the_queue_is_refused(text: str) -> None:
    with pytest.raises(CursorUnreadable):
        read_cursor(text, keys=KEYS)


def test_a_place_in_the_queue_reads_back_as_written(town: Town) -> None:
    cursor = Cursor((3, None), town.ann_id)
    assert read_cursor(cursor.text, keys=KEYS) == cursor
