"""The line of time: moments to places evenly, marks at round hours of the wall."""

from datetime import datetime
from itertools import pairwise

import pytest

from reglament.words.moment import LocalTime, local_time
from reglament.words.timeline.scale import HOUR, Scale, scale_for
from tests.core.replay.small import almanac


def here(name: str) -> LocalTime:
    found = local_time(name, almanac())
    assert found is not None
    return found


def scale(first: str, last: str, zone: str = "Europe/Berlin") -> Scale:
    at = here(zone)

    def seconds(text: str) -> int:
        told = datetime.fromisoformat(text)
        return at.zone.instant(told.toordinal(), told.hour * 3600 + told.minute * 60)

    return scale_for(seconds(first), seconds(last), left=100.0, right=1000.0, here=at)


def test_later_moments_stand_further_right_and_the_ends_at_the_edges() -> None:
    line = scale("2026-11-02 09:00", "2026-11-03 09:00")
    places = [line.place(at) for at in range(line.first, line.last + 1, HOUR)]
    assert places == sorted(set(places))
    assert (line.place(line.first), line.place(line.last)) == (100.0, 1000.0)


def test_a_moment_outside_stands_at_the_edge() -> None:
    line = scale("2026-11-02 09:00", "2026-11-03 09:00")
    assert (line.place(line.first - 1), line.place(line.last + 1)) == (100.0, 1000.0)


def test_a_single_moment_still_has_an_hour() -> None:
    line = scale("2026-11-02 09:00", "2026-11-02 09:00")
    assert line.last - line.first >= HOUR


@pytest.mark.parametrize(
    ("first", "last"), [("2026-10-24 12:00", "2026-10-26 12:00"), ("2026-03-28 12:00", "2026-03-30 12:00")]
)
def test_marks_stay_on_round_hours_when_clocks_are_changed(first: str, last: str) -> None:
    line = scale(first, last)
    walls = [line.here.wall(at) for at in line.marks()]
    assert {(wall.minute, wall.hour % line.step) for wall in walls} == {(0, 0)}
    assert sum(line.is_midnight(at) for at in line.marks()) == 2


def test_weeks_are_marked_on_mondays() -> None:
    line = scale("2026-11-04 12:00", "2027-01-20 12:00")
    assert {line.here.wall(at).weekday() for at in line.marks()} == {0}


def test_marks_have_room_for_their_words() -> None:
    for last in ("2026-11-02 12:00", "2026-11-05 12:00", "2026-12-30 12:00", "2029-01-01 00:00"):
        places = [line.place(at) for line in [scale("2026-11-02 09:00", last)] for at in line.marks()]
        assert min((after - before for before, after in pairwise(places)), default=99) > 60
