"""Laws of what falls due by itself: nothing between two alarms, everything at its own moment, nothing twice."""

from hypothesis import given
from hypothesis import strategies as st

from reglament.core.case.event import Entries, Entry, Registered
from reglament.core.regulation.model.regulation import Regulation
from reglament.core.target.due_action import DueAction, due_actions
from reglament.core.target.evaluate import targets
from reglament.core.target.wake import wake_at
from tests import story_strategies as told
from tests import strategies as some
from tests.core.target import built


def known(story: Entries, moment: int) -> Entries:
    return tuple(entry for entry in story if entry.known_at <= moment)


def owed(regulation: Regulation, story: Entries, at: int) -> tuple[DueAction, ...]:
    return due_actions(built.terms(regulation), story, standing=None, at=at)


@given(some.regulations(), told.stories, told.moments, st.floats(0, 1))
def test_nothing_falls_due_before_the_alarm(
    regulation: Regulation, story: Entries, at: int, share: float
) -> None:
    story = known(story, at)
    alarm = wake_at(built.terms(regulation), story, standing=None, at=at)
    until = at + 30 * some.DAY if alarm is None else alarm - 1
    now = owed(regulation, story, at)
    for moment in (at + int((until - at) * share), until):
        assert [action.key for action in owed(regulation, story, moment)] == [action.key for action in now]


@given(some.regulations(), told.stories, told.moments)
def test_the_alarm_rings_for_something(regulation: Regulation, story: Entries, at: int) -> None:
    story = known(story, at)
    terms = built.terms(regulation)
    alarm = wake_at(terms, story, standing=None, at=at)
    if alarm is None or any(entry.happened_at == alarm for entry in story):
        return
    before = {(one.metric, one.instance, one.verdict) for one in targets(terms, story, at=at, known_at=at)}
    after = {
        (one.metric, one.instance, one.verdict) for one in targets(terms, story, at=alarm, known_at=alarm)
    }
    keys = [{action.key for action in owed(regulation, story, moment)} for moment in (at, alarm)]
    assert before != after or keys[0] != keys[1]


@given(some.regulations(), told.stories, told.moments)
def test_each_action_belongs_to_a_moment_that_has_come_and_was_known(
    regulation: Regulation, story: Entries, at: int
) -> None:
    actions = owed(regulation, story, at)
    assert [action.at for action in actions] == sorted(action.at for action in actions)
    assert len({action.key for action in actions}) == len(actions)
    for action in actions:
        assert action.at <= at
        target = action.target
        if target is not None and target.breached_at is not None:
            assert action.at >= target.breached_at


@given(some.regulations(), told.stories, told.moments)
def test_a_late_watch_does_what_a_watch_in_time_would_have_done(
    regulation: Regulation, story: Entries, at: int
) -> None:
    """Asked only at the end or at every alarm on the way: what stands at the end is the same, with the same moments."""
    number = Entry(len(story) + 1, some.MORNING, some.MORNING, "system", Registered("1"))
    story = (*known(story, some.MORNING), number)
    moment: int | None = some.MORNING
    seen: dict[str, int] = {}
    while moment is not None and moment <= at:
        seen.update((action.key, action.at) for action in owed(regulation, story, moment))
        moment = wake_at(built.terms(regulation), story, standing=None, at=moment)
    late = {action.key: action.at for action in owed(regulation, story, max(at, some.MORNING))}
    assert late.items() <= seen.items()
